import { type Finding, findings, isActive } from './findings.js';
import type { EpochRecord } from '../engine/history.js';
import { DECODERS, OBJECTIVES } from '../options/choices.js';
import { inBlocks, NO_ROWS, type RowsCall } from './reader.js';

/** How a model uses its latent space on given rows, and what is wrong with the model. */
export interface Diagnosis<Column extends number | string = number> {
  /** Latent dimensions whose `activity` is above 0.01. */
  readonly activeUnits: number;
  /**
   * For each latent dimension, the variance of the posterior mean over the rows; the prior's is 1
   * (Burda et al. 2016, https://arxiv.org/abs/1509.00519, section 5). latentDim values.
   */
  readonly activity: Float64Array<ArrayBuffer>;
  /**
   * For each latent dimension, the mean KL divergence from the prior, in nats: latentDim values.
   */
  readonly klPerDimension: Float64Array<ArrayBuffer>;
  /** What is wrong with the model; empty if nothing is. */
  readonly findings: Finding<Column>[];
}

/**
 * @param history The model's, as it is after the call.
 * @param columnOf The name of a column of the model.
 */
export async function diagnose<Column extends number | string>(
  { reader, facts, options: { signal }, source }: RowsCall<'diagnose()'>,
  history: () => readonly EpochRecord[],
  columnOf: (column: number) => Column,
): Promise<Diagnosis<Column>> {
  const { latentDim } = reader;
  const result = await reader.read(signal, async (engine) => {
    await engine.call('begin', 'activity', NO_ROWS);
    await inBlocks(source, reader.chunkRows(facts), signal, (block) => engine.call('add', block));
    return engine.call('result');
  });
  const activity = Float64Array.from(result.subarray(0, latentDim));
  const klPerDimension = Float64Array.from(result.subarray(latentDim, 2 * latentDim));
  const columnsAtBound = [...new Set(Array.from(result.subarray(2 * latentDim), columnOf))];
  const objective = OBJECTIVES[facts.options.objective]!;
  const autoregressive = DECODERS[facts.options.decoder] === 'autoregressive';
  const beta = facts.options.beta.to;
  const latents = { activity, klPerDimension, columnsAtBound };
  return {
    activeUnits: activity.filter(isActive).length,
    activity,
    klPerDimension,
    findings: findings({ ...latents, objective, autoregressive, beta, history: history() }),
  };
}
