import { type NumericArray, shapeText, times } from './numeric-array.js';

const UNSIGNED_BYTE = 0x08;

/**
 * Reads an IDX file of unsigned bytes: two zero bytes, the element type, the number of
 * dimensions, each dimension as a big-endian 32-bit integer, then the elements.
 * `values` is a view of `file`, not a copy.
 * @throws {Error} with a sentence for people if `file` is not such a file or is incomplete.
 * @see http://yann.lecun.com/exdb/mnist/ ("The IDX file format")
 */
export function parseIdx(name: string, file: Uint8Array<ArrayBuffer>): NumericArray {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < 4 || view.getUint16(0) !== 0) {
    throw new Error(`${name} is not an IDX file: an IDX file starts with two zero bytes.`);
  }
  const type = view.getUint8(2);
  if (type !== UNSIGNED_BYTE) {
    throw new Error(
      `${name} holds elements of type 0x${hex(type)}; only IDX files of unsigned ` +
        'bytes (0x08) can be read.',
    );
  }
  const dimensions = view.getUint8(3);
  const header = 4 + 4 * dimensions;
  if (file.byteLength < header) {
    throw new Error(`${name} ends within its header of ${header} bytes.`);
  }
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const elements = times(shape);
  if (file.byteLength - header !== elements) {
    throw new Error(
      `${name} should hold ${shapeText(shape)} = ${elements} bytes after its header, ` +
        `but holds ${file.byteLength - header}.`,
    );
  }
  return { name, shape, values: file.subarray(header) };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
