/** The one call for all sets. */
export const settings = {
  likelihood: 'gaussian',
  hiddenDims: [128, 64],
  latentDim: 8,
  epochs: 1000,
};

/** What `settings` was chosen from, by the mean held-out log-likelihood over the sets. */
export const candidates = [
  { hiddenDims: [], latentDim: 8 },
  { hiddenDims: [64], latentDim: 8 },
  { hiddenDims: [128, 64], latentDim: 4 },
  { hiddenDims: [128, 64], latentDim: 8 },
  { hiddenDims: [128, 64], latentDim: 16 },
  { hiddenDims: [128, 64], latentDim: 8, activation: 'gelu' },
  { hiddenDims: [256, 128], latentDim: 8 },
];
