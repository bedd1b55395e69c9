// Paths through the latent space, and generation from a mixture fitted to it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correlatedRows } from '../support/data.mjs';
import { failure, refused } from '../support/failures.mjs';
import { data, FEATURES, loadedModel, trainedModel } from '../support/models.mjs';

const a = data.subarray(0, FEATURES);
const b = data.subarray(FEATURES, 2 * FEATURES);
const reach = (rows, i) => Array.from(rows.subarray(i * FEATURES, (i + 1) * FEATURES));

test('a path goes from one reconstruction to the other through the decoded latents', async (t) => {
  for (const worker of [true, false]) {
    const model = await trainedModel(t, { worker });
    for (const method of ['linear', 'spherical']) {
      const rows = await model.interpolate(a, Array.from(b), 7, { method });
      assert.equal(rows.length, 7 * FEATURES);
      assert.deepEqual(reach(rows, 0), Array.from(await model.reconstruct(a)));
      assert.deepEqual(reach(rows, 6), Array.from(await model.reconstruct(b)));
    }
    const { mean } = await model.encode(data.subarray(0, 2 * FEATURES));
    const half = mean.subarray(0, 2).map((z, j) => (z + mean[2 + j]) / 2);
    const middle = await model.interpolate(a, b, 3);
    const expected = await model.decode(half);
    for (let j = 0; j < FEATURES; j++)
      assert.ok(Math.abs(middle[FEATURES + j] - expected[j]) < 1e-4 * (1 + Math.abs(expected[j])));
  }
});

test('a traversal moves one dimension and leaves the others', async (t) => {
  const model = await trainedModel(t);
  const { mean } = await model.encode(a);
  for (const values of [[-2, 0, mean[1]], Float32Array.of(-2, 0, mean[1])]) {
    const rows = await model.traverse(a, 1, values);
    const latents = [-2, 0, mean[1]].map((z) => [mean[0], z]);
    assert.deepEqual(rows, await model.decode(latents));
    assert.deepEqual(reach(rows, 2), Array.from(await model.reconstruct(a)));
  }
});

test('a latent space may have more dimensions than a call can have arguments', async (t) => {
  const options = { hiddenDims: [], latentDim: 70_000, epochs: 1 };
  const model = await trainedModel(t, options, data.subarray(0, FEATURES));
  const ends = await model.reconstruct([a, b]);
  assert.deepEqual(await model.interpolate(a, b, 2), ends);
});

test('paths through the latent space refuse an invalid row, dimension or value', async (t) => {
  const model = await trainedModel(t);
  for (const [attempt, code, sentence] of [
    [() => model.interpolate(a, b, 1), 'ERR_OPTION', /^steps of interpolate\(\) must be .+, not 1/],
    [() => model.interpolate(a, b, 5, { method: 'elbo' }), 'ERR_OPTION', /'linear', 'spherical'/],
    [() => model.interpolate(a, 3, 5), 'ERR_DATA_SHAPE', /^b must be a row .+ not 3/],
    [() => model.interpolate([1, 2], b, 5), 'ERR_DATA_SHAPE', /^a has 2 features/],
    [() => model.interpolate(a, [1, NaN, 2], 5), 'ERR_DATA_VALUE', /column 1/],
    [() => model.interpolate(a, b, 1e12), 'ERR_MEMORY', /1000000000000 rows/],
    [() => model.traverse(a, 2, [0]), 'ERR_OPTION', /^dimension of traverse\(\) .+ 0 to 1, .+ 2/],
    [() => model.traverse(a, -1, [0]), 'ERR_OPTION', /^dimension/],
    [() => model.traverse(a, 0, []), 'ERR_DATA_SHAPE', /^values is empty/],
    [() => model.traverse(a, 0, 3), 'ERR_DATA_SHAPE', /^values must be an array of numbers/],
    [
      () => model.traverse(a, 0, [0, Infinity]),
      'ERR_DATA_VALUE',
      /^values has Infinity at index 1/,
    ],
    [() => model.traverse(a, 0, ['1']), 'ERR_DATA_VALUE', /^values has "1"/],
    [() => model.traverse([[1, 2, 3]], 0, [0]), 'ERR_DATA_SHAPE', /^row has/],
  ])
    await refused(model, attempt, code, sentence);
});

/** 600 x 2: two tight clusters far apart. */
function clusters() {
  const noise = correlatedRows(600, 1, 4);
  return Float64Array.from({ length: 1200 }, (_, k) => {
    const i = k >> 1;
    return (k % 2 ? 1 : 10) * ((i % 2 ? 3 : -3) + noise[i] + noise[(i * 7 + k) % 600]);
  });
}

/**
 * Mean distance from a generated row to the nearest real one, in standard deviations of the
 * columns.
 */
function distance(generated, real) {
  let sum = 0;
  for (let i = 0; i < generated.length; i += 2) {
    let nearest = Infinity;
    for (let j = 0; j < real.length; j += 2) {
      const dx = (generated[i] - real[j]) / 30;
      const dy = (generated[i + 1] - real[j + 1]) / 3;
      nearest = Math.min(nearest, Math.hypot(dx, dy));
    }
    sum += nearest;
  }
  return (2 * sum) / generated.length;
}

test('if latents form clusters, a mixture generates rows nearer to the data', async (t) => {
  const rows = clusters();
  const options = { hiddenDims: [], latentDim: 2, epochs: 200, learningRate: 0.01 };
  const model = await trainedModel(t, options, rows, 2);
  const { logLikelihood, iterations } = await model.fitMixture(rows, { components: 4 });
  assert.ok(Number.isFinite(logLikelihood) && iterations > 1);
  const options2 = { seed: 1, mean: true };
  const prior = distance(await model.generate(1000, options2), rows);
  const mixture = distance(await model.generate(1000, { ...options2, sampling: 'mixture' }), rows);
  assert.ok(mixture < 0.5 * prior, `${mixture} from the mixture, ${prior} from the prior`);
});

test('generation from a mixture depends on seed and position, and the mixture is saved', async (t) => {
  for (const worker of [true, false]) {
    const model = await trainedModel(t, { worker });
    await model.fitMixture(data, { components: 3 });
    const generate = (count, from = model) =>
      from.generate(count, { seed: 9, sampling: 'mixture' });
    const rows = await generate(50_000);
    assert.deepEqual((await generate(10)).subarray(0), rows.slice(0, 10 * FEATURES));
    assert.notDeepEqual(rows, await model.generate(50_000, { seed: 9 }));
    const copy = await loadedModel(t, await model.save());
    assert.deepEqual(await generate(100, copy), rows.slice(0, 100 * FEATURES));
    assert.deepEqual(await copy.save(), await model.save());
  }
});

test('the same rows and seed give the same mixture', async (t) => {
  const [one, two] = [await trainedModel(t), await trainedModel(t)];
  assert.deepEqual(await one.fitMixture(data), await two.fitMixture(data));
  assert.deepEqual(await one.save(), await two.save());
  await two.fitMixture(data, { seed: 1 });
  assert.notDeepEqual(await one.save(), await two.save());
});

test('generation from a mixture needs one, and training discards it', async (t) => {
  const model = await trainedModel(t);
  const needs = failure(
    'ERR_NOT_TRAINED',
    /sampling: 'mixture' .+ needs a mixture: call fitMixture/,
  );
  const attempt = () => model.generate(3, { sampling: 'mixture' });
  const file = await model.save();
  await assert.rejects(attempt, needs);
  assert.deepEqual(await model.save(), file);
  await model.fitMixture(data);
  assert.equal((await attempt()).length, 3 * FEATURES);
  await model.train(data, { epochs: 1 });
  await assert.rejects(attempt, needs);
});

test('fitMixture() refuses bad options, and an abort leaves the model unchanged', async (t) => {
  const model = await trainedModel(t);
  for (const [options, sentence] of [
    [{ components: 0 }, /^components of fitMixture\(\) must be an integer/],
    [
      { components: 51 },
      /^components of fitMixture\(\) must be at most the number of rows, 50, not 51/,
    ],
    [{ iterations: 3 }, /no option "iterations"/],
  ])
    await refused(model, () => model.fitMixture(data, options), 'ERR_OPTION', sentence);
  await refused(
    model,
    () => model.generate(1, { sampling: 'posterior' }),
    'ERR_OPTION',
    /'prior', 'mixture'/,
  );
  const file = await model.save();
  const many = correlatedRows(200_000, FEATURES);
  const stop = new AbortController();
  const fitting = model.fitMixture(many, { components: 50, signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  await assert.rejects(fitting, { name: 'AbortError' });
  assert.deepEqual(await model.save(), file);
});
