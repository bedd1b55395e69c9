import { VAEError } from './errors.js';
import { showBytes } from './show.js';

/** Memory for a result, taken before any work is done. @throws ERR_MEMORY */
export function resultArray(rows: number, columns: number): Float32Array<ArrayBuffer> {
  try {
    return new Float32Array(rows * columns);
  } catch (cause) {
    const bytes = rows * columns * Float32Array.BYTES_PER_ELEMENT;
    throw new VAEError(
      'ERR_MEMORY',
      `A result of ${rows} rows of ${columns} values takes ${showBytes(bytes)}, ` +
        `more than an array can have here.`,
      { cause },
    );
  }
}
