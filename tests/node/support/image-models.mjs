// Small trained models of images, of every kind of layer and likelihood. Sizes are odd and differ, so
// that no two of height, width, channels and maps can be taken for each other.
import { VAE } from 'vae1';

export const IMAGES = 24;

const shapeOf = (width, height, channels, channelOrder = 'last') => {
  return { width, height, channels, channelOrder };
};

/** Bytes: spots on a slope, black and white among them. */
function bytesOf({ width, height, channels, channelOrder = 'last' }) {
  const size = width * height * channels;
  return Uint8Array.from({ length: IMAGES * size }, (_, at) => {
    const [image, place] = [Math.floor(at / size), at % size];
    const pixels = width * height;
    const [pixel, channel] =
      channelOrder === 'last'
        ? [Math.floor(place / channels), place % channels]
        : [place % pixels, Math.floor(place / pixels)];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const wave = Math.sin(0.9 * x + 1.3 * image) * Math.cos(1.1 * y - 0.7 * image + channel);
    return Math.round(Math.min(Math.max(128 + 160 * wave + 20 * channel, 0), 255));
  });
}

const first = shapeOf(7, 5, 3, 'first');
const last = shapeOf(7, 5, 3);
const grey = shapeOf(9, 6, 1);
const convolution = (channels, more) => ({ type: 'convolution', channels, ...more });
const enlarging = (channels, more) => ({ type: 'transposedConvolution', channels, ...more });
const residual = { type: 'residual' };

const KINDS = {
  "strides of 2 with 'same'": {
    image: last,
    layers: [convolution(5, { stride: 2 }), convolution(4, { stride: 2 })],
  },
  'channels first, groups and a residual block': {
    image: first,
    layers: [convolution(4, { stride: 2, groups: 2 }), residual],
    likelihood: 'discretizedLogistic',
  },
  'a kernel of 4 x 3, padded by 1': {
    image: last,
    layers: [convolution(6, { kernelSize: [4, 3], stride: 2, padding: 1, groups: 3 })],
    likelihood: 'discretizedLogistic',
    activation: 'gelu',
  },
  "a kernel of 4 and 'valid', then dense layers": {
    image: grey,
    layers: [
      convolution(3, { kernelSize: 4, stride: 2, padding: 'valid' }),
      { type: 'dense', units: 11 },
    ],
    likelihood: 'bernoulli',
    activation: 'tanh',
  },
  'a decoder of its own, whose stride leaves pixels out': {
    image: shapeOf(9, 6, 2, 'first'),
    layers: {
      encoder: [convolution(5, { kernelSize: [2, 3], padding: 'valid' }), residual],
      decoder: [
        { type: 'dense', width: 3, height: 2, channels: 4 },
        { type: 'residual', groups: 2 },
        enlarging(3, { kernelSize: 2, stride: 3, groups: 1 }),
        convolution(2, { kernelSize: [5, 2] }),
      ],
    },
    likelihood: 'gaussian',
    activation: 'softplus',
  },
  'the layers by default, and a mixture as the prior': { image: grey, prior: 'mixture' },
  'without hidden layers before the posterior': { image: first, layers: [], activation: 'sigmoid' },
};

/** What to train, by a name in tests: { options, rows, features }. */
export function kindsOfImages() {
  const entries = Object.entries(KINDS).map(([name, options]) => {
    const { width, height, channels } = options.image;
    const features = width * height * channels;
    return [name, { options, features, rows: bytesOf(options.image) }];
  });
  return Object.fromEntries(entries);
}

/** Disposed of at the end of the test `t`. */
export async function trainedImages(t, { options, rows }, { epochs = 20, ...train } = {}) {
  const model = new VAE({
    ...{ latentDim: 3, batchSize: 8, seed: 3, learningRate: 0.01, prior: 'standard' },
    ...{ worker: false, ...options },
  });
  t.after(() => model.dispose());
  await model.train(rows, { epochs, ...train });
  return model;
}
