import type { EpochRecord } from '../engine/history.js';
import type { Objective } from '../options/choices.js';
import { list } from '../errors/show.js';

/** The possible problems of a trained model. */
export type FindingCode =
  /** The latent dimensions carry no information about the data. */
  | 'collapsed-posterior'
  /** Some latent dimensions carry no information. */
  | 'dead-dimensions'
  /** The learned variance of a Gaussian column is at its lower or upper bound. */
  | 'variance-at-bound'
  /** The held-out loss rises while the training loss at the same beta falls. */
  | 'over-fitting'
  /** The training loss rises or swings over epochs with the same beta. */
  | 'high-learning-rate';

/** One problem of a model. `Column`: how columns are named. */
export interface Finding<Column extends number | string = number> {
  /** For programs. */
  readonly code: FindingCode;
  /** One or two sentences on the problem and what to try. */
  readonly message: string;
  /** The affected latent dimensions, from 0. */
  readonly dimensions?: number[];
  /** The affected columns of the data: numbers from 0, or names in a table. */
  readonly columns?: Column[];
}

interface Evidence<Column = unknown> {
  activity: Float64Array;
  klPerDimension: Float64Array;
  columnsAtBound: Column[];
  objective: Objective;
  autoregressive: boolean;
  /** The final value of the schedule. */
  beta: number;
  history: readonly EpochRecord[];
}

/** Burda et al. (2016), section 5: a latent unit is active where this variance is above 0.01. */
export const isActive = (variance: number) => variance > 0.01;

// Nats per row; with less, the decoder cannot distinguish rows.
const COLLAPSED_KL = 0.1;
// A trend compares this many epochs with as many before.
const TREND = 5;
// Shares of the total gain from the first epoch to the best.
const RISE = 0.05;
const SWING = 0.1;

/** The problems that the evidence shows, worst first. */
export function findings<Column extends number | string>(
  evidence: Evidence<Column>,
): Finding<Column>[] {
  return [
    latents(evidence),
    variances(evidence),
    overFitting(evidence),
    learningRate(evidence),
  ].filter((finding) => finding !== undefined);
}

function latents({
  activity,
  klPerDimension,
  autoregressive,
}: Evidence): Finding<never> | undefined {
  const dead = indicesOf(activity, (variance) => !isActive(variance));
  const kl = klPerDimension.reduce((sum, x) => sum + x, 0);
  if (dead.length === activity.length || kl < COLLAPSED_KL)
    return {
      code: 'collapsed-posterior',
      message:
        `The posterior has collapsed: the latents carry ${kl.toFixed(2)} nats per row, and ` +
        `${activity.length - dead.length} of ${activity.length} dimensions are active. The model ` +
        `ignores the latents` +
        (autoregressive
          ? `: its decoder is autoregressive and makes each cell from those before it. The rows it makes ` +
            `need no latents, but codes and maps do: train with decoder: 'independent' for them.`
          : ` and reconstructs every row almost the same. Try a beta that starts at 0 ` +
            `({ schedule: 'linear', epochs }), freeBits, a smaller beta or a shallower net.`),
      dimensions: dead,
    };
  if (dead.length === 0) return undefined;
  const used = activity.length - dead.length;
  return {
    code: 'dead-dimensions',
    message:
      `${count(dead.length, 'latent dimension')} of ${activity.length} ${dead.length === 1 ? 'is' : 'are'} ` +
      `not used: ${list(dead)}. The data need only ${used}, so latentDim: ${used} is enough, ` +
      `but unused dimensions do no harm.`,
    dimensions: dead,
  };
}

function variances<Column extends number | string>({
  columnsAtBound: columns,
}: Evidence<Column>): Finding<Column> | undefined {
  if (columns.length === 0) return undefined;
  return {
    code: 'variance-at-bound',
    message:
      `The learned variance of ${count(columns.length, 'column')} is at its bound: ` +
      `${list(columns)}. The model copies ${columns.length === 1 ? 'it' : 'them'} almost exactly, ` +
      `and ${columns.length === 1 ? 'its' : 'their'} density outweighs the other columns' losses. ` +
      `Look for columns that follow from others, or that have only a few distinct values.`,
    columns,
  };
}

function overFitting({ objective, beta, history }: Evidence): Finding<never> | undefined {
  const records = lastOnes(history, ({ validation }) => validation !== undefined);
  if (records.length <= TREND) return undefined;
  const heldOut = records.map(({ validation }) => validation!.loss);
  const best = heldOut.indexOf(least(heldOut));
  if (best >= records.length - TREND) return undefined;
  const iwae = objective === 'iwae';
  // The importance-weighted bound is known only for its epoch's beta.
  if (iwae && best < records.length - withLastBeta(records).length) return undefined;
  const training = (record: EpochRecord) => (iwae ? record.loss : lossAt(beta, record));
  const recent = mean(heldOut.slice(-TREND));
  const rising = recent - heldOut[best]! > RISE * (heldOut[0]! - heldOut[best]!);
  const falling = mean(records.slice(-TREND).map(training)) < training(records[best]!);
  if (!rising || !falling) return undefined;
  return {
    code: 'over-fitting',
    message:
      `The model fits the training rows better and other rows worse: the held-out loss was ` +
      `${heldOut[best]!.toFixed(2)} after epoch ${records[best]!.epoch} of ${history.length} and ` +
      `is ${recent.toFixed(2)} now. Stop there, or use a smaller net, a larger beta or more rows.`,
  };
}

/** Considers only the last beta: while beta changes, the loss changes at any learning rate. */
function learningRate({ beta, history }: Evidence): Finding<never> | undefined {
  const last = withLastBeta(history)
    .slice(-2 * TREND)
    .map(({ loss }) => loss);
  if (last.length < 2 * TREND) return undefined;
  const all = history.map((record) => lossAt(beta, record));
  const gain = all[0]! - least(all);
  const steps = last.slice(1).map((loss, i) => loss - last[i]!);
  const rise = mean(last.slice(TREND)) - mean(last.slice(0, TREND));
  const swing = mean(steps.map(Math.abs));
  const swings = steps.some((step) => step > 0) && swing > SWING * gain;
  if (rise <= RISE * gain && !swings) return undefined;
  return {
    code: 'high-learning-rate',
    message:
      `The training loss ${swings ? 'swings' : 'rises'}: over the last ${2 * TREND} epochs it changed ` +
      `by ${swing.toFixed(2)} nats per epoch on average, while all epochs together gained ` +
      `${gain.toFixed(2)}. Try a smaller learningRate or a larger batchSize.`,
  };
}

/** The negative ELBO with this beta; `loss` uses its epoch's beta and the free bits. */
function lossAt(beta: number, { reconstruction, kl }: EpochRecord): number {
  return reconstruction + beta * kl;
}

/** The records since the last change of beta, whose losses are comparable. */
function withLastBeta(records: readonly EpochRecord[]): readonly EpochRecord[] {
  return lastOnes(records, ({ beta }) => beta === records.at(-1)!.beta);
}

/** The items after the last one that does not satisfy `holds`. */
function lastOnes<Item>(items: readonly Item[], holds: (item: Item) => boolean): readonly Item[] {
  return items.slice(items.findLastIndex((item) => !holds(item)) + 1);
}

function indicesOf(values: Float64Array, holds: (value: number) => boolean): number[] {
  return Array.from(values.keys()).filter((index) => holds(values[index]!));
}

/** Not Math.min(...values), because the number of arguments is limited. */
function least(values: readonly number[]): number {
  return values.reduce((smallest, x) => Math.min(smallest, x));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
