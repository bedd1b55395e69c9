// The models whose files of format version 1 are fixtures (tests/fixtures/model-files), and what
// each of these files must answer. Both the script that wrote them and the test use this.
import { resultHash } from '../../determinism/result-hash.mjs';
import { people } from './tables.mjs';

const SMALL = { hiddenDims: [5], latentDim: 2, batchSize: 8, epochs: 3, seed: 1 };
/** Equal on every machine, with and without `deterministic`. */
const RUN = { build: 'simd', worker: false };

const FEATURES = 3;
const numbers = Float32Array.from({ length: 24 * FEATURES }, (_, i) => Math.sin(i * i));
const bytes = Uint8Array.from({ length: 24 * FEATURES }, (_, i) => (i * 37) % 256);
const gaps = numbers.map((value, i) => (i % 7 === 0 ? NaN : value));
const table = people(60).map(({ job, age, height, member, rain, income }) => ({
  ...{ job, age, height, member, rain, income },
}));

/** For each model its data, and where they differ: its options, those of train(), what comes after. */
export const VERSION_1_MODELS = {
  bernoulli: { data: bytes, options: { activation: 'tanh' } },
  deterministic: { data: numbers, options: { deterministic: true, hiddenDims: [6, 4] } },
  linear: { data: numbers, options: { hiddenDims: [], freeBits: 0.1, likelihood: 'gaussian' } },
  'best-epoch': {
    data: numbers,
    options: { activation: 'gelu', learningRate: 0.3, epochs: 9 },
    training: { validation: 0.25, earlyStopping: { patience: 5 } },
  },
  gaps: { data: gaps, options: { missing: true, activation: 'sigmoid' } },
  schedules: {
    data: numbers,
    options: {
      objective: 'iwae',
      importanceSamples: 2,
      beta: { schedule: 'cyclic', to: 1, epochs: 4, cycles: 2 },
      learningRate: { schedule: 'plateau', initial: 0.5, patience: 1 },
      weightDecay: 0.01,
      maxGradientNorm: 3,
      epochs: 7,
      activation: 'softplus',
    },
  },
  fitted: {
    data: numbers,
    options: { beta: { schedule: 'linear', epochs: 5 } },
    async after(model) {
      await model.fitThreshold(numbers, { features: FEATURES, samples: 2, quantile: 0.9 });
      await model.fitMixture(numbers, { features: FEATURES, components: 2 });
      await model.generate(5);
    },
  },
  interrupted: {
    data: numbers,
    async after(model) {
      const control = new AbortController();
      const training = model.train(numbers, {
        features: FEATURES,
        epochs: 100_000,
        signal: control.signal,
        onBatch: () => control.abort(),
      });
      await training.catch(() => {});
    },
  },
  table: { data: table, options: { learningRate: { schedule: 'cosine', epochs: 9, warmup: 2 } } },
  conditions: { data: table, options: { conditions: ['job'] }, training: { validation: 0.2 } },
};

const isTable = ({ data }) => Array.isArray(data);
const classOf = ({ VAE, TableVAE }, model) => (isTable(model) ? TableVAE : VAE);

/** The file of a newly trained model, by this package. */
export async function trainedFile(vae1, model) {
  const trained = new (classOf(vae1, model))({ ...SMALL, ...RUN, ...model.options });
  await trained.train(model.data, trainingOf(model));
  await model.after?.(trained);
  return closed(trained, (each) => each.save());
}

const trainingOf = (model) => ({
  ...(isTable(model) ? {} : { features: FEATURES }),
  ...model.training,
});

/** What the model in the file answers, as hashes, and its file after one more epoch. */
export async function answersOf(vae1, model, file) {
  const loaded = await classOf(vae1, model).load(file, RUN);
  return closed(loaded, async () => {
    const results = await (isTable(model) ? tableAnswers : answers)(loaded, model.data);
    await loaded.train(model.data, { ...trainingOf(model), epochs: 1 });
    const hashes = Object.fromEntries(
      Object.entries(results).map(([call, result]) => [call, resultHash(result)]),
    );
    return { answers: hashes, trainedOn: await loaded.save() };
  });
}

async function answers(model, data) {
  const features = { features: FEATURES };
  const { seed, bestEpoch, likelihood, parameters, history, threshold } = model;
  return {
    facts: { seed, bestEpoch, likelihood, parameters, threshold },
    history: history.map(({ seconds, ...record }) => record),
    'generate, its own stream': await model.generate(3),
    generate: await model.generate(4, { seed: 5 }),
    ...(threshold && {
      'generate, mixture': await model.generate(4, { seed: 5, sampling: 'mixture' }),
      anomalyProbability: await model.anomalyProbability(data, features),
    }),
    encode: await model.encode(data, features),
    reconstruct: await model.reconstruct(data, features),
    evaluate: await model.evaluate(data, features),
    score: await model.score(data, { ...features, samples: 3 }),
  };
}

async function tableAnswers(model, data) {
  const { seed, bestEpoch, parameters, schema, history } = model;
  return {
    facts: { seed, bestEpoch, parameters, schema },
    history: history.map(({ seconds, ...record }) => record),
    'generate, its own stream': await model.generate(3),
    generate: await model.generate(9, { seed: 5 }),
    impute: await model.impute(data, { seed: 3, samples: 3 }),
    encode: (await model.encode(data)).mean,
    reconstruct: await model.reconstruct(data),
    score: await model.score(data, { samples: 3 }),
  };
}

async function closed(model, use) {
  try {
    return await use(model);
  } finally {
    model.dispose();
  }
}
