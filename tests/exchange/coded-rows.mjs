// Coded rows, the form that `npx vae1 code` writes and that the PyTorch twin trains on.
import { writeFile } from 'node:fs/promises';
import { crc32 } from '../../build/js/exchange/file/crc32.js';
import { readModelFile } from '../../build/js/exchange/file/model-file.js';
import { writeSafetensors } from '../../build/js/exchange/safetensors/safetensors.js';
import { schemaFromJson } from '../../build/js/table/schema-from-json.js';
import { TableCoding } from '../../build/js/table/table-coding.js';

/** Rows of numbers, or of a table, as the network of a saved model receives them: N x D. */
export async function codedRows(file, rows) {
  const { descriptions, attachment } = readModelFile(file);
  const { columns, scaling } = descriptions;
  const numbers = attachment ? await tableNumbers(attachment, rows) : rows.flat();
  const D = scaling.columns.length;
  return Float32Array.from(numbers, (x, at) => {
    const { offset, scale, constant } = scaling.columns[at % D];
    if (Number.isNaN(x) || (columns && columns[at % D].kind !== 'real')) return x;
    return constant ? 0 : Math.min(Math.max((x - offset) / scale, -1e6), 1e6);
  });
}

async function tableNumbers(attachment, rows) {
  const schema = schemaFromJson(JSON.parse(new TextDecoder().decode(attachment)).schema);
  const source = await new TableCoding(schema).read(rows, 'data');
  return source.chunk(0, source.rows);
}

/**
 * Writes coded rows as files, as if each came from a file of its own.
 * @param ends Where each file's rows end.
 * @returns The paths.
 */
export async function writeCodedRows(path, file, rows, ends = [rows.length]) {
  const coded = await codedRows(file, rows);
  const D = coded.length / rows.length;
  const metadata = { 'vae1.coded': '1', 'vae1.coding': codingOf(file) };
  const paths = [];
  for (const [k, end] of ends.entries()) {
    const first = k === 0 ? 0 : ends[k - 1];
    const values = coded.slice(first * D, end * D);
    paths.push(`${path}-${k}.safetensors`);
    const tensors = [{ name: 'rows', shape: [end - first, D], values }];
    await writeFile(paths[k], writeSafetensors(tensors, metadata));
  }
  return paths;
}

/** The CRC-32 of the sections COLS and SCAL, which say what coded rows are. */
function codingOf(file) {
  const view = new DataView(file.buffer, file.byteOffset);
  const contents = [];
  for (let at = 16; at < file.length - 4;) {
    const tag = String.fromCharCode(...file.subarray(at, at + 4));
    const size = Number(view.getBigUint64(at + 8, true));
    if (tag === 'COLS' || tag === 'SCAL') contents.push(...file.subarray(at + 16, at + 16 + size));
    at += 16 + Math.ceil(size / 8) * 8;
  }
  return crc32(Uint8Array.from(contents)).toString(16).padStart(8, '0');
}
