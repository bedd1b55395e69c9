/** Means per row, in nats, in the units of the data. */
export interface Losses {
  /**
   * The objective: reconstruction + beta * kl, which is the negative ELBO if beta is 1; `freeBits`
   * is the least that the KL of each latent dimension counts. With `'iwae'`, the
   * importance-weighted bound.
   */
  readonly loss: number;
  /** -log p(x|z). */
  readonly reconstruction: number;
  /** KL(q(z|x) || N(0, I)), not weighted by beta, even if the model's prior is a mixture. */
  readonly kl: number;
}

/** One epoch of training; the losses are running means over its batches. */
export interface EpochRecord extends Losses {
  /** 1, 2, ...: the number of epochs that the model has finished. */
  readonly epoch: number;
  /**
   * The unweighted KL divergence of each latent dimension: latentDim values that add up to `kl`.
   */
  readonly klPerDimension: readonly number[];
  /** The weight of the KL divergence in this epoch. */
  readonly beta: number;
  /** The optimiser's step size in this epoch. */
  readonly learningRate: number;
  /** Mean over the batches of the gradient's norm, before clipping by `maxGradientNorm`. */
  readonly gradientNorm: number;
  /**
   * The losses of the held-out rows after the epoch. They use one draw from the posterior per row,
   * the same in every epoch (that of `evaluate()` with the model's seed), the final beta of a
   * schedule, and no free bits. With `'iwae'` there are `importanceSamples` draws per row, and
   * `loss` is their bound, on average lower than the loss of `evaluate()`. Undefined if no rows
   * were held out.
   */
  readonly validation?: Losses;
  /** Duration of the epoch in seconds. Not saved with the model. */
  readonly seconds?: number;
}

/** The progress of training after a batch; the losses are running means over the epoch so far. */
export interface BatchProgress extends Losses {
  /** The number of the current epoch, as in its later record. */
  readonly epoch: number;
  /** Batches done in this epoch: 1, 2, ..., batches. */
  readonly batch: number;
  /** Batches per epoch; Infinity until a stream's number of rows is known. */
  readonly batches: number;
  /** The loss of only this batch. */
  readonly batchLoss: number;
}
