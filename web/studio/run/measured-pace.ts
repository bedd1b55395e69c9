import type { Pace, Settings } from '../../contract/index.js';
import { type Dataset, imageSize, imagesOf, tableOf } from '../session/dataset.js';
import { withEachCategory } from '../session/training-rows.js';
import { newModel } from './studio-model.js';

/** More rows are not needed to know how long a batch takes. */
const MOST_ROWS = 4000;
/** The engine's first batches take longer. */
const WARM_UP_SECONDS = 0.1;
const SECONDS = 0.4;
/** Of a slow model. */
const FEWEST_BATCHES = 3;

/**
 * Trains a model with these settings on some of the rows for about half a second.
 * @returns null if the signal aborts
 */
export async function measuredPace(
  data: Dataset,
  settings: Settings,
  leftOut: readonly string[],
  signal: AbortSignal,
): Promise<Pace | null> {
  const model = newModel(data, { ...settings, epochs: 1_000_000 }, leftOut);
  const stopwatch = new Stopwatch();
  const enough = new AbortController();
  const onBatch = () => {
    if (stopwatch.batch(performance.now() / 1000)) enough.abort();
  };
  const options = { onBatch, signal: AbortSignal.any([signal, enough.signal]) };
  try {
    const most = Math.max(MOST_ROWS, 2 * (settings.batchSize ?? 1));
    // Without a rare category, a column might be the same in all rows, and be refused as a condition.
    const rows = withEachCategory(data, spread(data.rows, most));
    if (model.kind === 'table' && data.kind === 'table')
      await model.vae.train(tableOf(data, leftOut, rows), { ...options, validation: 0 });
    else if (model.kind === 'images' && data.kind === 'images')
      await model.vae.train(imagesOf(data, rows), { ...options, features: imageSize(data.shape) });
  } catch (error) {
    if (signal.aborted) return null;
    if (!enough.signal.aborted) throw error;
  } finally {
    model.vae.dispose();
  }
  return { secondsPerBatch: stopwatch.secondsPerBatch };
}

/** Times batches, without those of the warm-up. */
class Stopwatch {
  #first: number | null = null;
  #from = 0;
  #last = 0;
  #batches = 0;

  /** @returns whether enough is known */
  batch(now: number): boolean {
    this.#first ??= now;
    if (now < this.#first + WARM_UP_SECONDS || this.#from === 0) {
      this.#from = now;
      return false;
    }
    this.#last = now;
    this.#batches++;
    return this.#batches >= FEWEST_BATCHES && now > this.#from + SECONDS;
  }

  get secondsPerBatch(): number {
    return (this.#last - this.#from) / this.#batches;
  }
}

/** Up to `most` rows, spread over all. */
function spread(rows: number, most: number): Uint32Array<ArrayBuffer> {
  const count = Math.min(rows, most);
  return Uint32Array.from({ length: count }, (_, place) => Math.floor((place * rows) / count));
}
