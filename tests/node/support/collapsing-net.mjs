/**
 * A net that collapses on `twoFactors()`: behind three layers of sigmoids the decoder hardly sees
 * the latents at first, so the KL divergence pushes them to the prior before the decoder learns to
 * use them.
 */
export const COLLAPSING_NET = {
  hiddenDims: [32, 32, 32],
  activation: 'sigmoid',
  latentDim: 4,
  learningRate: 3e-3,
  epochs: 200,
  deterministic: true,
};

/** Remedies by name. */
export const REMEDIES = {
  'warm-up': { beta: { schedule: 'linear', epochs: 100 } },
  'free bits': { freeBits: 0.25 },
};
