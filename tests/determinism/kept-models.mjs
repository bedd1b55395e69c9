// Models whose files' contents and answers are kept as hashes in kept-results.json: every likelihood, schedule
// and objective, images, gaps, held-out rows, a stream, a resumed training, and a table.
import { readFile } from 'node:fs/promises';
import { TableVAE, VAE } from 'vae1';
import { uniform } from '../node/support/data.mjs';
import { contentOf } from '../node/support/model-file.mjs';
import { TRAININGS } from './trainings.mjs';

// The prior as in files of earlier releases, whose bytes these are.
const DETERMINISTIC = { deterministic: true, build: 'simd', seed: 1, prior: 'standard' };
const SMALL = { ...DETERMINISTIC, hiddenDims: [17, 9], latentDim: 3, batchSize: 7, epochs: 3 };

const wine = (await readFile(new URL('../fixtures/tables/wine.csv', import.meta.url), 'utf8'))
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(',').map(Number));

/** Every seventh value is missing. */
const withGaps = wine.map((row, i) =>
  row.map((value, j) => ((13 * i + j) % 7 ? value : Number.NaN)),
);

/** 0 and 1, which go together. */
const bits = wine.map((row) => row.map((value, j) => Number(value > wine[90][j])));

/** Of 5 x 4 pixels with 3 channels. */
const OF_IMAGES = {
  hiddenDims: undefined,
  image: { width: 5, height: 4, channels: 3, channelOrder: 'first' },
  layers: [{ type: 'convolution', channels: 9, stride: 2, groups: 3 }, { type: 'residual' }],
};

/** Kept since before a model kept rows. */
const NO_ROWS = { referenceRows: 0 };

const people = peopleTable(240);

/** Every model trains on a small table, and then answers. Its results, by the names of the calls. */
export const KEPT_MODELS = {
  ...Object.fromEntries(
    Object.entries(TRAININGS).map(([name, training]) => [name, () => fileOf(training)]),
  ),
  'Gaussian: every call': () => ofVae({ likelihood: 'gaussian' }, wine),
  'Bernoulli: every call': () => ofVae({ likelihood: 'bernoulli', activation: 'tanh' }, bits),
  'likelihood auto, free bits, softplus': () =>
    ofVae({ freeBits: 0.1, activation: 'softplus', hiddenDims: [11] }, wine),
  'gaps, linear beta': () =>
    ofVae(
      { missing: true, beta: { schedule: 'linear', epochs: 2 }, activation: 'sigmoid' },
      withGaps,
    ),
  'IWAE, cyclic beta, cosine, weight decay, clipping': () =>
    ofVae(
      {
        objective: 'iwae',
        importanceSamples: 4,
        beta: { schedule: 'cyclic', epochs: 3, cycles: 2 },
        learningRate: { schedule: 'cosine', epochs: 3, warmup: 1 },
        weightDecay: 0.01,
        maxGradientNorm: 1,
      },
      wine,
    ),
  'held-out rows, early stopping, plateau': () =>
    ofVae({ learningRate: { schedule: 'plateau', initial: 0.02, patience: 1 } }, wine, {
      epochs: 60,
      validation: 0.2,
      earlyStopping: { patience: 2 },
    }),
  'a stream with a shuffle buffer': () =>
    ofVae({}, () => chunks(wine, 31), { epochs: 2, shuffleRows: 64 }, wine),
  'a training resumed from its file': resumed,
  ...Object.fromEntries(
    ['bernoulli', 'gaussian', 'discretizedLogistic'].map((likelihood) => [
      `images, ${likelihood}: every call`,
      () => ofVae({ ...OF_IMAGES, likelihood }, patterns(40)),
    ]),
  ),
  'a table with gaps and a condition': () =>
    ofTable({ conditions: ['job'] }, { where: { job: 'cook' } }),
  'a table with held-out rows, balanced': () =>
    ofTable({ activation: 'gelu' }, { balance: 'job' }, { validation: 0.2, epochs: 4 }),
};

async function fileOf({ data: { type, base64 }, features, options }) {
  const model = new VAE({ ...DETERMINISTIC, ...NO_ROWS, epochs: 3, ...options });
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  await model.train(new globalThis[type](bytes.buffer), { features });
  return filed(model, {});
}

async function ofVae(options, data, training = {}, rows = data) {
  const model = new VAE({ ...SMALL, ...NO_ROWS, ...options });
  const history = await model.train(data, training);
  const { mean } = await model.encode(rows);
  const latents = Array.from({ length: 4 }, (_, i) => [...mean.slice(3 * i, 3 * i + 3)]);
  await model.fitMixture(rows, { components: 2 });
  return filed(model, {
    history: history.map(({ seconds, ...record }) => record),
    encode: await model.encode(rows),
    decode: await model.decode(latents),
    reconstruct: await model.reconstruct(rows),
    generate: await model.generate(9, { seed: 5 }),
    'generate, means': await model.generate(9, { seed: 5, mean: true }),
    'generate, mixture': await model.generate(9, { seed: 5, sampling: 'mixture' }),
    evaluate: await model.evaluate(rows),
    logLikelihood: await model.logLikelihood(rows, { samples: 20 }),
    'score, elbo': await model.score(rows, { method: 'elbo' }),
    'score, reconstruction': await model.score(rows, { method: 'reconstruction' }),
    'score, likelihood': await model.score(rows, { method: 'likelihood', samples: 9 }),
    scoreFeatures: await model.scoreFeatures(rows),
    fitThreshold: await model.fitThreshold(rows, { quantile: 0.9 }),
    isAnomaly: await model.isAnomaly(rows),
    anomalyProbability: await model.anomalyProbability(rows),
    diagnose: withoutSentences(await model.diagnose(rows)),
    interpolate: await model.interpolate(rows[0], rows[7], 5),
    traverse: await model.traverse(rows[3], 1, [-1, 0, 1]),
  });
}

async function resumed() {
  const first = new VAE({ ...SMALL, ...NO_ROWS });
  await first.train(wine, { validation: 0.1 });
  const bytes = await first.save();
  first.dispose();
  const model = await VAE.load(bytes, { build: 'simd' });
  await model.train(wine, { epochs: 2, validation: 0.1 });
  return filed(model, {});
}

// The decoder, too, is that of files of earlier releases.
async function ofTable(options, generating, training = {}) {
  const model = new TableVAE({ ...SMALL, decoder: 'independent', ...options });
  const history = await model.train(people, training);
  const { mean } = await model.encode(people);
  return filed(model, {
    history: history.map(({ seconds, ...record }) => record),
    encode: mean,
    generate: await model.generate(40, { seed: 5 }),
    'generate, chosen': await model.generate(20, { seed: 5, ...generating }),
    impute: await model.impute(people.slice(0, 50), { seed: 3, samples: 5 }),
    'impute, draws': await model.impute(people.slice(0, 50), { seed: 3, draws: 2, samples: 5 }),
    reconstruct: await model.reconstruct(people.slice(0, 50)),
    evaluate: await model.evaluate(people),
    logLikelihood: await model.logLikelihood(people, { samples: 9 }),
    score: await model.score(people, { samples: 9 }),
    scoreFeatures: await model.scoreFeatures(people),
    diagnose: withoutSentences(await model.diagnose(people)),
  });
}

/** A diagnosis without its sentences, whose words may change. */
function withoutSentences({ findings, ...diagnosis }) {
  return { ...diagnosis, findings: findings.map(({ message, ...finding }) => finding) };
}

/** The answers, and beside them what the model's file holds; the model is disposed of. */
async function filed(model, answers) {
  const save = contentOf(await model.save());
  model.dispose();
  return { save, ...answers };
}

function* chunks(rows, size) {
  for (let first = 0; first < rows.length; first += size) yield rows.slice(first, first + size);
}

/** Images for OF_IMAGES, of k / 255: stripes that lean by chance, with noise. */
function patterns(rows) {
  const next = uniform(4);
  return Array.from({ length: rows }, () => {
    const lean = Math.floor(5 * next());
    return Array.from({ length: 60 }, (_, j) => {
      const light = ((j % 5) + lean * (Math.floor(j / 5) % 4)) % 5 < 2 ? 190 : 20;
      return Math.floor(light + 60 * next()) / 255;
    });
  });
}

/** Whole and decimal numbers, categories, flags and days, with gaps, which go together. */
function peopleTable(rows) {
  const next = uniform(2);
  return Array.from({ length: rows }, () => {
    const factor = next() + next() + next() - 1.5;
    return {
      height: Math.round(172 + 16 * factor + 4 * next()),
      weight: next() < 0.1 ? null : Math.round(100 * (70 + 14 * factor + 9 * next())) / 100,
      born: new Date(Date.UTC(1960 + Math.floor(40 * next()), Math.floor(12 * next()), 1)),
      job: next() < 0.05 ? null : factor > 0.3 ? 'mason' : next() < 0.5 ? 'clerk' : 'cook',
      member: next() < 0.3,
      rain: next() < 0.4 ? 0 : Math.round(1000 * next()) / 10,
    };
  });
}
