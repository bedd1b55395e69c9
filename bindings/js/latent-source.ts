import { type DataSource, dataSource } from './data-source.js';
import { VAEError } from './errors.js';
import { RowKind } from './native.js';
import { show } from './show.js';

/**
 * Latent vectors, rows x latentDim, in single precision.
 * @throws like dataSource(), and ERR_DATA_SHAPE for bytes, which stand for [0, 1] and so mean
 *   nothing here; its chunks throw ERR_DATA_VALUE for what is no finite 32-bit number.
 */
export function latentSource(latents: unknown, latentDim: number): DataSource {
  const source = dataSource(latents, { name: 'latents', model: latentDim });
  if (source.kind === RowKind.bytes)
    throw new VAEError('ERR_DATA_SHAPE', 'latents is an array of floats, was given bytes.');
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
            `column ${fault % latentDim}, where a finite 32-bit number is expected.`,
        );
      return narrowed;
    },
  };
}
