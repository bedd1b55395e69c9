import { type DataSource, dataSource } from './data-source.js';
import { VAEError } from '../errors/errors.js';
import { RowKind } from '../engine/native.js';
import { show } from '../errors/show.js';

/**
 * Latent vectors, rows x latentDim, in single precision.
 * @throws like dataSource(), and ERR_DATA_SHAPE for bytes, which stand for values in [0, 1] and so
 *   cannot be latents. Its chunks throw ERR_DATA_VALUE for a value that is not a finite 32-bit
 *   number.
 */
export function latentSource(latents: unknown, latentDim: number): DataSource {
  const source = dataSource(latents, { name: 'latents', model: latentDim });
  if (source.kind === RowKind.bytes)
    throw new VAEError('ERR_DATA_SHAPE', 'latents must be floats, not bytes.');
  return {
    ...source,
    kind: RowKind.float32,
    chunk(first, rows) {
      const values = source.chunk(first, rows);
      const narrowed =
        source.kind === RowKind.float32
          ? (values as Float32Array<ArrayBuffer>)
          : Float32Array.from(values);
      const fault = narrowed.findIndex((value) => !Number.isFinite(value));
      if (fault >= 0)
        throw new VAEError(
          'ERR_DATA_VALUE',
          `latents has ${show(values[fault])} in row ${first + Math.floor(fault / latentDim)}, ` +
            `column ${fault % latentDim}; expected a finite 32-bit number.`,
        );
      return narrowed;
    },
  };
}
