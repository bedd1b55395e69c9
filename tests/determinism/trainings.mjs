import { readMnist } from '../../experiments/mnist-data.mjs';
import { readTable } from '../../experiments/table.mjs';

const wine = await readTable(new URL('../fixtures/tables/wine.csv', import.meta.url));
const digits = await readMnist('test');

/** `features` grey values from the middle of each of the first `rows` images. */
function strips(rows, features) {
  const first = (digits.features - features) >> 1;
  return Float32Array.from({ length: rows * features }, (_, i) => {
    const pixel = first + (i % features);
    return digits.images[Math.floor(i / features) * digits.features + pixel] / 255;
  });
}

// No size is a multiple of the register or tile size, and no number of rows is a multiple of the
// batch size.
const narrow = { hiddenDims: [17, 9], latentDim: 3, activation: 'gelu', batchSize: 7 };
// Products large enough to be shared between threads, unlike those of the narrow net.
const wide = { hiddenDims: [157, 61], latentDim: 5, activation: 'gelu', batchSize: 53 };

/** The trainings whose files are compared, in the form that in-engine.mjs takes. */
export const TRAININGS = {
  '784-400-20, digits as bytes': {
    data: typedArray(digits.images.slice(0, 300 * digits.features)),
    features: digits.features,
    options: {},
  },
  'narrow, Gaussian, a table of doubles': {
    data: typedArray(Float64Array.from(wine.rows.flat())),
    features: 13,
    options: { ...narrow, likelihood: 'gaussian' },
  },
  'narrow, Bernoulli': {
    data: typedArray(strips(101, 13)),
    features: 13,
    options: { ...narrow, likelihood: 'bernoulli' },
  },
  'narrow, Gaussian, all training options': {
    data: typedArray(Float64Array.from(wine.rows.flat())),
    features: 13,
    options: {
      ...narrow,
      likelihood: 'gaussian',
      objective: 'iwae',
      beta: { schedule: 'cyclic', epochs: 4, cycles: 2 },
      learningRate: { schedule: 'cosine', epochs: 5, warmup: 2 },
      weightDecay: 0.01,
      maxGradientNorm: 1,
    },
  },
  'wide, Gaussian': {
    data: typedArray(strips(211, 131)),
    features: 131,
    options: { ...wide, likelihood: 'gaussian' },
  },
  'wide, Bernoulli': {
    data: typedArray(strips(211, 131)),
    features: 131,
    options: { ...wide, likelihood: 'bernoulli' },
  },
  'images, Bernoulli, the default layers': {
    data: typedArray(digits.images.slice(0, 100 * digits.features)),
    features: digits.features,
    options: { image: { width: 28, height: 28 }, latentDim: 5, batchSize: 17 },
  },
  'images of bytes, channels first, every layer': {
    data: typedArray(digits.images.slice(0, 100 * digits.features)),
    features: digits.features,
    options: {
      // Each image read as four of a quarter of its lines.
      image: { width: 28, height: 7, channels: 4, channelOrder: 'first' },
      layers: [
        { type: 'convolution', channels: 13, stride: 2, groups: 1 },
        { type: 'residual' },
        { type: 'convolution', channels: 9, kernelSize: [2, 3], padding: 'valid' },
        { type: 'dense', units: 31 },
      ],
      latentDim: 3,
      activation: 'gelu',
      likelihood: 'discretizedLogistic',
      batchSize: 17,
    },
  },
};

function typedArray(values) {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return { type: values.constructor.name, base64: bytes.toString('base64') };
}
