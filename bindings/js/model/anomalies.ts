// Anomaly detection by a threshold fitted to the scores of rows that are known or assumed to be
// normal.
import type { EngineClient } from '../engine/engine-client.js';
import { VAEError } from '../errors/errors.js';
import { SCORE_METHODS } from '../options/choices.js';
import { NO_ROWS, type AnyRowsCall, type RowsCall } from './reader.js';
import { methodOf, rowScores, type Scores } from './scores.js';

/** The default share of calibration rows below the threshold. */
const DEFAULT_QUANTILE = 0.95;

export async function fitThreshold(call: RowsCall<'fitThreshold()'>): Promise<number> {
  const { reader, options } = call;
  const { samples, seed = reader.seed, signal } = options;
  const quantile = quantileOf(options);
  return reader.read(signal, async (engine) => {
    const method = await methodOf('fitThreshold()', engine, options.method);
    const scores = await rowScores(call, engine, { method, samples, seed });
    const block = { rows: scores.length, first: 0, values: scores };
    const [threshold] = await engine.call('read', 'fitThreshold', block, {
      method: SCORE_METHODS.indexOf(method),
      samples,
      seed,
      quantile,
    });
    return threshold!;
  });
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

export async function isAnomaly(call: RowsCall<'isAnomaly()'>): Promise<Uint8Array<ArrayBuffer>> {
  return byThreshold('isAnomaly()', call, async (_, threshold, scores) =>
    Uint8Array.from(scores, (score) => Number(score > threshold)),
  );
}

export async function anomalyProbability(call: RowsCall<'anomalyProbability()'>): Promise<Scores> {
  return byThreshold('anomalyProbability()', call, async (engine, _, scores) => {
    const block = { rows: scores.length, first: 0, values: scores };
    return Float64Array.from(await engine.call('read', 'anomalyProbabilities', block));
  });
}

/** Scores rows the same way as for the threshold; `use` sees the same state of the model. */
function byThreshold<T>(
  name: string,
  call: AnyRowsCall,
  use: (engine: EngineClient, threshold: number, scores: Scores) => Promise<T>,
): Promise<T> {
  return call.reader.read(call.options.signal, async (engine) => {
    const fitted = await engine.call('read', 'threshold', NO_ROWS);
    if (fitted.length === 0)
      throw new VAEError(
        'ERR_NOT_TRAINED',
        `${name} needs a threshold: call fitThreshold(). Training discards it, since scores change.`,
      );
    const [threshold, choice, samples, seed] = [...fitted] as [number, number, number, number];
    const method = SCORE_METHODS[choice]!;
    return use(engine, threshold, await rowScores(call, engine, { method, samples, seed }));
  });
}
