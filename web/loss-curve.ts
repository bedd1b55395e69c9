import type { BatchProgress, Losses } from 'vae1';

const POINTS_AN_EPOCH = 20;

/** Epoch (fractions included), loss, reconstruction, KL: one array each, as uPlot takes them. */
export type CurvePoints = [number[], number[], number[], number[]];

/** The losses as they come, a point for each twentieth of an epoch: the mean of its batches. */
export class LossCurve {
  readonly points: CurvePoints = [[], [], [], []];
  // Sums over the batches of this epoch up to the last point.
  #before: Losses & { batch: number } = { batch: 0, loss: 0, reconstruction: 0, kl: 0 };

  add(record: BatchProgress): void {
    const { epoch, batch, batches } = record;
    if (batch <= this.#before.batch) this.#before = { batch: 0, loss: 0, reconstruction: 0, kl: 0 };
    const before = this.#before;
    const count = batch - before.batch;
    if (count < batches / POINTS_AN_EPOCH) return;
    // A record holds the means over the whole epoch so far; a point those since the last point.
    const sum = {
      batch,
      loss: record.loss * batch,
      reconstruction: record.reconstruction * batch,
      kl: record.kl * batch,
    };
    this.points[0].push(epoch - 1 + batch / batches);
    this.points[1].push((sum.loss - before.loss) / count);
    this.points[2].push((sum.reconstruction - before.reconstruction) / count);
    this.points[3].push((sum.kl - before.kl) / count);
    this.#before = sum;
  }
}
