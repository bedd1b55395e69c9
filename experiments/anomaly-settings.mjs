/** One call for all sets: the candidate under which held-out rows are likeliest. */
export const settings = {
  likelihood: 'gaussian',
  hiddenDims: [128],
  latentDim: 8,
  epochs: 1000,
};

/**
 * The candidates for `settings`. The only criterion was the mean over the sets of the held-out
 * log-likelihood (`--choose`).
 */
export const candidates = [
  { hiddenDims: [] },
  { hiddenDims: [64] },
  { hiddenDims: [64], latentDim: 16 },
  { hiddenDims: [64], activation: 'gelu' },
  { hiddenDims: [64], learningRate: 3e-4 },
  { hiddenDims: [64], beta: 2 },
  { hiddenDims: [64], beta: 4 },
  { hiddenDims: [128] },
  { hiddenDims: [256] },
  { hiddenDims: [128, 64] },
  { hiddenDims: [128, 64], latentDim: 4 },
  { hiddenDims: [128, 64], latentDim: 16 },
  { hiddenDims: [128, 64], activation: 'gelu' },
  { hiddenDims: [256, 128] },
];
