import type { BatchProgress } from 'vae1';
import type { CurvePoint } from '../contract.js';

const POINTS_AN_EPOCH = 20;
const POINTS_A_RUN = 1000;
/** A mean over fewer is mostly noise. */
const FEWEST_BATCHES = 20;

/**
 * The losses as they come: a point is the mean over the batches since the one before. There are up
 * to 20 in a long epoch, one in a short one, and in long runs one for several epochs, so that a run
 * has some 1,000.
 */
export class LossCurve {
  readonly #step: number;
  #points: CurvePoint[] = [];
  #last: number;
  #count = 0;
  #loss = 0;
  #reconstruction = 0;
  #kl = 0;
  #before: BatchProgress | null = null;

  /** @param epochs Where the run begins, and where it ends. */
  constructor(epochs: { readonly from: number; readonly to: number }) {
    this.#step = Math.max(1 / POINTS_AN_EPOCH, (epochs.to - epochs.from) / POINTS_A_RUN);
    this.#last = epochs.from;
  }

  /** Called for each batch, of which there can be thousands in a second. */
  add(progress: BatchProgress): void {
    const { epoch, batch, batches } = progress;
    // Progress has means over the epoch so far: what the batches since add to their sums.
    const before = batch > 1 ? this.#before : null;
    const since = before?.batch ?? 0;
    this.#loss += progress.loss * batch - (before?.loss ?? 0) * since;
    this.#reconstruction += progress.reconstruction * batch - (before?.reconstruction ?? 0) * since;
    this.#kl += progress.kl * batch - (before?.kl ?? 0) * since;
    this.#count += batch - since;
    this.#before = progress;
    const place = epoch - 1 + batch / batches;
    // Of sums of fractions that should be the step, some are a trifle less.
    const isFull = this.#count >= FEWEST_BATCHES || batch === batches;
    if (isFull && place - this.#last >= this.#step - 1e-9) this.#add(place);
  }

  /** The points since the last call. */
  take(): readonly CurvePoint[] {
    const points = this.#points;
    this.#points = [];
    return points;
  }

  /** No more batches come: what there is since the last point becomes one. */
  finish(): void {
    const { epoch, batch, batches } = this.#before ?? {};
    if (this.#count > 0) this.#add(epoch! - 1 + batch! / batches!);
  }

  #add(epoch: number): void {
    this.#points.push({
      epoch,
      loss: this.#loss / this.#count,
      reconstruction: this.#reconstruction / this.#count,
      kl: this.#kl / this.#count,
    });
    this.#last = epoch;
    this.#count = this.#loss = this.#reconstruction = this.#kl = 0;
  }
}
