// The PyTorch twin goes on with a training of the package, and the package with the twin's.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { VERSION_1_MODELS } from '../node/support/version-1-models.mjs';
import { writeCodedRows } from './coded-rows.mjs';
import { rainyDays } from './rainy-table.mjs';
import { sameModels } from './same-models.mjs';
import { people } from './small-table.mjs';
import { skip, temporaryFolder, train } from './torch-twin.mjs';

/** A hundred steps of Adam are as far apart as sums in another order make them. */
const TOLERANCE = 1e-5;
const FEATURES = 5;

const numbers = Array.from({ length: 320 }, (_, i) =>
  Array.from({ length: FEATURES }, (_, j) =>
    j === 3 ? 7 : 10 * j + Math.sin(1.3 * i + j) + 0.3 * Math.cos(0.7 * i * i + 3 * j),
  ),
);
const shares = numbers.map((row) => row.map((_, j) => Math.abs(Math.sin(row[0] * 9 + j))));
const withGaps = (rows) => rows.map((row, i) => row.map((x, j) => ((3 * i + j) % 8 ? x : NaN)));
const conditions = ['job', 'age'];
/** More columns than a copula has. */
const wide = Array.from({ length: 320 }, (_, i) =>
  Object.fromEntries(
    Array.from({ length: 67 }, (_, j) => [
      `x${j}`,
      Math.round(2 * Math.sin(1.7 * i + j / 9 + (i * j) ** 2)),
    ]),
  ),
);
/** Images of bytes, 5 x 4 pixels of 3 colours. */
const images = Array.from({ length: 320 }, (_, i) =>
  Array.from(
    { length: 60 },
    (_, j) => Math.round(127 + 120 * Math.sin(0.4 * i + (j * j) / 7)) / 255,
  ),
);
const KINDS = {
  'rows of numbers': { Kind: VAE, rows: numbers },
  'numbers with gaps, by a beta that rises and a rate that falls': {
    ...{ Kind: VAE, rows: withGaps(numbers) },
    options: {
      missing: true,
      beta: { schedule: 'linear', from: 0.1, to: 0.8, epochs: 8 },
      learningRate: { schedule: 'cosine', initial: 0.003, warmup: 1, epochs: 20 },
    },
  },
  'shares, with free bits, weight decay and short gradients': {
    ...{ Kind: VAE, rows: shares },
    options: {
      ...{ likelihood: 'bernoulli', freeBits: 0.05, weightDecay: 0.1, maxGradientNorm: 0.5 },
      beta: { schedule: 'cyclic', from: 0, to: 1, epochs: 12, cycles: 3 },
    },
  },
  'the importance-weighted bound, by a rate that falls on a plateau': {
    ...{ Kind: VAE, rows: numbers },
    options: {
      ...{ objective: 'iwae', importanceSamples: 3, latentDim: 5 },
      learningRate: { schedule: 'plateau', initial: 0.003, patience: 0, threshold: 0.1 },
    },
  },
  'images of bytes, by convolutions, groups and residual blocks': {
    ...{ Kind: VAE, rows: images },
    options: {
      image: { width: 5, height: 4, channels: 3, channelOrder: 'first' },
      // Groups of two channels: a bias before a channel that is normalised alone has no gradient but the
      // rounding of one.
      layers: [
        { type: 'convolution', channels: 4, stride: 2, groups: 2 },
        { type: 'residual', groups: 2 },
      ],
      ...{ likelihood: 'discretizedLogistic', weightDecay: 0.1 },
    },
  },
  'a table, cell after cell': { Kind: TableVAE, rows: people },
  'a table, cell after cell, with conditions': {
    ...{ Kind: TableVAE, rows: people },
    options: { conditions, freeBits: 0.02 },
  },
  'a table from the latents alone': {
    ...{ Kind: TableVAE, rows: people },
    options: { decoder: 'independent' },
  },
  'a table from the latents alone, with conditions': {
    ...{ Kind: TableVAE, rows: people },
    options: { decoder: 'independent', conditions },
  },
  'a table whose numbers have many levels, and one follows from another': {
    ...{ Kind: TableVAE, options: { batchSize: 120 } },
    rows: rainyDays.map((day) => ({ ...day, fahrenheit: 32 + 1.8 * day.warmth })),
  },
  'a table of more numbers than the copula knows': { Kind: TableVAE, rows: wide },
  // Models of tables had real columns before there were ordinal ones.
  'a table of mixtures, from a file of the past': {
    ...{ Kind: TableVAE, rows: VERSION_1_MODELS.table.data },
    file: new URL('../fixtures/model-files/table.vae1', import.meta.url),
  },
};

async function modelOf(t, { Kind, options, file }) {
  const model = file
    ? await Kind.load(new Uint8Array(await readFile(file)), { worker: false })
    : new Kind({
        ...(options?.image ? {} : { hiddenDims: [12, 8] }),
        ...{ latentDim: 3, batchSize: 32, epochs: 10, seed: 7 },
        ...{ prior: 'standard', activation: 'tanh', learningRate: 0.002, worker: false },
        ...options,
      });
  t.after(() => model.dispose());
  return model;
}

/** Holds nothing out, as a table's training would by default. */
const trainOn = (model, rows, options) =>
  model.train(rows, model instanceof TableVAE ? { validation: 0, ...options } : options);

for (const [name, kind] of Object.entries(KINDS))
  test(`a hundred steps are those of the package: ${name}`, { skip }, async (t) => {
    const folder = await temporaryFolder(t);
    const model = await modelOf(t, kind);
    await trainOn(model, kind.rows, { epochs: 2 });
    const start = await model.save();
    const [from, to] = [join(folder, 'start.vae1'), join(folder, 'end.vae1')];
    await writeFile(from, start);
    const ends = [20, 50, kind.rows.length];
    const data = await writeCodedRows(join(folder, 'rows'), start, kind.rows, ends);
    const files = ['--model', from, '--out', to, '--epochs', '10'];
    const { code, stderr } = await train(['--data', ...data, ...files]);
    assert.equal(code, 0, stderr);
    await trainOn(model, kind.rows, { epochs: 10 });
    sameModels(await readFile(to), await model.save(), TOLERANCE);
  });
