import { VAE } from 'vae1';
import { binarised, binarisedTest } from '../binarised-mnist.mjs';
import { readMnist } from '../mnist-data.mjs';

const SAMPLES = 500;

/** As experiments/likelihood.mjs, whose fully connected net reaches -89.89, but for the network. */
export const likelihood = {
  shows: 'log p(x) of MNIST, binarised anew for each epoch, 500 samples, nats per test image',
  epochs: 100,
  published: '',
  must: (mean) => mean >= -86,
  async run({ epochs, seed, onEpoch }) {
    const train = await readMnist('train');
    const test = binarisedTest(await readMnist('test'));
    const model = new VAE({
      image: { width: 28, height: 28 },
      layers: [
        { type: 'convolution', channels: 32, stride: 2 },
        { type: 'residual' },
        { type: 'convolution', channels: 64, stride: 2 },
        { type: 'residual' },
        { type: 'dense', units: 256 },
      ],
      latentDim: 50,
      likelihood: 'bernoulli',
      batchSize: 100,
      learningRate: { schedule: 'cosine', epochs, initial: 1e-3 },
      beta: { schedule: 'linear', epochs: Math.ceil(0.2 * epochs), from: 0.4 },
      epochs,
      seed,
    });
    let pass = 0;
    await model.train(() => binarised(train, 'train', seed, pass++), {
      shuffleRows: train.rows,
      onEpoch,
    });
    const values = await model.logLikelihood(test, { samples: SAMPLES });
    const { backend } = model;
    model.dispose();
    return { figure: values.reduce((a, b) => a + b) / values.length, backend };
  },
};
