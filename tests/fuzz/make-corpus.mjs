// Writes tests/fuzz/corpus: small files of every kind of model, as seeds for the fuzzer. Run it
// after a change of the format: node tests/fuzz/make-corpus.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { TableVAE, VAE } from 'vae1';

const folder = new URL('corpus/', import.meta.url);
const SMALL = { hiddenDims: [2], latentDim: 2, batchSize: 8, epochs: 3, seed: 1, worker: false };
const features = 3;
const numbers = Float32Array.from({ length: 24 * features }, (_, i) => Math.sin(i * i));
const bytes = Uint8Array.from({ length: 24 * features }, (_, i) => (i * 37) % 256);
const gaps = numbers.map((value, i) => (i % 7 === 0 ? NaN : value));
const people = Array.from({ length: 60 }, (_, i) => ({
  job: ['cook', 'nurse', 'smith'][i % 3],
  age: 20 + ((i * 7) % 40),
  height: i % 5 === 0 ? null : 150 + Math.sin(i) * 20 + (i % 2) * 40,
  member: i % 4 === 0,
}));

async function write(name, model, data, how = {}, fit = () => {}) {
  try {
    await model.train(data, how);
    await fit(model);
    writeFileSync(new URL(name, folder), await model.save());
  } finally {
    model.dispose();
  }
}

mkdirSync(folder, { recursive: true });
await write('bernoulli', new VAE(SMALL), bytes, { features });
await write('no-hidden-layer', new VAE({ ...SMALL, hiddenDims: [] }), bytes, { features });
await write('gaussian', new VAE({ ...SMALL, hiddenDims: [2, 3] }), numbers, { features });
await write('missing', new VAE({ ...SMALL, missing: true }), gaps, { features });
await write(
  'schedules',
  new VAE({
    ...SMALL,
    objective: 'iwae',
    importanceSamples: 2,
    beta: { schedule: 'cyclic', to: 1, epochs: 4, cycles: 2 },
    learningRate: { schedule: 'plateau', initial: 0.1, patience: 1 },
    weightDecay: 0.01,
    maxGradientNorm: 3,
  }),
  numbers,
  { features, validation: 0.25 },
);
await write('best-weights', new VAE(SMALL), numbers, { features, validation: 0.25, epochs: 6 });
await write('threshold', new VAE(SMALL), numbers, { features }, (model) =>
  model.fitThreshold(numbers, { features, samples: 2 }),
);
await write('mixture', new VAE(SMALL), numbers, { features }, (model) =>
  model.fitMixture(numbers, { features, components: 2 }),
);
// Every kind of layer of images.
await write(
  'images',
  new VAE({
    ...SMALL,
    hiddenDims: undefined,
    image: { width: 3, height: 2, channels: 2, channelOrder: 'first' },
    layers: [{ type: 'convolution', channels: 2, stride: 2, groups: 1 }, { type: 'residual' }],
    likelihood: 'discretizedLogistic',
  }),
  bytes,
);
await write('table', new TableVAE(SMALL), people);
await write('conditions', new TableVAE({ ...SMALL, conditions: ['job'] }), people);
