// Data that are only finite: they give either a model with finite results, or an error with a code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correlatedRows } from '../support/data.mjs';
import { untrainedModel } from '../support/models.mjs';

const ROWS = 200;
const FEATURES = 4;
const usual = correlatedRows(ROWS, FEATURES, 5);

/** The usual rows as doubles, with each value changed. */
const rows = (change) => Float64Array.from(usual, (x, k) => change(x, k % FEATURES, k));
// Quantiles of the Cauchy distribution.
const cauchy = (x, _, k) => x * Math.tan(Math.PI * ((((k + 0.5) * 0.618033988749895) % 1) - 0.5));

const HOSTILE = {
  '1e30 beside 1e-30': rows((x, column) => x * (column % 2 ? 1e30 : 1e-30)),
  '1e37 and -1e37': rows((x, _, k) => (k % 2 ? 1e37 : -1e37)),
  'a column a million times another': rows((x, column) => x * 10 ** (2 * column)),
  'all but constant columns': rows((x, column, k) => (column && k < 8 ? x : 3)),
  'constant except for the last digit': rows((x, _, k) => 1e6 + (k % 3) * 0.0625),
  denormals: rows((x) => x * 1e-40),
  'denormals of doubles': rows((x) => x * 1e-310),
  'denormals beside ones': rows((x, column) => (column ? x : x * 1e-42)),
  'one outlier': rows((x, _, k) => (k === 17 ? 1e30 : x)),
  'a heavy tail (Cauchy)': rows(cauchy),
  'a heavy tail, cubed': rows((...args) => cauchy(...args) ** 3),
  'copies of one column': rows((x, column, k) => usual[k - column]),
  'zeros but for one': rows((_, column, k) => Number(k === 0)),
};

for (const [name, data] of Object.entries(HOSTILE))
  for (const options of [
    {},
    { learningRate: 0.1, maxGradientNorm: 1, freeBits: 0.1 },
    { objective: 'iwae', learningRate: 0.1 },
    { learningRate: 10, beta: 100, activation: 'gelu' },
  ])
    test(`${name} train to a finite model or fail with a reason: ${JSON.stringify(options)}`, async (t) => {
      const model = untrainedModel(t, { epochs: 20, worker: false, ...options });
      const training = model.train(data, {
        features: FEATURES,
        validation: 0.2,
      });
      const error = await training.then(
        () => undefined,
        (reason) => reason,
      );
      if (error) assert.equal(error.code, 'ERR_DIVERGED', error.message);
      if (!model.features) return; // diverged in the first epoch
      const numbers = (record) => [
        ...[record.loss, record.reconstruction, record.kl, record.gradientNorm],
        ...record.klPerDimension,
        ...Object.values(record.validation),
      ];
      for (const record of model.history)
        assert.ok(numbers(record).every(Number.isFinite), JSON.stringify(record));
      const answers = [
        await model.generate(50),
        await model.reconstruct(data),
        ...Object.values(await model.encode(data)),
        Object.values(await model.evaluate(data)),
      ];
      for (const answer of answers) assert.ok(answer.every(Number.isFinite), name);
      await model
        .train(data, { epochs: 1, validation: 0.2 })
        .catch(({ code }) => assert.equal(code, 'ERR_DIVERGED'));
    });
