import type { DataSource } from './data-source.js';
import type { EngineClient } from './engine-client.js';
import { VAEError } from './errors.js';
import type { BatchProgress, EpochRecord } from './history.js';
import type { NativeFacts } from './native.js';
import { rowsPerChunk } from './rows-per-chunk.js';

export interface TrainingCall {
  epochs: number;
  onEpoch: ((record: EpochRecord) => unknown) | undefined;
  onBatch: ((progress: BatchProgress) => unknown) | undefined;
  signal: AbortSignal | undefined;
}

/** What the model on the caller's side keeps up with. */
export interface TrainingObserver {
  facts(facts: NativeFacts): void;
  epoch(record: EpochRecord): void;
}

/**
 * Hands the rows over, in two passes, and trains on them.
 * @throws the signal's reason, what a callback threw, or a VAEError; in every case only after
 *   the engine has stopped.
 */
export async function runTraining(
  engine: EngineClient,
  source: DataSource,
  call: TrainingCall,
  observer: TrainingObserver,
): Promise<void> {
  await engine.call('beginInspection', source.rows, source.features, source.kind);
  try {
    await handOver(engine, 'inspect', source, call.signal);
    await engine.call('prepare');
    await handOver(engine, 'store', source, call.signal);
    call.signal?.throwIfAborted();
  } catch (error) {
    await engine.call('dropRows').catch(() => {});
    throw error;
  }
  await trainEpochs(engine, call, observer);
}

async function handOver(
  engine: EngineClient,
  method: 'inspect' | 'store',
  source: DataSource,
  signal: AbortSignal | undefined,
): Promise<void> {
  const step = rowsPerChunk(source.features * Float64Array.BYTES_PER_ELEMENT);
  for (let first = 0; first < source.rows; first += step) {
    signal?.throwIfAborted();
    const rows = Math.min(step, source.rows - first);
    await engine.call(method, source.chunk(first, rows), rows, source.kind);
  }
}

/**
 * Trains on the rows that the engine has, or that `appendPass` appends: the next pass over a
 * stream. What it throws ends the training.
 */
export async function trainEpochs(
  engine: EngineClient,
  { epochs, onEpoch, onBatch, signal }: TrainingCall,
  observer: TrainingObserver,
  appendPass: () => Promise<void> = async () => {},
): Promise<void> {
  let failure: { error: unknown } | undefined;
  let over = false;
  // A callback may settle after the training has ended, and must not reach the next one.
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
    batches(batches) {
      for (const progress of batches) {
        if (failure) return;
        attempt(() => onBatch?.(progress)).catch(stop);
      }
    },
    epoch(record) {
      observer.epoch(record);
      if (!onEpoch || failure) return;
      attempt(() => onEpoch(record)).then(() => tell('proceed'), stop);
    },
  });
  signal?.addEventListener('abort', abort);
  try {
    const awaitEpochs = onEpoch !== undefined;
    const reportBatches = onBatch !== undefined;
    const outcome = await engine.call('train', { epochs, awaitEpochs, reportBatches });
    observer.facts(outcome.facts);
    if (failure) throw failure.error;
    if (outcome.diverged) throw divergence(outcome.diverged, outcome.facts);
  } finally {
    over = true;
    signal?.removeEventListener('abort', abort);
    engine.listen(undefined);
  }
}

/** The callback's promise; what it throws is a rejection too. */
async function attempt(callback: () => unknown): Promise<unknown> {
  return callback();
}

function divergence(
  { epoch, batch }: { epoch: number; batch: number },
  { options }: NativeFacts,
): VAEError {
  return new VAEError(
    'ERR_DIVERGED',
    `The loss stopped being finite at epoch ${epoch}, batch ${batch}; the model is back at its ` +
      `last finite epoch. A smaller learningRate (now ${options.learningRate}) or a larger ` +
      `batchSize (now ${options.batchSize}) makes the training steadier.`,
  );
}
