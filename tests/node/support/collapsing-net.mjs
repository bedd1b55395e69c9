/**
 * A net that collapses on `twoFactors()`: through three layers of sigmoids the decoder sees nothing of
 * the latents at first, so the KL divergence presses them into the prior before it learns to.
 */
export const COLLAPSING_NET = {
  hiddenDims: [32, 32, 32],
  activation: 'sigmoid',
  latentDim: 4,
  learningRate: 3e-3,
  epochs: 200,
  deterministic: true,
};

/** What keeps it from that, by the name of the means. */
export const REMEDIES = {
  'warm-up': { beta: { schedule: 'linear', epochs: 100 } },
  'free bits': { freeBits: 0.25 },
};
