// Scores of single rows at draws from their posteriors: log-likelihood and oddness.
import type { EngineClient } from '../engine/engine-client.js';
import type { Block } from '../engine/native.js';
import { VAEError } from '../errors/errors.js';
import { SCORE_METHODS, type ScoreMethod } from '../options/choices.js';
import { inBlocks, NO_ROWS, resultOf, type AnyRowsCall, type RowsCall } from './reader.js';
import { resultArray } from '../data/result-array.js';
import { samplesPerCall } from '../data/rows-per-chunk.js';

export type Scores = Float64Array<ArrayBuffer>;

export async function logLikelihood(call: RowsCall<'logLikelihood()'>): Promise<Scores> {
  const { reader, options } = call;
  const { samples, seed = reader.seed, firstRow, signal } = options;
  const scores = await reader.read(signal, (engine) =>
    rowScores(call, engine, { method: 'likelihood', samples, seed }, firstRow),
  );
  return scores.map((score) => -score);
}

export async function score(call: RowsCall<'score()'>): Promise<Scores> {
  const { reader, options } = call;
  const { samples, seed = reader.seed, signal } = options;
  return reader.read(signal, async (engine) => {
    const method = await methodOf('score()', engine, options.method);
    return rowScores(call, engine, { method, samples, seed });
  });
}

/**
 * The method of a call, or the default for this state of the model.
 * @throws ERR_OPTION if it needs rows and the model keeps none
 */
export async function methodOf(
  call: string,
  engine: EngineClient,
  method: ScoreMethod | undefined,
): Promise<ScoreMethod> {
  const [kept] = await engine.call('read', 'references', NO_ROWS);
  if (method === 'neighbours' && !kept)
    throw new VAEError(
      'ERR_OPTION',
      `method of ${call} must not be 'neighbours' for a model that keeps no training rows: those ` +
        `are kept by a VAE with a Gaussian likelihood, without gaps, and with referenceRows above 0.`,
    );
  return method ?? (kept ? 'neighbours' : 'likelihood');
}

export async function scoreFeatures(call: RowsCall<'scoreFeatures()'>): Promise<Scores> {
  const { reader, facts, options, source } = call;
  const { samples, seed = reader.seed, signal } = options;
  const out = resultArray(source.rows, source.features, Float64Array);
  await reader.readRows(call, async (engine, block) => {
    await engine.call('begin', 'featureScores', block, { samples, seed });
    const perCall = samplesPerCall(block.rows, facts.parameters);
    out.set(await resultOf(engine, perCall, signal), block.first * source.features);
  });
  return out;
}

/**
 * Scores rows within a read.
 * @param firstRow The number of the first row, if each row has noise of its own. Default: all rows share
 *   theirs, so that a score depends on the row's values alone, and equal rows have equal scores.
 */
export async function rowScores(
  { reader, facts, options: { signal }, source }: AnyRowsCall,
  engine: EngineClient,
  { method, samples, seed }: { method: ScoreMethod; samples: number; seed: number },
  firstRow?: number,
): Promise<Scores> {
  const out = resultArray(source.rows, 1, Float64Array);
  const scoreBlock = async (block: Required<Block>) => {
    const { rows, first } = block;
    await engine.call('begin', 'scores', block, {
      method: SCORE_METHODS.indexOf(method),
      samples,
      seed,
      shared: Number(firstRow === undefined),
    });
    const scores = await resultOf(engine, samplesPerCall(rows, facts.parameters), signal);
    const surprises = source.surprises?.(first, rows);
    out.set(surprises ? scores.map((score, i) => score + surprises[i]!) : scores, first);
  };
  await inBlocks(source, reader.chunkRows(facts), signal, scoreBlock, firstRow);
  return out;
}
