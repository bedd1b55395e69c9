// Tensors of 32-bit floats in a safetensors file. What they are of, model-tensors.ts knows.
import { encodeUtf8 } from '../../host/utf8.js';
import { bytesOf, type Tensor } from '../file/model-file.js';
import { LENGTH_BYTES, LONGEST_HEADER, METADATA, readHeader, refused } from './header.js';

const ALIGNMENT = 8;
const DTYPE = 'F32';

/**
 * Writes the form that every reader takes: a header padded to a multiple of 8, and the tensors in the
 * order of their names, which is what descending alignment leaves of tensors of one type.
 * @throws ERR_MODEL_FILE if the header would be longer than readers take.
 */
export function writeSafetensors(
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const sorted = tensors.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const entries: [string, unknown][] = [[METADATA, metadata]];
  let size = 0;
  for (const { name, shape, values } of sorted) {
    entries.push([name, { dtype: DTYPE, shape, data_offsets: [size, size + values.byteLength] }]);
    size += values.byteLength;
  }
  const json = encodeUtf8(JSON.stringify(Object.fromEntries(entries)));
  const length = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  if (length > LONGEST_HEADER)
    throw refused(
      `would have a header of ${length} bytes, more than the ${LONGEST_HEADER} of its format`,
    );
  const file = new Uint8Array(LENGTH_BYTES + length + size);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(json, LENGTH_BYTES);
  file.fill(0x20, LENGTH_BYTES + json.length, LENGTH_BYTES + length);
  let at = LENGTH_BYTES + length;
  for (const { values } of sorted) {
    file.set(bytesOf(values), at);
    at += values.byteLength;
  }
  return file;
}

/** @throws ERR_MODEL_FILE for a file that is not valid, and for tensors of another type. */
export function readSafetensors(file: Uint8Array<ArrayBuffer>): {
  metadata: Readonly<Record<string, string>>;
  tensors: Map<string, Tensor>;
} {
  const { metadata, entries, start } = readHeader(file);
  for (const { name, dtype } of entries)
    if (dtype !== DTYPE)
      throw refused(`has a tensor "${name}" of dtype ${dtype}; those of a model are ${DTYPE}`);
  const tensors = new Map(
    entries.map(({ name, shape, range: [first, end] }) => {
      // A copy, since a header of any length may come before it.
      const { buffer } = file.slice(start + first, start + end);
      return [name, { name, shape, values: new Float32Array(buffer) }];
    }),
  );
  return { metadata, tensors };
}
