// score() by the distance to the training rows that a model keeps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryRows } from '../support/data.mjs';
import { refused } from '../support/failures.mjs';
import { section, tensorsOf } from '../support/model-file.mjs';
import { data, FEATURES, loadedModel, ROWS, trainedModel } from '../support/models.mjs';

/** The rows that a file keeps, in the model's units. */
function keptRows(file) {
  const refs = section(file, 'REFS');
  return Float32Array.from({ length: Number(refs.getBigUint64(8, true)) }, (_, i) =>
    refs.getFloat32(16 + 4 * i, true),
  );
}

const column = (values, width, j) => values.filter((_, i) => i % width === j);
const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
const deviation = (values) => Math.sqrt(mean(values.map((x) => (x - mean(values)) ** 2)));

test('the score is half the squared distance to the fifth nearest training row', async (t) => {
  const model = await trainedModel(t, { epochs: 20 });
  const logVariances = tensorsOf(await model.save())['likelihood.logVariance'].values;
  const { mean: latents, logVariance } = await model.encode(data);
  const reconstructed = await model.reconstruct(data);
  const L = model.latentDim;
  const posterior = Array.from({ length: L }, (_, j) =>
    Math.sqrt(mean(column(logVariance, L, j).map(Math.exp))),
  );
  const left = Array.from(
    { length: FEATURES },
    (_, j) => deviation(Array.from(column(data, FEATURES, j))) * Math.exp(logVariances[j] / 2),
  );
  const codes = Array.from({ length: ROWS }, (_, i) => [
    ...posterior.map((d, j) => latents[i * L + j] / d),
    ...left.map((d, j) => (data[i * FEATURES + j] - reconstructed[i * FEATURES + j]) / d),
  ]);
  const scores = await model.score(data);
  for (const [i, code] of codes.entries()) {
    const distances = codes.map((other) =>
      other.reduce((sum, x, j) => sum + (x - code[j]) ** 2, 0),
    );
    const expected = distances.toSorted((a, b) => a - b)[4] / 2;
    assert.ok(Math.abs(scores[i] - expected) < 1e-3 * (1 + expected), `${scores[i]} ${expected}`);
  }
});

test('a row far from all training rows scores higher, and a row scores the same wherever it stands', async (t) => {
  const model = await trainedModel(t);
  const odd = Float32Array.from(data.subarray(0, FEATURES), (x, j) => x + 10 ** (j + 1));
  const scores = await model.score(data, { method: 'neighbours' });
  const [score] = await model.score(odd);
  assert.ok(score > Math.max(...scores));
  assert.deepEqual(await model.score(data.subarray(-FEATURES)), scores.subarray(-1));
  assert.deepEqual(await model.score(data, { samples: 1, seed: 9 }), scores);
});

test('a column that was constant adds its surprise, and its distance does not count', async (t) => {
  const rows = Array.from({ length: 30 }, (_, i) => [Math.sin(i), 7, Math.cos(3 * i)]);
  const model = await trainedModel(t, {}, rows);
  const [same, other] = await model.score([rows[4], [rows[4][0], 8, rows[4][2]]]);
  assert.ok(Math.abs(other - same - Math.log(30 + 2)) < 1e-6, `${other} ${same}`);
});

test('the rows are kept in the file, and drawn from the training rows', async (t) => {
  const model = await trainedModel(t, { referenceRows: 10 });
  const file = await model.save();
  const kept = keptRows(file);
  assert.equal(kept.length, 10 * FEATURES);
  const own = column(data, FEATURES, 0);
  const [centre, spread] = [mean(Array.from(own)), deviation(Array.from(own))];
  const seen = column(kept, FEATURES, 0).map((x) => x * spread + centre);
  for (const x of seen)
    assert.ok(
      own.some((y) => Math.abs(x - y) < 1e-4 * (1 + Math.abs(y))),
      `${x} is no training value`,
    );
  const copy = await loadedModel(t, file);
  assert.deepEqual(await copy.score(data), await model.score(data));
  assert.deepEqual(await copy.save(), file);
});

test('further training measures with the weights that it leaves', async (t) => {
  const model = await trainedModel(t);
  const before = await model.score(data);
  await model.train(data, { epochs: 3 });
  const after = await model.score(data);
  assert.notDeepEqual(after, before);
  assert.deepEqual(await (await loadedModel(t, await model.save())).score(data), after);
});

test('a model that keeps no rows scores by the likelihood', async (t) => {
  const bits = binaryRows(40, 6);
  for (const [options, rows, features] of [
    [{ referenceRows: 0 }, data, FEATURES],
    [{ likelihood: 'bernoulli' }, bits, 6],
    [{ missing: true }, data, FEATURES],
  ]) {
    const model = await trainedModel(t, options, rows, features);
    const likelihood = await model.score(rows, { method: 'likelihood' });
    assert.deepEqual(await model.score(rows), likelihood);
    await refused(
      model,
      () => model.score(rows, { method: 'neighbours' }),
      'ERR_OPTION',
      /^method of score\(\) must not be 'neighbours' for a model that keeps no training rows/,
    );
  }
});
