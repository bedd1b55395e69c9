import { VAE } from 'vae1';
import { readMnist } from '../mnist-data.mjs';

/** The network of https://keras.io/examples/generative/vae/, with 134,165 parameters. */
export const KERAS_LAYERS = {
  encoder: [
    { type: 'convolution', channels: 32, stride: 2 },
    { type: 'convolution', channels: 64, stride: 2 },
    { type: 'dense', units: 16 },
  ],
  decoder: [
    { type: 'dense', width: 7, height: 7, channels: 64 },
    { type: 'transposedConvolution', channels: 64, stride: 2 },
    { type: 'transposedConvolution', channels: 32, stride: 2 },
  ],
};

/** The example's figure: the training loss, over the 70,000 images of both sets, in its last epoch. */
export const keras = {
  shows: 'the training loss of the keras-io example, epoch 30, nats per image',
  epochs: 30,
  published: '150.40',
  must: (loss) => loss <= 150.9,
  async run({ epochs, seed, onEpoch }) {
    const sets = [await readMnist('train'), await readMnist('test')];
    const images = new Uint8Array(sets.reduce((sum, { images: { length } }) => sum + length, 0));
    images.set(sets[0].images);
    images.set(sets[1].images, sets[0].images.length);
    const model = new VAE({
      image: { width: 28, height: 28 },
      layers: KERAS_LAYERS,
      latentDim: 2,
      batchSize: 128,
      epochs,
      seed,
    });
    const history = await model.train(images, { onEpoch });
    const { backend } = model;
    model.dispose();
    return { figure: history.at(-1).loss, backend };
  },
};
