import { VAE } from 'vae1';
import { readFashion } from './fashion-data.mjs';

/**
 * Bits per dimension of 8-bit values by the bound on the likelihood of bytes. CIFAR-10, of which
 * convolutional VAEs have published figures (4.51 to 4.54), is in no package in use here.
 */
export const bits = {
  shows: 'bits per dimension of 8-bit Fashion-MNIST, test images',
  epochs: 20,
  published: '',
  must: () => true,
  async run({ epochs, seed, folder, onEpoch }) {
    const { train, test } = await readFashion(folder);
    const model = new VAE({
      image: { width: 28, height: 28 },
      likelihood: 'discretizedLogistic',
      latentDim: 32,
      batchSize: 128,
      epochs,
      seed,
    });
    await model.train(train.images, { onEpoch });
    const { loss } = await model.evaluate(test.images, { seed });
    const { backend } = model;
    model.dispose();
    return { figure: loss / (test.features * Math.LN2), backend };
  },
};
