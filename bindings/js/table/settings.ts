import type { NativeOptions } from '../engine/native.js';
import type { LearningRateSchedule } from '../options/schedules.js';
import { nativeLearningRate } from '../options/schedules.js';
import type { CheckedEarlyStopping } from '../options/options.js';

/** Options of `new TableVAE()` that follow the number of rows if they are not set. */
export interface GivenSettings {
  readonly batchSize: number | undefined;
  readonly learningRate: number | LearningRateSchedule | undefined;
}

export interface TableSettings {
  readonly native: Pick<NativeOptions, 'batchSize' | 'learningRate'>;
  /** For held-out rows. */
  readonly earlyStopping: CheckedEarlyStopping;
}

/** The batches without a better held-out loss after which the learning rate falls. */
const PATIENCE = 300;
const FACTOR = 0.4;
const LOWEST = 1e-5;
/** Falls of the rate without a better held-out loss after which training stops. */
const FALLS = 4;
const MIN_DELTA = 1e-3;

/**
 * Batches grow with the table: 32 rows below 2,000 rows, then twice as many from 2,000, 8,000 and
 * 200,000 rows on. The learning rate starts at 1e-3, or below 2,000 rows at 3e-4, and is multiplied by
 * 0.4, down to 1e-5, whenever 300 batches, and at least two epochs, bring no better held-out loss. Training stops after four such
 * waits without an improvement of 0.001 nats. Epochs thus follow the rows: a small table has many.
 * Chosen on the Magic and Shoppers tables, and below 2,000 rows on four small ones (src/README.md).
 */
export function settingsFor(rows: number, given: GivenSettings): TableSettings {
  const batchSize =
    given.batchSize ?? (rows < 2000 ? 32 : rows < 8000 ? 64 : rows < 2e5 ? 128 : 256);
  const patience = Math.max(2, Math.ceil(PATIENCE / Math.ceil(rows / batchSize)));
  const learningRate = given.learningRate ?? {
    schedule: 'plateau',
    initial: rows < 2000 ? 3e-4 : 1e-3,
    factor: FACTOR,
    patience,
    minimum: LOWEST,
  };
  return {
    native: { batchSize, learningRate: nativeLearningRate(learningRate) },
    earlyStopping: { patience: FALLS * (patience + 1), minDelta: MIN_DELTA },
  };
}
