import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

/**
 * Reads the arrays of a NumPy .npz file, by name: `{ shape, values }`, values row after row.
 *
 * It reads what numpy.savez writes: a zip archive, stored or deflated, of .npy files (format 1-3,
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html) with little-endian
 * numbers.
 */
export async function readNpz(path) {
  const file = await readFile(path);
  const arrays = {};
  for (const { name, content } of zipEntries(file, path))
    arrays[name.replace(/\.npy$/, '')] = parseNpy(content, `${name} of ${path}`);
  return arrays;
}

/** Reads the files of a zip archive by its central directory (APPNOTE.TXT, 4.3). */
function* zipEntries(file, path) {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error(`${path} is not a zip archive`);
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const method = file.readUInt16LE(at + 10);
    const size = file.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      file.readUInt16LE(at + offset),
    );
    const local = file.readUInt32LE(at + 42);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const first = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(first, first + size);
    if (method !== 0 && method !== 8) throw new Error(`${name} of ${path}: method ${method}`);
    yield { name, content: method === 8 ? inflateRawSync(packed) : packed };
    at += 46 + nameLength + extraLength + commentLength;
  }
}

const READERS = {
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
  '|u1': [1, (view, at) => view.getUint8(at)],
};

function parseNpy(bytes, name) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = bytes[6] >= 2;
  const first = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = bytes.toString('latin1', first, first + length);
  const type = /'descr': '([^']*)'/.exec(header)?.[1];
  const shape = /'shape': \(([^)]*)\)/.exec(header)?.[1].match(/\d+/g)?.map(Number) ?? [];
  const byColumns = /'fortran_order': True/.test(header);
  if (!(type in READERS) || shape.length < 1 || shape.length > 2)
    throw new Error(`${name}: this reader does not support the array ${header.trim()}`);
  const [size, read] = READERS[type];
  const [rows, columns = 1] = shape;
  const values = Float64Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const place = byColumns ? column * rows + row : i;
    return read(view, first + length + place * size);
  });
  return { shape, values };
}
