// Thresholds: fitThreshold(), isAnomaly(), anomalyProbability().
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correlatedRows } from '../support/data.mjs';
import { failure, refused } from '../support/failures.mjs';
import { data, FEATURES, firstEpoch, loadedModel, ROWS, trainedModel } from '../support/models.mjs';

const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
const slice = (rows, first, last) => rows.subarray(first * FEATURES, last * FEATURES);

test('the requested share of new normal rows scores above the threshold', async (t) => {
  const rows = correlatedRows(9000, FEATURES, 11);
  const model = await trainedModel(t, { epochs: 3 }, slice(rows, 0, 1000));
  const fresh = slice(rows, 5000, 9000);
  for (const quantile of [0.8, 0.95]) {
    await model.fitThreshold(slice(rows, 1000, 5000), { quantile, samples: 5 });
    const above = mean(await model.isAnomaly(fresh));
    // Four standard errors for 4,000 rows and a threshold from 4,000 rows.
    const error = 4 * Math.sqrt((2 * quantile * (1 - quantile)) / 4000);
    assert.ok(Math.abs(above - (1 - quantile)) < error, `${above} at quantile ${quantile}`);
  }
});

test('a new normal row exceeds 1 - a with probability a', async (t) => {
  const rows = correlatedRows(9000, FEATURES, 12);
  const model = await trainedModel(t, { epochs: 3 }, slice(rows, 0, 1000));
  await model.fitThreshold(slice(rows, 1000, 5000), { samples: 5 });
  const probabilities = await model.anomalyProbability(slice(rows, 5000, 9000));
  for (const a of [0.01, 0.1, 0.5]) {
    const share = mean(Array.from(probabilities, (p) => Number(p >= 1 - a)));
    assert.ok(Math.abs(share - a) < 4 * Math.sqrt((2 * a * (1 - a)) / 4000), `${share} at ${a}`);
  }
});

test('threshold, isAnomaly() and score() agree', async (t) => {
  const model = await trainedModel(t);
  const options = { method: 'elbo', samples: 7, seed: 5 };
  const scores = Array.from(await model.score(data, options));
  const sorted = scores.toSorted((a, b) => a - b);
  const threshold = await model.fitThreshold(data, { ...options, contamination: 0.1 });
  assert.equal(threshold, sorted[Math.ceil((ROWS + 1) * 0.9) - 1]);
  const anomalies = await model.isAnomaly(data);
  assert.ok(anomalies instanceof Uint8Array);
  assert.deepEqual(
    Array.from(anomalies),
    scores.map((score) => Number(score > threshold)),
  );
  assert.deepEqual(
    Array.from(await model.anomalyProbability(data)),
    scores.map((score) => sorted.indexOf(score) / (ROWS + 1)),
  );
});

test('a threshold is saved with the model', async (t) => {
  const model = await trainedModel(t);
  await model.fitThreshold(data, { quantile: 0.8, method: 'elbo' });
  const copy = await loadedModel(t, await model.save());
  assert.deepEqual(await copy.isAnomaly(data), await model.isAnomaly(data));
  assert.deepEqual(await copy.anomalyProbability(data), await model.anomalyProbability(data));
  assert.deepEqual(await copy.save(), await model.save());
});

test('training discards the threshold, failed training does not', async (t) => {
  const model = await trainedModel(t);
  await model.fitThreshold(data);
  const file = await model.save();
  await assert.rejects(model.train([[1, 2, NaN]]), failure('ERR_DATA_VALUE', /./));
  await assert.rejects(model.train(data, { signal: AbortSignal.abort() }), /AbortError|aborted/);
  assert.deepEqual(await model.save(), file);
  await model.train(data, { epochs: 1 });
  for (const call of ['isAnomaly', 'anomalyProbability'])
    await assert.rejects(
      model[call](data),
      failure('ERR_NOT_TRAINED', new RegExp(`^${call}\\(\\) needs a threshold: call fitThreshold`)),
    );
  // As if there had never been a threshold.
  const other = await loadedModel(t, await (await trainedModel(t)).save());
  await other.train(data, { epochs: 1 });
  assert.deepEqual(await model.save(), await other.save());
});

test('training that diverges restores the threshold', async (t) => {
  const model = await trainedModel(t, { learningRate: 100, epochs: 1, likelihood: 'gaussian' });
  await model.fitThreshold(data);
  const far = [
    [1e20, -1e20, 1e20],
    [1, 2, 3],
  ];
  await refused(model, () => model.train(far, { epochs: 20 }), 'ERR_DIVERGED', /epoch 2/);
});

test('a threshold can be fitted during training', async (t) => {
  const model = await trainedModel(t);
  const stop = new AbortController();
  const { training } = await firstEpoch(model, { epochs: 1e6, signal: stop.signal });
  assert.ok(Number.isFinite(await model.fitThreshold(data)));
  stop.abort();
  await assert.rejects(training, { name: 'AbortError' });
});

test('bad options are refused, and the model stays unchanged', async (t) => {
  const model = await trainedModel(t);
  await model.fitThreshold(data);
  for (const [options, sentence] of [
    [{ quantile: 0 }, /^quantile of fitThreshold\(\) must be a number above 0 and below 1, not 0/],
    [{ quantile: 1 }, /^quantile of/],
    [{ contamination: '5%' }, /^contamination of/],
    [{ contamination: NaN }, /^contamination of/],
    [{ quantile: 0.9, contamination: 0.1 }, /takes quantile or contamination/],
    [{ method: 'knn' }, /^method of/],
    [{ threshold: 3 }, /no option "threshold"/],
  ])
    await refused(model, () => model.fitThreshold(data, options), 'ERR_OPTION', sentence);
  const samples = () => model.isAnomaly(data, { samples: 3 });
  await refused(model, samples, 'ERR_OPTION', /isAnomaly\(\) has no option "samples"/);
  await refused(model, () => model.isAnomaly([[1, 2]]), 'ERR_DATA_SHAPE', /2 features/);
  await refused(model, () => model.fitThreshold([]), 'ERR_DATA_SHAPE', /no rows/);
});

test('an abort keeps the previous threshold', async (t) => {
  const model = await trainedModel(t);
  await model.fitThreshold(data);
  const file = await model.save();
  const stop = new AbortController();
  const fitting = model.fitThreshold(data, {
    method: 'likelihood',
    samples: 1e7,
    signal: stop.signal,
  });
  setTimeout(() => stop.abort(), 20);
  await assert.rejects(fitting, { name: 'AbortError' });
  assert.deepEqual(await model.save(), file);
});
