/**
 * The nets that are measured, all with a Bernoulli likelihood on real MNIST images as bytes:
 * `digits` on the images themselves, `table` on their 4 x 4 block means, `wide` on as many of
 * their values, one image after another, as make a row.
 */
export const NETS = {
  digits: { features: 784, hidden: 400, latent: 20, rows: 6400 },
  table: { features: 16, hidden: 64, latent: 8, rows: 25600 },
  wide: { features: 3072, hidden: 1024, latent: 64, rows: 1024 },
};

/** Where the rows of a net are, below the repository's root: rows x features bytes, nothing else. */
export const rowsFile = (net) => `build/bench/${net}.bin`;

/**
 * What one row costs in training, in FLOP: the products of the forward pass, of the gradients with
 * respect to the weights, and of those with respect to every layer's input but the first's.
 */
export function flopPerRow(net) {
  const { features, hidden, latent } = NETS[net];
  const weights = features * hidden + hidden * 2 * latent + latent * hidden + hidden * features;
  return 6 * weights - 2 * features * hidden;
}

export const netName = (net) => {
  const { features, hidden, latent } = NETS[net];
  return `${features}-${hidden}-${latent}`;
};
