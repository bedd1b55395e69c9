/**
 * Settings of training that few people change. An absent one is the library's default; runs that older
 * pages have kept have none of them.
 */
export interface Schedules {
  /** Beta throughout, or a rise from 0 to beta: once, or in cycles. Default 'constant'. */
  readonly betaSchedule?: 'constant' | 'linear' | 'cyclic' | undefined;
  /** Epochs after which beta has risen for good. Default {@link BETA_EPOCHS}. */
  readonly betaEpochs?: number | undefined;
  /**
   * 'cosine' falls to a hundredth over the epochs of the settings, 'plateau' falls when the loss no
   * longer improves. Default 'constant', or for tables without a learning rate what the library does.
   */
  readonly learningRateSchedule?: 'constant' | 'cosine' | 'plateau' | undefined;
  /** Epochs over which the learning rate of 'cosine' rises. Default 0. */
  readonly warmup?: number | undefined;
  /** Nats that each latent dimension may use at no cost. Default 0. */
  readonly freeBits?: number | undefined;
  /** Default 0. */
  readonly weightDecay?: number | undefined;
  /** Limit on the gradient's norm. Default null: none. */
  readonly maxGradientNorm?: number | null | undefined;
  /** For tables. Default 'autoregressive'. */
  readonly decoder?: 'autoregressive' | 'independent' | undefined;
}

export const BETA_EPOCHS = 20;
/** Of the 'cyclic' schedule: the library's default, as far as there are epochs. */
export const BETA_CYCLES = 4;
