// Fits a mixture of Gaussians to the latents of given rows, for generating.
import type { EngineClient } from '../engine/engine-client.js';
import { VAEError } from '../errors/errors.js';
import { inChunks } from './reader.js';
import type { RowsCall } from './rows-call.js';
import { rowsPerChunk } from '../data/rows-per-chunk.js';

/** The result of fitting a mixture. */
export interface MixtureFit {
  /** Rounds of EM. */
  readonly iterations: number;
  /** Mean log-likelihood of the rows' latents under the mixture, in nats. */
  readonly logLikelihood: number;
}

// EM's gain shrinks from round to round; below this, in nats per row, it is negligible.
const SMALLEST_GAIN = 1e-5;
const MOST_ITERATIONS = 500;
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
  signal?.throwIfAborted();
  const { latentDim } = reader;
  const step = rowsPerChunk(1, components * (latentDim * latentDim + MULTIPLY_ADDS_OF_EXP));
  let iterations = 0;
  let logLikelihood = -Infinity;
  await reader.read(signal, async (engine) => {
    await engine.call('beginMixture', rows, components, seed);
    await inChunks(rows, reader.chunkRows(facts), signal, (first, n) =>
      engine.call('addToMixture', source.chunk(first, n), n, first, source.kind),
    );
    await inChunks(components, 1, signal, () => engine.call('addCentre'));
    for (let gain = Infinity; gain > SMALLEST_GAIN && iterations < MOST_ITERATIONS; iterations++) {
      await inChunks(rows, step, signal, (first, n) => engine.call('accumulateMixture', first, n));
      const before = logLikelihood;
      logLikelihood = await maximised(engine, signal);
      gain = logLikelihood - before;
    }
    signal?.throwIfAborted();
    await engine.call('keepMixture');
  });
  return { iterations, logLikelihood };
}

/** Runs the M step piece by piece. Returns the mean log-likelihood before it. */
async function maximised(engine: EngineClient, signal: AbortSignal | undefined): Promise<number> {
  for (;;) {
    signal?.throwIfAborted();
    const logLikelihood = await engine.call('updateMixture');
    if (logLikelihood !== undefined) return logLikelihood;
  }
}

/** @throws ERR_NOT_TRAINED if the model has no mixture. */
export async function requireMixture(engine: EngineClient, call: string): Promise<void> {
  if (!(await engine.call('hasMixture')))
    throw new VAEError(
      'ERR_NOT_TRAINED',
      `${call} needs a mixture: call fitMixture(). Training discards it, since latents change.`,
    );
}
