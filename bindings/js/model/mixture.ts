// Fits a mixture of Gaussians to the latents of given rows: the model's mixture, and its prior if
// that is a mixture.
import type { EngineClient } from '../engine/engine-client.js';
import { VAEError } from '../errors/errors.js';
import { inBlocks, NO_ROWS, resultOf, type RowsCall } from './reader.js';
import { rowsPerChunk } from '../data/rows-per-chunk.js';

/** The result of fitting a mixture. */
export interface MixtureFit {
  /** Rounds of EM. */
  readonly iterations: number;
  /** Mean log-likelihood of the rows' latents under the mixture, in nats. */
  readonly logLikelihood: number;
}

const MULTIPLY_ADDS_OF_EXP = 50;

export async function fitMixture({
  reader,
  facts,
  options: { components, seed = reader.seed, signal },
  source,
}: RowsCall<'fitMixture()'>): Promise<MixtureFit> {
  const { rows } = source;
  if (components > rows)
    throw new VAEError(
      'ERR_OPTION',
      `components of fitMixture() must be at most the number of rows, ${rows}, not ${components}.`,
    );
  const { latentDim } = reader;
  const step = rowsPerChunk(1, components * (latentDim * latentDim + MULTIPLY_ADDS_OF_EXP));
  const fit = await reader.read(signal, async (engine) => {
    await engine.call('begin', 'mixtureFit', { rows, first: 0 }, { components, seed });
    await inBlocks(source, reader.chunkRows(facts), signal, (block) => engine.call('add', block));
    return resultOf(engine, step, signal);
  });
  reader.tookMixture(fit[2]!);
  return { iterations: fit[0]!, logLikelihood: fit[1]! };
}

/** @throws ERR_NOT_TRAINED if the model has no mixture. */
export async function requireMixture(engine: EngineClient, call: string): Promise<void> {
  const [components] = await engine.call('read', 'mixture', NO_ROWS);
  if (components === undefined)
    throw new VAEError(
      'ERR_NOT_TRAINED',
      `${call} needs a mixture: call fitMixture(). Training discards it, since latents change.`,
    );
}
