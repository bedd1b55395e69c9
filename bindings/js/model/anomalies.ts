// Anomaly detection by a threshold fitted to the scores of rows that are known or assumed to be
// normal.
import { type Data, dataSource, type Rows } from '../data/data-source.js';
import type { EngineClient } from '../engine/engine-client.js';
import { VAEError } from '../errors/errors.js';
import { SCORE_METHODS } from '../options/choices.js';
import type { CallName } from '../options/options.js';
import { NO_ROWS, type Reader } from './reader.js';
import { resultArray } from '../data/result-array.js';
import { anomalyScores, type Scores } from './scores.js';
import type { FitThresholdOptions, RowsOptions } from '../options/vae-options.js';

/** The default share of calibration rows below the threshold. */
const DEFAULT_QUANTILE = 0.95;

export async function fitThreshold(
  reader: Reader,
  data: Data | Rows,
  options: FitThresholdOptions,
): Promise<number> {
  const facts = reader.trained('fitThreshold()');
  const given = reader.options('fitThreshold()', options);
  const { features, method, samples, seed = reader.seed, signal } = given;
  const source = dataSource(data, { name: 'data', features, model: facts.features });
  const quantile = quantileOf(given);
  signal?.throwIfAborted();
  const scores = resultArray(source.rows, 1, Float64Array);
  let threshold = NaN;
  await reader.read(signal, async (engine) => {
    await anomalyScores(reader, engine, facts, source, { method, samples, seed }, signal, scores);
    const block = { rows: scores.length, first: 0, values: scores };
    const [fitted] = await engine.call('read', 'fitThreshold', block, {
      method: SCORE_METHODS.indexOf(method),
      samples,
      seed,
      quantile,
    });
    threshold = fitted!;
  });
  return threshold;
}

function quantileOf(given: {
  quantile: number | undefined;
  contamination: number | undefined;
}): number {
  const { quantile, contamination } = given;
  if (quantile !== undefined && contamination !== undefined)
    throw new VAEError(
      'ERR_OPTION',
      `fitThreshold() takes quantile or contamination, which is 1 - quantile, not both: ` +
        `${quantile} and ${contamination}.`,
    );
  return contamination === undefined ? (quantile ?? DEFAULT_QUANTILE) : 1 - contamination;
}

export async function isAnomaly(
  reader: Reader,
  data: Data | Rows,
  options: RowsOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let threshold = NaN;
  const scores = await scoresByThreshold(reader, 'isAnomaly()', data, options, async (_, value) => {
    threshold = value;
  });
  return Uint8Array.from(scores, (score) => Number(score > threshold));
}

export async function anomalyProbability(
  reader: Reader,
  data: Data | Rows,
  options: RowsOptions,
): Promise<Scores> {
  let probabilities!: Scores;
  const call = 'anomalyProbability()';
  await scoresByThreshold(reader, call, data, options, async (engine, _, scores) => {
    const block = { rows: scores.length, first: 0, values: scores };
    probabilities = Float64Array.from(await engine.call('read', 'anomalyProbabilities', block));
  });
  return probabilities;
}

/** Scores rows the same way as for the threshold; `use` sees the same state of the model. */
async function scoresByThreshold(
  reader: Reader,
  call: CallName & ('isAnomaly()' | 'anomalyProbability()'),
  data: Data | Rows,
  options: RowsOptions,
  use: (engine: EngineClient, threshold: number, scores: Scores) => Promise<void>,
): Promise<Scores> {
  const facts = reader.trained(call);
  const { features, signal } = reader.options(call, options);
  const source = dataSource(data, { name: 'data', features, model: facts.features });
  signal?.throwIfAborted();
  const scores = resultArray(source.rows, 1, Float64Array);
  await reader.read(signal, async (engine) => {
    const fitted = await engine.call('read', 'threshold', NO_ROWS);
    if (fitted.length === 0)
      throw new VAEError(
        'ERR_NOT_TRAINED',
        `${call} needs a threshold: call fitThreshold(). Training discards it, since scores change.`,
      );
    const [value, choice, samples, seed] = [...fitted] as [number, number, number, number];
    const method = SCORE_METHODS[choice]!;
    await anomalyScores(reader, engine, facts, source, { method, samples, seed }, signal, scores);
    await use(engine, value, scores);
  });
  return scores;
}
