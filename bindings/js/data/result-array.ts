import { VAEError } from '../errors/errors.js';
import { showBytes } from '../errors/show.js';

/** Memory for a result, taken before any work is done. @throws ERR_MEMORY */
export function resultArray<Values>(
  rows: number,
  columns: number,
  Type: { new (length: number): Values; readonly BYTES_PER_ELEMENT: number },
): Values {
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
