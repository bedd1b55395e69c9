/** Means per row, in nats, in the units of the data. */
export interface Losses {
  /**
   * The objective: reconstruction + beta * kl, the negative ELBO where beta is 1, with `freeBits`
   * the KL of each latent dimension counted at least as that; or the importance-weighted bound.
   */
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
  /** The KL divergence of each latent dimension, not weighted; latentDim values, together `kl`. */
  readonly klPerDimension: readonly number[];
  /** The weight of the KL divergence in this epoch. */
  readonly beta: number;
  /** The optimiser's step size in this epoch. */
  readonly learningRate: number;
  /** Mean over the batches of the norm of the whole gradient, before `maxGradientNorm`. */
  readonly gradientNorm: number;
  /**
   * Of the held-out rows, after the epoch: one draw from the posterior per row, the same in every
   * epoch (that of `evaluate()` with the model's seed), beta at the end of its schedule, no free
   * bits. With `'iwae'` it is `importanceSamples` draws per row, and `loss` their bound, which in
   * the mean is lower than what `evaluate()` gives. Undefined where no rows were held out.
   */
  readonly validation?: Losses;
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
