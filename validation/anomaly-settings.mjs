/** The one call for all sets: of the candidates the one whose held-out rows are likeliest. */
export const settings = {
  likelihood: 'gaussian',
  hiddenDims: [128],
  latentDim: 8,
  epochs: 1000,
};

/**
 * What `settings` was chosen from, by the mean over the sets of the held-out log-likelihood
 * (`--choose`), and by nothing else.
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
