// Data that need several calls of the engine, in chunks of rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsPerChunk } from '../../../build/js/data/rows-per-chunk.js';
import { correlatedRows } from '../support/data.mjs';
import { data, FEATURES, SMALL, trainedModel } from '../support/models.mjs';

const CHUNK = rowsPerChunk(FEATURES * Float64Array.BYTES_PER_ELEMENT);
const ROWS = 2 * CHUNK + 10;
const PROBES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, ROWS - 1];

test('each row comes back in its place', async (t) => {
  const model = await trainedModel(t);
  const rows = correlatedRows(ROWS, FEATURES, 5);
  const { mean, logVariance } = await model.encode(rows);
  const rebuilt = await model.reconstruct(rows);
  const decoded = await model.decode(mean);
  const at = (values, row, width) => values.subarray(row * width, (row + 1) * width);
  for (const i of PROBES) {
    const row = at(rows, i, FEATURES);
    const alone = await model.encode(row);
    assert.deepEqual(at(mean, i, SMALL.latentDim), alone.mean);
    assert.deepEqual(at(logVariance, i, SMALL.latentDim), alone.logVariance);
    assert.deepEqual(at(rebuilt, i, FEATURES), await model.reconstruct(row));
    assert.deepEqual(at(decoded, i, FEATURES), at(rebuilt, i, FEATURES));
  }
});

test('all generated rows are different', async (t) => {
  const model = await trainedModel(t);
  const generated = await model.generate(ROWS, { seed: 1 });
  assert.deepEqual(generated.subarray(0, 10 * FEATURES), await model.generate(10, { seed: 1 }));
  const first = generated.filter((_, k) => k % FEATURES === 0);
  assert.ok(new Set(first).size > 0.8 * ROWS, 'rows repeat themselves');
  assert.ok(generated.subarray(-FEATURES).every((value) => value !== 0));
});

test('each scored row has its own noise', async (t) => {
  const model = await trainedModel(t);
  const row = data.subarray(0, FEATURES);
  const same = new Float32Array(2 * CHUNK * FEATURES).map((_, k) => row[k % FEATURES]);
  const one = await model.evaluate(same.subarray(0, CHUNK * FEATURES));
  const two = await model.evaluate(same);
  const relative = Math.abs(two.reconstruction / one.reconstruction - 1);
  assert.ok(relative > 1e-9, 'the second chunk repeats the noise of the first');
  assert.ok(relative < 0.05, `${relative}`);
});

test('training uses every row', async (t) => {
  // Only the last row makes the columns vary.
  const rows = new Float32Array(ROWS * FEATURES).fill(1);
  rows.set([5, 1, 9], (ROWS - 1) * FEATURES);
  const model = await trainedModel(t, { batchSize: ROWS, epochs: 1 }, rows);
  const [first] = await model.generate(1);
  assert.notEqual(first, 1, 'the column counted as constant');
  const columns = (await model.generate(50)).filter((_, k) => k % FEATURES === 1);
  assert.ok(columns.every((value) => value === 1));
});
