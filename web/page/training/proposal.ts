import type { DataSummary, Settings } from '../../contract/index.js';
import { count, integer } from '../ui/format.js';
import { type Work, workOf } from './work.js';

/** A run that is expected to take longer gets a proposal. */
export const LONG_SECONDS = 600;
/** How much larger the larger batch is, and its limit. */
const LARGER = 4;
const LARGEST_BATCH = 2048;
/** A larger batch learns less per row, so it has to save at least this share of the time. */
const SAVED = 0.3;
/** A sample has no fewer rows, and a run no fewer epochs. */
const FEWEST_ROWS = { table: 50_000, images: 10_000 };
const FEWEST_EPOCHS = 10;

export interface Proposal {
  readonly change: Partial<Settings>;
  /** What it changes: 'a sample of 380,000 of the 1,000,000 rows'. */
  readonly says: string;
  /** How long the run then takes, in seconds. */
  readonly seconds: number;
}

/** The larger batch to measure beside this one; null if it is large enough. */
export function largerBatch({ batchSize, batches }: Work): number | null {
  const larger = LARGER * batchSize;
  // An epoch needs some steps.
  return larger <= LARGEST_BATCH && batches / LARGER >= 20 ? larger : null;
}

/**
 * Settings with which the run takes about ten minutes: a larger batch if that saves time, then a
 * sample of the rows, then fewer epochs. Null if none of these helps.
 * @param secondsPerBatch With these settings, and with the larger batch or null.
 */
export function proposal(
  data: Pick<DataSummary, 'kind' | 'rows'>,
  settings: Settings,
  secondsPerBatch: number,
  withLargerBatch: number | null,
): Proposal | null {
  const before = workOf(data, settings);
  let changed = settings;
  let perBatch = secondsPerBatch;
  const seconds = () => {
    const { epochs, batches } = workOf(data, changed);
    return epochs * batches * perBatch;
  };
  const long = seconds();
  const says: string[] = [];

  const larger = largerBatch(before);
  if (larger && withLargerBatch && withLargerBatch / LARGER < (1 - SAVED) * secondsPerBatch) {
    perBatch = withLargerBatch;
    changed = { ...changed, batchSize: larger };
    says.push(`batches of ${integer(larger)} rows instead of ${integer(before.batchSize)}`);
  }
  const given = Math.min(data.rows, settings.sampleRows || data.rows);
  const sample = Math.max(
    FEWEST_ROWS[data.kind],
    twoDigits((given * LONG_SECONDS) / Math.max(1, seconds())),
  );
  if (seconds() > LONG_SECONDS && sample < given) {
    // Keeps the batch, which the library would choose by the number of rows.
    changed = { ...changed, sampleRows: sample, batchSize: workOf(data, changed).batchSize };
    says.push(`a random sample of ${integer(sample)} of the ${count(data.rows, 'row')}`);
  }
  if (seconds() > LONG_SECONDS && changed.epochs > FEWEST_EPOCHS) {
    const fit = Math.floor((changed.epochs * LONG_SECONDS) / seconds());
    changed = { ...changed, epochs: Math.max(FEWEST_EPOCHS, fit) };
    says.push(`${integer(changed.epochs)} epochs instead of ${integer(settings.epochs)}`);
  }
  if (says.length === 0 || seconds() >= 0.9 * long) return null;
  const { batchSize, sampleRows, epochs } = changed;
  return { change: { batchSize, sampleRows, epochs }, says: listed(says), seconds: seconds() };
}

/** Rounds down to two significant digits: 384,615 is 380,000. */
function twoDigits(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.floor(value / unit) * unit;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
