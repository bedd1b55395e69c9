/** Means per row, in nats, in the units of the data. */
export interface Losses {
  /** reconstruction + beta * kl; the negative ELBO where beta is 1. */
  readonly loss: number;
  /** -log p(x|z). */
  readonly reconstruction: number;
  /** KL(q(z|x) || p(z)), not weighted with beta. */
  readonly kl: number;
}

/** One epoch of a training; the losses are running means over the epoch's batches. */
export interface EpochRecord extends Losses {
  /** 1, 2, ...: epochs finished since the model was made. */
  readonly epoch: number;
  /** How long the epoch took. Not saved with the model. */
  readonly seconds?: number;
}

/** Where a training stands after a batch; the losses are running means over the epoch so far. */
export interface BatchProgress extends Losses {
  /** The number of the epoch under way, as its record will have it. */
  readonly epoch: number;
  /** Batches done in this epoch: 1, 2, ..., batches. */
  readonly batch: number;
  /** Batches of an epoch; Infinity while a stream has not told how many rows it has. */
  readonly batches: number;
  /** The loss of this batch alone. */
  readonly batchLoss: number;
}
