// Scores of single rows: logLikelihood(), score(), scoreFeatures().
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryRows, correlatedRows } from '../support/data.mjs';
import { refused } from '../support/failures.mjs';
import { data, FEATURES, firstEpoch, ROWS, trainedModel } from '../support/models.mjs';

const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
const rowSums = (values, width) =>
  Array.from({ length: values.length / width }, (_, i) =>
    values.subarray(i * width, (i + 1) * width).reduce((sum, x) => sum + x, 0),
  );
const near = (found, expected, tolerance) =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not ${expected}`);

for (const worker of [true, false])
  test(`the log-likelihood lies above the ELBO and rises with the samples (worker ${worker})`, async (t) => {
    const model = await trainedModel(t, { worker, epochs: 20 });
    const { loss } = await model.evaluate(data, { seed: 3 });
    const one = await model.logLikelihood(data, { samples: 1 });
    const many = await model.logLikelihood(data, { samples: 3000 });
    assert.ok(many instanceof Float64Array);
    assert.equal(many.length, ROWS);
    assert.ok(mean(many) > -loss && mean(many) > mean(one), `${mean(many)} ${mean(one)} ${-loss}`);
  });

test('with one sample, the mean over many seeds is the ELBO', async (t) => {
  const model = await trainedModel(t);
  const estimates = [];
  const elbo = await model.score(data, { method: 'elbo', samples: 5000 });
  for (let seed = 0; seed < 200; seed++)
    estimates.push(mean(await model.logLikelihood(data, { samples: 1, seed })));
  near(mean(estimates), -mean(elbo), 0.05);
});

test('a score depends only on the row, the seed and the samples', async (t) => {
  const model = await trainedModel(t);
  const method = 'likelihood';
  const scores = await model.score(data, { method });
  assert.deepEqual(await model.score(data, { method }), scores);
  const last = data.subarray((ROWS - 1) * FEATURES);
  assert.deepEqual(await model.score(last, { method }), scores.subarray(ROWS - 1));
  assert.notDeepEqual(await model.score(data, { method, seed: 1 }), scores);
  assert.notDeepEqual(await model.score(data, { method, samples: 99 }), scores);
});

test('the results of a long call do not depend on its chunks', async (t) => {
  // More rows than one chunk takes.
  const rows = correlatedRows(70_000, FEATURES, 5);
  const model = await trainedModel(t);
  const whole = await model.logLikelihood(rows, { samples: 2 });
  const head = await model.logLikelihood(rows.subarray(0, 3 * FEATURES), { samples: 2 });
  assert.deepEqual(whole.subarray(0, 3), head);
  for (const method of ['likelihood', 'neighbours']) {
    const scores = await model.score(rows, { method, samples: 2 });
    const tail = await model.score(rows.subarray(-5 * FEATURES), { method, samples: 2 });
    assert.deepEqual(scores.subarray(-5), tail);
  }
});

test('an odd row scores higher by every method', async (t) => {
  const model = await trainedModel(t, { epochs: 50 });
  const odd = Float32Array.from(data.subarray(0, FEATURES), (x, j) => x + 10 ** j);
  for (const method of ['likelihood', 'elbo', 'reconstruction', 'neighbours']) {
    const usual = await model.score(data, { method });
    const [score] = await model.score(odd, { method });
    assert.ok(score > Math.max(...usual) + 5, `${method}: ${score}`);
  }
});

test('the features of a row add up to its reconstruction score', async (t) => {
  const bits = binaryRows(40, 6);
  for (const [options, rows, features] of [
    [{}, data, FEATURES],
    [{ likelihood: 'bernoulli' }, bits, 6],
  ]) {
    const model = await trainedModel(t, options, rows, features);
    const byFeature = await model.scoreFeatures(rows, { samples: 30 });
    const scores = await model.score(rows, { samples: 30, method: 'reconstruction' });
    for (const [i, sum] of rowSums(byFeature, features).entries())
      near(sum, scores[i], 1e-5 * (1 + Math.abs(scores[i])));
  }
});

test('scoreFeatures() finds the wrong column', async (t) => {
  const model = await trainedModel(t, { epochs: 100, hiddenDims: [] });
  for (let column = 0; column < FEATURES; column++) {
    const row = data.slice(0, FEATURES);
    row[column] += 3 * 10 ** column;
    const losses = await model.scoreFeatures(row);
    assert.equal(losses.indexOf(Math.max(...losses)), column, String(losses));
  }
});

test('scoreFeatures() attributes the surprise of a differing constant to its column', async (t) => {
  const rows = Array.from({ length: 30 }, (_, i) => [Math.sin(i), 5, Math.cos(i)]);
  const model = await trainedModel(t, {}, rows, 3);
  const [, same] = await model.scoreFeatures([[0.3, 5, 0.1]]);
  const [, differing] = await model.scoreFeatures([[0.3, 4, 0.1]]);
  assert.equal(same, 0);
  near(differing, Math.log(30 + 2), 1e-12);
});

test('scores of rows are answered during training', async (t) => {
  for (const worker of [true, false]) {
    const model = await trainedModel(t, { worker });
    const stop = new AbortController();
    const { training } = await firstEpoch(model, { epochs: 1e6, signal: stop.signal });
    const [scores, likelihoods] = await Promise.all([
      model.score(data),
      model.logLikelihood(data, { samples: 500 }),
    ]);
    assert.ok(scores.every(Number.isFinite) && likelihoods.every(Number.isFinite));
    stop.abort();
    await assert.rejects(training, { name: 'AbortError' });
  }
});

test('bad rows and options are refused, and the model stays unchanged', async (t) => {
  const model = await trainedModel(t);
  const row = data.subarray(0, FEATURES);
  for (const call of ['logLikelihood', 'score', 'scoreFeatures']) {
    const refuse = (attempt, code, sentence) => refused(model, attempt, code, sentence);
    await refuse(() => model[call]([[1, NaN, 2]]), 'ERR_DATA_VALUE', /row 0, column 1/);
    await refuse(() => model[call]([[1, 2]]), 'ERR_DATA_SHAPE', /2 features/);
    await refuse(() => model[call](row, { samples: 0 }), 'ERR_OPTION', /^samples of/);
    await refuse(() => model[call](row, { sample: 5 }), 'ERR_OPTION', /did you mean "samples"/);
    await refuse(() => model[call](row, { seed: -1 }), 'ERR_OPTION', /^seed of/);
  }
  await refused(
    model,
    () => model.score(row, { method: 'mean' }),
    'ERR_OPTION',
    /^method of score\(\) must be one of 'elbo', 'reconstruction', 'likelihood', 'neighbours', not "mean"/,
  );
});
