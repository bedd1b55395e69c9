import type { DataSource } from '../data/data-source.js';
import type { EngineClient } from '../engine/engine-client.js';
import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';
import { checkShare, type HeldOut } from './held-out.js';
import type { EpochRecord } from '../engine/history.js';
import type { NativeFacts } from '../engine/native.js';
import type { CallOptions } from '../options/options.js';
import { rowsPerChunk } from '../data/rows-per-chunk.js';
import { inBlocks } from './reader.js';
import { learningRateOf } from '../options/schedules.js';

export interface TrainingCall extends Pick<
  CallOptions<'train()'>,
  'earlyStopping' | 'onEpoch' | 'onBatch' | 'allowBatches' | 'signal'
> {
  epochs: number;
  heldOut: HeldOut | undefined;
}

/** Keeps the model on the caller's side up to date. */
export interface TrainingObserver {
  facts(facts: NativeFacts): void;
  epoch(record: EpochRecord, bestEpoch: number): void;
}

/**
 * Passes the rows to the engine twice, for inspection and for storage, and trains on them.
 * @throws the signal's reason, what a callback threw, or a VAEError; always after the engine has
 *   stopped.
 */
export async function runTraining(
  engine: EngineClient,
  source: DataSource,
  call: TrainingCall,
  observer: TrainingObserver,
): Promise<void> {
  const { heldOut, signal } = call;
  if (heldOut) checkShare(heldOut, source.rows);
  const apart = heldOut?.source?.(source.features);
  const { rows, features, kind, columns } = source;
  const share = heldOut?.share ?? 0;
  await engine.call('beginIntake', { rows, features, kind, columns, share });
  try {
    await handOver(engine, 'inspect', source, false, signal);
    if (apart) await inspectHeldOut(engine, apart, signal);
    await engine.call('prepare');
    await handOver(engine, 'store', source, false, signal);
    if (apart) await handOver(engine, 'store', apart, true, signal);
    call.signal?.throwIfAborted();
  } catch (error) {
    await engine.call('dropRows').catch(() => {});
    throw error;
  }
  await trainEpochs(engine, call, observer);
}

/** Inspects separate held-out rows, after the training rows. */
export async function inspectHeldOut(
  engine: EngineClient,
  source: DataSource,
  signal: AbortSignal | undefined,
): Promise<void> {
  await engine.call('beginHeldOut', source.rows, source.kind);
  await handOver(engine, 'inspect', source, true, signal);
}

/** `heldOut`: whether the rows are separate held-out rows. */
export function handOver(
  engine: EngineClient,
  method: 'inspect' | 'store',
  source: DataSource,
  heldOut: boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const step = rowsPerChunk(source.features * Float64Array.BYTES_PER_ELEMENT);
  return inBlocks(source, step, signal, (block) => engine.call(method, block, heldOut));
}

/**
 * Trains on the rows that the engine has stored, or that `appendPass` appends, which is the next
 * pass over a stream. An error that it throws ends the training.
 */
export async function trainEpochs(
  engine: EngineClient,
  { epochs, heldOut, earlyStopping, onEpoch, onBatch, allowBatches, signal }: TrainingCall,
  observer: TrainingObserver,
  appendPass: () => Promise<void> = async () => {},
): Promise<void> {
  let failure: { error: unknown } | undefined;
  let over = false;
  // A callback may settle after the training has ended; it must not affect the next training.
  const tell = (method: 'stop' | 'proceed') => {
    if (!over) engine.call(method).catch(() => {});
  };
  const stop = (error: unknown) => {
    failure ??= { error };
    tell('stop');
  };
  const abort = () => stop(signal!.reason);

  engine.listen({
    begun: (facts) => observer.facts(facts),
    pass: () => void appendPass().catch(stop),
    held() {
      if (failure) return;
      attempt(() => allowBatches!())
        .then((batches) => {
          const number = allowed(batches);
          if (!over) engine.call('allow', number).catch(() => {});
        })
        .catch(stop);
    },
    batches(batches) {
      for (const progress of batches) {
        if (failure) return;
        attempt(() => onBatch?.(progress)).catch(stop);
      }
    },
    epoch({ record, bestEpoch }) {
      observer.epoch(record, bestEpoch);
      if (!onEpoch || failure) return;
      attempt(() => onEpoch(record)).then(() => tell('proceed'), stop);
    },
  });
  signal?.addEventListener('abort', abort);
  try {
    const outcome = await engine.call('train', {
      epochs,
      awaitEpochs: onEpoch !== undefined,
      awaitBatches: allowBatches !== undefined,
      reportBatches: onBatch !== undefined,
      validating: heldOut !== undefined,
      patience: earlyStopping?.patience ?? 0,
      minDelta: earlyStopping?.minDelta ?? 0,
    });
    observer.facts(outcome.facts);
    if (failure) throw failure.error;
    if (outcome.diverged) throw divergence(outcome.diverged, outcome.facts);
  } finally {
    over = true;
    signal?.removeEventListener('abort', abort);
    engine.listen(undefined);
  }
}

/** @throws VAEError for what is no number of batches. */
function allowed(batches: unknown): number {
  if (batches === Infinity || (Number.isInteger(batches) && Number(batches) > 0))
    return Number(batches);
  throw new VAEError(
    'ERR_OPTION',
    `allowBatches returned ${show(batches)}; it has to return a whole number of batches from 1, or Infinity.`,
  );
}

/** Calls the callback and turns an exception into a rejection. */
async function attempt(callback: () => unknown): Promise<unknown> {
  return callback();
}

function divergence(
  { epoch, batch }: { epoch: number; batch?: number },
  facts: NativeFacts,
): VAEError {
  const where = batch === undefined ? 'on the held-out rows' : `batch ${batch}`;
  const { maxGradientNorm, batchSize } = facts.options;
  const norm = maxGradientNorm === Infinity ? 'none' : maxGradientNorm;
  return new VAEError(
    'ERR_DIVERGED',
    `The loss stopped being finite at epoch ${epoch}, ${where}; the model is back at its last ` +
      `finite epoch. A smaller learningRate (${rate(facts)}), a maxGradientNorm (now ${norm}) or a ` +
      `larger batchSize (now ${batchSize}) makes training more stable.`,
  );
}

/** For a schedule, the last recorded rate; the diverged epoch has no record. */
function rate({ options: { learningRate }, history }: NativeFacts): string {
  const last = history.at(-1);
  if (typeof learningRateOf(learningRate) === 'number') return `now ${learningRate.initial}`;
  if (!last) return `whose schedule has initial: ${learningRate.initial}`;
  return `${Number(last.learningRate.toPrecision(3))} in epoch ${last.epoch}`;
}
