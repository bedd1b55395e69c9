// The PyTorch twin goes on with a training of the package, and the package with the twin's.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { readModelFile } from '../../build/js/exchange/file/model-file.js';
import { writeCodedRows } from './coded-rows.mjs';
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
const withConditions = { conditions: ['job', 'age'] };
// Real columns, as models of tables had before there were ordinal ones, are in files of the past.
const KINDS = {
  'rows of numbers': { rows: numbers, options: {} },
  'numbers with gaps, by a beta that rises and a rate that falls': {
    rows: withGaps(numbers),
    options: {
      missing: true,
      beta: { schedule: 'linear', from: 0.1, to: 0.8, epochs: 8 },
      learningRate: { schedule: 'cosine', initial: 0.003, warmup: 1, epochs: 20 },
    },
  },
  'shares, with free bits, weight decay and short gradients': {
    rows: shares,
    options: {
      ...{ likelihood: 'bernoulli', freeBits: 0.05, weightDecay: 0.1, maxGradientNorm: 0.5 },
      beta: { schedule: 'cyclic', from: 0, to: 1, epochs: 12, cycles: 3 },
    },
  },
  'the importance-weighted bound': {
    rows: numbers,
    options: { objective: 'iwae', importanceSamples: 3, latentDim: 5 },
  },
  'a table, cell after cell': { rows: people, options: { decoder: 'autoregressive' } },
  'a table, cell after cell, with conditions': {
    rows: people,
    options: { decoder: 'autoregressive', freeBits: 0.02, ...withConditions },
  },
  'a table from the latents alone': { rows: people, options: { decoder: 'independent' } },
  'a table from the latents alone, with conditions': {
    rows: people,
    options: { decoder: 'independent', ...withConditions },
  },
};

async function modelOf(t, { rows, options }) {
  const { conditions, ...others } = options;
  const Kind = rows === people ? TableVAE : VAE;
  const model = new Kind({
    ...{ latentDim: 3, hiddenDims: [12, 8], batchSize: 32, epochs: 10, seed: 7, worker: false },
    ...{ prior: 'standard', activation: 'tanh', learningRate: 0.002, ...others },
    ...(conditions ? { conditions } : {}),
  });
  t.after(() => model.dispose());
  return model;
}

/** Holds nothing out, which a table's training does by default. */
const trainOn = (model, rows, options) =>
  model.train(rows, rows === people ? { validation: 0, ...options } : options);

/** Asserts that the weights, the optimiser and the history of two files agree. */
function sameModels(actual, expected, tolerance = TOLERANCE) {
  const [a, b] = [actual, expected].map(readModelFile);
  const form = ({ name, shape }) => `${name} ${shape}`;
  assert.equal(a.tensors.map(form).join('\n'), b.tensors.map(form).join('\n'));
  for (const [i, { name, values }] of a.tensors.entries()) {
    const differences = values.map((x, k) => Math.abs(x - b.tensors[i].values[k]));
    const most = differences.reduce((most, x) => Math.max(most, x), 0);
    assert.ok(most <= tolerance, `${name}: ${most}`);
  }
  const { state, history, ...others } = a.descriptions;
  const { state: stateOf, history: historyOf, ...expectedOthers } = b.descriptions;
  assert.deepEqual(others, expectedOthers);
  const close = (x, y, what) =>
    assert.ok(x === y || Math.abs(x - y) <= 1e-4 * Math.max(1, Math.abs(y)), `${what}: ${x}, ${y}`);
  for (const key of Object.keys(state)) close(Number(state[key]), Number(stateOf[key]), key);
  assert.equal(history.length, historyOf.length);
  for (const [i, record] of history.entries())
    for (const [key, value] of Object.entries(record)) {
      const numbersOf = (x) => (typeof x === 'object' ? Object.values(x) : [Number(x)]);
      for (const [k, x] of numbersOf(value).entries())
        close(x, numbersOf(historyOf[i][key])[k], `${key} of epoch ${record.epoch}`);
    }
}

for (const [name, kind] of Object.entries(KINDS))
  test(`a hundred steps are those of the package: ${name}`, { skip }, async (t) => {
    const folder = await temporaryFolder(t);
    const model = await modelOf(t, kind);
    await trainOn(model, kind.rows, { epochs: 2 });
    const start = await model.save();
    const [from, to] = [join(folder, 'start.vae1'), join(folder, 'end.vae1')];
    await writeFile(from, start);
    const data = await writeCodedRows(join(folder, 'rows'), start, kind.rows, [
      100,
      130,
      kind.rows.length,
    ]);
    const { code, stderr } = await train(['--data', ...data, '--model', from, '--out', to]);
    assert.equal(code, 0, stderr);
    await trainOn(model, kind.rows, { epochs: 10 });
    sameModels(await readFile(to), await model.save());
  });
