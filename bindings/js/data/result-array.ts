import { VAEError } from '../errors/errors.js';
import { showBytes } from '../errors/show.js';

/** Memory for a result, taken before any work is done. @throws ERR_MEMORY */
export function resultArray(rows: number, columns: number): Float32Array<ArrayBuffer>;
export function resultArray(
  rows: number,
  columns: number,
  type: Float64ArrayConstructor,
): Float64Array<ArrayBuffer>;
export function resultArray(
  rows: number,
  columns: number,
  Type: Float32ArrayConstructor | Float64ArrayConstructor = Float32Array,
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  try {
    return new Type(rows * columns);
  } catch (cause) {
    const bytes = rows * columns * Type.BYTES_PER_ELEMENT;
    throw new VAEError(
      'ERR_MEMORY',
      `A result of ${rows} rows of ${columns} values takes ${showBytes(bytes)}, ` +
        `more than an array can have here.`,
      { cause },
    );
  }
}
