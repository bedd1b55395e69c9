// With missing: true, NaN is an unknown value.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '../support/failures.mjs';
import {
  data,
  FEATURES,
  loadedModel,
  ROWS,
  trainedModel,
  untrainedModel,
} from '../support/models.mjs';

const gapped = data.map((value, k) => (k % 7 === 0 ? NaN : value));

test('training and inference accept rows with gaps; results have none', async (t) => {
  const model = await trainedModel(t, { missing: true }, gapped);
  const results = [
    (await model.encode(gapped)).mean,
    await model.reconstruct(gapped),
    await model.score(gapped),
    await model.generate(),
  ];
  for (const values of results) assert.ok(values.every(Number.isFinite));
  const scores = await model.scoreFeatures(gapped);
  for (let k = 0; k < scores.length; k += 7) assert.equal(scores[k], 0, 'a gap is not odd');
  const rows = Array.from({ length: ROWS }, (_, i) => [
    ...gapped.subarray(FEATURES * i, FEATURES * (i + 1)),
  ]);
  assert.deepEqual(await model.encode(rows), await model.encode(gapped));
});

test('a file keeps the option', async (t) => {
  const model = await trainedModel(t, { missing: true }, gapped);
  const copy = await loadedModel(t, await model.save());
  assert.deepEqual(await copy.score(gapped), await model.score(gapped));
  await copy.train(gapped, { epochs: 1 });
});

test('without the option NaN is an error; Infinity and null always are', async (t) => {
  await assert.rejects(
    untrainedModel(t).train(gapped, { features: FEATURES }),
    failure('ERR_DATA_VALUE', /NaN in row 0, column 0/),
  );
  const model = untrainedModel(t, { missing: true });
  await assert.rejects(
    model.train([[1, Infinity]]),
    failure('ERR_DATA_VALUE', /Infinity in row 0, column 1/),
  );
  await assert.rejects(
    model.train([[1, null]]),
    failure('ERR_DATA_VALUE', /null in row 0, column 1/),
  );
  assert.throws(
    () => untrainedModel(t, { missing: 1 }),
    failure('ERR_OPTION', /missing of new VAE/),
  );
});
