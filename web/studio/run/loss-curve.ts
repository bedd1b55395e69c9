import type { BatchProgress } from 'vae1';
import type { CurvePoint } from '../../contract/index.js';

const POINTS_AN_EPOCH = 20;
const POINTS_A_RUN = 1000;
/** A mean over fewer batches is mostly noise. */
const FEWEST_BATCHES = 20;
/** In a first epoch of many batches, where the loss falls by far more than its noise. */
const FEWEST_AT_FIRST = 4;
/** Early points of a long run are closer: at least one for each such growth of the epochs done. */
const GROWTH = 1.1;

/**
 * The curve of the losses: each point is the mean over the batches since the previous one. A long
 * epoch has up to 20 points, a short one has one, and later in long runs several epochs share one,
 * so that a run has about 1,000.
 */
export class LossCurve {
  readonly #from: number;
  readonly #step: number;
  #points: CurvePoint[] = [];
  #last: number;
  #count = 0;
  #loss = 0;
  #reconstruction = 0;
  #kl = 0;
  #before: BatchProgress | null = null;

  /** @param epochs The epochs at which the run begins and ends. */
  constructor(epochs: { readonly from: number; readonly to: number }) {
    this.#step = Math.max(1 / POINTS_AN_EPOCH, (epochs.to - epochs.from) / POINTS_A_RUN);
    this.#from = this.#last = epochs.from;
  }

  /** Called for each batch, possibly thousands of times a second. */
  add(progress: BatchProgress): void {
    const { epoch, batch, batches } = progress;
    // Progress reports means over the epoch so far; recover what the batches since then added.
    const before = batch > 1 ? this.#before : null;
    const since = before?.batch ?? 0;
    this.#loss += progress.loss * batch - (before?.loss ?? 0) * since;
    this.#reconstruction += progress.reconstruction * batch - (before?.reconstruction ?? 0) * since;
    this.#kl += progress.kl * batch - (before?.kl ?? 0) * since;
    this.#count += batch - since;
    this.#before = progress;
    const place = epoch - 1 + batch / batches;
    const isFirst = place - this.#from < 1 && batches > FEWEST_BATCHES;
    const fewest = isFirst ? FEWEST_AT_FIRST : FEWEST_BATCHES;
    const isFull = this.#count >= fewest || batch === batches;
    // Sums of fractions may fall slightly short of the step.
    if (isFull && place - this.#last >= this.#stepHere() - 1e-9) this.#add(place);
  }

  /** The points since the last call. */
  take(): readonly CurvePoint[] {
    const points = this.#points;
    this.#points = [];
    return points;
  }

  /** Turns the batches since the last point into a final one. */
  finish(): void {
    const { epoch, batch, batches } = this.#before ?? {};
    if (this.#count > 0) this.#add(epoch! - 1 + batch! / batches!);
  }

  #stepHere(): number {
    const early = (GROWTH - 1) * (this.#last - this.#from);
    return Math.min(this.#step, Math.max(1 / POINTS_AN_EPOCH, early));
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
