// Scores of single rows at draws from their posteriors: log-likelihood and oddness.
import { type Data, type DataSource, dataSource, type Rows } from '../data/data-source.js';
import type { EngineClient } from '../engine/engine-client.js';
import type { NativeFacts } from '../engine/native.js';
import { SCORE_METHODS, type ScoreMethod } from '../options/choices.js';
import { inBlocks, type Reader, resultOf } from './reader.js';
import { resultArray } from '../data/result-array.js';
import { samplesPerCall } from '../data/rows-per-chunk.js';
import type {
  LogLikelihoodOptions,
  ScoreFeaturesOptions,
  ScoreOptions,
} from '../options/vae-options.js';

export type Scores = Float64Array<ArrayBuffer>;

/** How rows are scored: everything that scores depend on besides the model and the rows. */
export interface Scoring {
  readonly method: ScoreMethod;
  readonly samples: number;
  readonly seed: number;
}

export async function logLikelihood(
  reader: Reader,
  data: Data | Rows,
  options: LogLikelihoodOptions,
): Promise<Scores> {
  const facts = reader.trained('logLikelihood()');
  const {
    features,
    samples,
    seed = reader.seed,
    signal,
  } = reader.options('logLikelihood()', options);
  const source = dataSource(data, { name: 'data', features, model: facts.features });
  signal?.throwIfAborted();
  const out = resultArray(source.rows, 1, Float64Array);
  await reader.read(signal, (engine) => {
    const scoring = { method: 'likelihood', samples, seed } as const;
    return scoreRows(reader, engine, facts, source, { ...scoring, shared: false }, signal, out);
  });
  return out.map((score) => -score);
}

export async function score(
  reader: Reader,
  data: Data | Rows,
  options: ScoreOptions,
): Promise<Scores> {
  const facts = reader.trained('score()');
  const { features, signal, ...given } = reader.options('score()', options);
  const source = dataSource(data, { name: 'data', features, model: facts.features });
  const scoring = { ...given, seed: given.seed ?? reader.seed };
  signal?.throwIfAborted();
  const out = resultArray(source.rows, 1, Float64Array);
  await reader.read(signal, (engine) =>
    anomalyScores(reader, engine, facts, source, scoring, signal, out),
  );
  return out;
}

export async function scoreFeatures(
  reader: Reader,
  data: Data | Rows,
  options: ScoreFeaturesOptions,
): Promise<Scores> {
  const facts = reader.trained('scoreFeatures()');
  const {
    features,
    samples,
    seed = reader.seed,
    signal,
  } = reader.options('scoreFeatures()', options);
  const source = dataSource(data, { name: 'data', features, model: facts.features });
  signal?.throwIfAborted();
  const out = resultArray(source.rows, source.features, Float64Array);
  await reader.readRows(source, facts, signal, async (engine, block) => {
    await engine.call('begin', 'featureScores', block, { samples, seed });
    const perCall = samplesPerCall(block.rows, facts.parameters);
    out.set(await resultOf(engine, perCall, signal), block.first * source.features);
  });
  return out;
}

/**
 * Scores rows within a read. All rows share their noise, so that a score depends on the row's
 * values and not on its position, and equal rows have equal scores.
 */
export function anomalyScores(
  reader: Reader,
  engine: EngineClient,
  facts: NativeFacts,
  source: DataSource,
  scoring: Scoring,
  signal: AbortSignal | undefined,
  out: Scores,
): Promise<void> {
  return scoreRows(reader, engine, facts, source, { ...scoring, shared: true }, signal, out);
}

function scoreRows(
  reader: Reader,
  engine: EngineClient,
  facts: NativeFacts,
  source: DataSource,
  { method, samples, seed, shared }: Scoring & { shared: boolean },
  signal: AbortSignal | undefined,
  out: Scores,
): Promise<void> {
  return inBlocks(source, reader.chunkRows(facts), signal, async (block) => {
    const { rows, first } = block;
    await engine.call('begin', 'scores', block, {
      method: SCORE_METHODS.indexOf(method),
      samples,
      seed,
      shared: Number(shared),
    });
    const scores = await resultOf(engine, samplesPerCall(rows, facts.parameters), signal);
    const surprises = source.surprises?.(first, rows);
    out.set(surprises ? scores.map((score, i) => score + surprises[i]!) : scores, first);
  });
}
