/**
 * The nets that are measured, all with a Bernoulli likelihood on real MNIST images as bytes.
 * `digits` learns the images, `table` their 4 x 4 block means, and `wide` rows of as many values as
 * it has inputs, cut from one image after another.
 */
export const NETS = {
  digits: { features: 784, hidden: 400, latent: 20, rows: 6400 },
  table: { features: 16, hidden: 64, latent: 8, rows: 25600 },
  wide: { features: 3072, hidden: 1024, latent: 64, rows: 1024 },
};

/** The file of a net's rows, from the repository's root: rows x features bytes, nothing else. */
export const rowsFile = (net) => `build/bench/${net}.bin`;

/**
 * The cost of training on one row, in FLOP: the products of the forward pass, of the gradients with
 * respect to the weights, and of the gradients with respect to every layer's input except the
 * first.
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
