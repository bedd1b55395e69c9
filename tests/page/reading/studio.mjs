import { gzipSync } from 'node:zlib';
import { sourceModule, webModule } from '../web-module.mjs';

const { readFiles } = await webModule('studio/reading/read-files.ts');
const { Pace } = await sourceModule('readers/bytes/pace.ts');

export function pace({ report = () => {}, signal = new AbortController().signal } = {}) {
  return new Pace(report, signal);
}

/** Reads one file with this content, or several Files, as the page does. */
export function read(content, { name = 'table.csv', options = {}, decode, ...news } = {}) {
  const files = Array.isArray(content) ? content : [new File([content], name)];
  return readFiles(files, options, pace(news), decode);
}

export const messages = ({ notes }) => notes.map(({ message }) => message).join('\n');

/** Columns as plain arrays by name; null is a gap. */
export function cells({ data }) {
  return Object.fromEntries(
    data.columns.map((column) => [
      column.name,
      column.kind === 'numbers'
        ? Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
        : Array.from(column.codes, (code) => (code === 0 ? null : column.values[code - 1])),
    ]),
  );
}

export const gzipped = (bytes) => new Uint8Array(gzipSync(bytes));

/** A NumPy file: `dtype` such as '<f4', and the bytes of the values. */
export function npy(dtype, shape, bytes, { fortran = false, version = 1 } = {}) {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${dtype}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${sizes}), }\n`;
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(header.length);
  else length.writeUInt32LE(header.length);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x93NUMPY', 'latin1'),
      Buffer.from([version, 0]),
      length,
      Buffer.from(header),
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ]),
  );
}

/** An IDX file of bytes. */
export function idx(shape, values) {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = 8;
  header[3] = shape.length;
  shape.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return new Uint8Array(Buffer.concat([header, Buffer.from(values)]));
}
