// code(): rows as a training sees them, for programs that train the network elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, refused } from '../support/failures.mjs';
import { data, FEATURES, loadedModel, ROWS, trainedModel } from '../support/models.mjs';
import { people, trainedTable } from '../support/tables.mjs';

test('rows of numbers are standardised, constants and gaps apart', async (t) => {
  const table = Array.from({ length: 40 }, (_, i) => [1000 + (i % 7), 5, i % 3 ? i : NaN]);
  const model = await trainedModel(t, { missing: true }, table, 3);
  const { rows } = await model.code(table);
  assert.equal(rows.length, 120);
  for (const column of [0, 2]) {
    const given = table.map((row) => row[column]).filter((x) => !Number.isNaN(x));
    const mean = given.reduce((sum, x) => sum + x, 0) / given.length;
    const scale = Math.sqrt(given.reduce((sum, x) => sum + (x - mean) ** 2, 0) / given.length);
    for (const [i, row] of table.entries())
      assert.ok(
        Object.is(rows[3 * i + column], NaN)
          ? Number.isNaN(row[column])
          : Math.abs(rows[3 * i + column] - (row[column] - mean) / scale) < 1e-6,
      );
  }
  assert.ok(table.every((_, i) => rows[3 * i + 1] === 0));
});

test('bytes are shares of 255', async (t) => {
  const bytes = Uint8Array.from({ length: ROWS * FEATURES }, (_, i) => (i * 37) % 256);
  const model = await trainedModel(t, { likelihood: 'bernoulli' }, bytes);
  const { rows } = await model.code(bytes);
  assert.deepEqual(
    rows,
    Float32Array.from(bytes, (byte) => byte / 255),
  );
});

test('a table has a number for each column of the network, and NaN for gaps', async (t) => {
  const table = people();
  const model = await trainedTable(t, {}, table);
  const { rows } = await model.code(table);
  const width = rows.length / table.length;
  assert.ok(Number.isInteger(width) && width > 5, `${width}`);
  const gaps = table.map(({ income }) => Number(income === null));
  const isIncome = (column) => gaps.every((gap, i) => Number.isNaN(rows[i * width + column]) === !!gap); // prettier-ignore
  assert.ok(Array.from({ length: width }, (_, column) => column).some(isIncome));
});

test('training on, saving and loading leave the coding as it is; another table has another', async (t) => {
  const model = await trainedTable(t);
  const { rows, coding } = await model.code(people());
  assert.match(coding, /^[0-9a-f]{8}$/);
  await model.train(people(100, 2));
  const later = await model.code(people());
  assert.equal(later.coding, coding);
  assert.deepEqual(later.rows, rows);
  const other = await trainedTable(t, {}, people(300, 2));
  assert.notEqual((await other.code(people())).coding, coding);
});

test('the answer does not depend on how the model came to be', async (t) => {
  const model = await trainedModel(t);
  const copy = await loadedModel(t, await model.export({ format: 'safetensors' }));
  assert.deepEqual(await copy.code(data), await model.code(data));
});

test('rows that the model cannot take are refused', async (t) => {
  const model = await trainedModel(t);
  await refused(model, () => model.code([[1, Infinity, 2]]), 'ERR_DATA_VALUE', /row 0, column 1/);
  await refused(model, () => model.code([[1, 2]]), 'ERR_DATA_SHAPE', /has 2 features/);
  model.dispose();
  await assert.rejects(model.code(data), failure('ERR_DISPOSED', /code\(\)/));
});
