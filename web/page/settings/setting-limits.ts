/** The limits of the numbers in the form, and what an empty field stands for. */
export const SETTING_LIMITS = {
  latentDim: { minimum: 1, maximum: 512 },
  learningRate: { minimum: 0.000001, maximum: 1, step: 0.0001, empty: 'automatic' },
  batchSize: { minimum: 1, maximum: 8192, empty: 'automatic' },
  epochs: { minimum: 1, maximum: 1_000_000 },
  beta: { minimum: 0, maximum: 1000, step: 0.1 },
  betaEpochs: { minimum: 1, maximum: 1_000_000 },
  warmup: { minimum: 0, maximum: 1_000_000 },
  freeBits: { minimum: 0, maximum: 100, step: 0.05 },
  maxGradientNorm: { minimum: 0.001, maximum: 1_000_000, step: 0.5, empty: 'none' },
  weightDecay: { minimum: 0, maximum: 1, step: 0.01 },
  validation: { minimum: 0, maximum: 0.9, step: 0.05 },
  patience: { minimum: 0, maximum: 1_000_000, empty: 'automatic' },
  seed: { minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  threads: { minimum: 0, maximum: 64 },
} as const;
