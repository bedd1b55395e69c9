// Tables of Arquero, and those of flechette that it makes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTables, inferSchema } from 'vae1';
import { failure } from '../node/support/failures.mjs';
import { untrainedModel } from '../node/support/models.mjs';
import { asColumns, people, trainedTable } from '../node/support/tables.mjs';
import * as aq from './tools/node_modules/arquero/src/index.js';

const rows = people(60);
const plain = asColumns(rows);
const table = aq.table(plain);

for (const [name, made, twin] of [
  ['whole', table, plain],
  ['filtered', table.filter((row) => row.age > 40), asColumns(rows.filter(({ age }) => age > 40))],
  ['as an Arrow table of flechette', table.toArrow(), plain],
])
  test(`a table of Arquero trains like the columns that it holds: ${name}`, async (t) => {
    assert.deepEqual(await inferSchema(made), await inferSchema(twin));
    const model = await trainedTable(t, {}, twin);
    const other = await trainedTable(t, {}, made);
    assert.deepEqual(await other.save(), await model.save());
    assert.deepEqual(await other.score(made), await model.score(twin));
    assert.deepEqual(await other.impute(made), await model.impute(twin));
    assert.equal((await compareTables(twin, made)).overall, 1);
    assert.equal(aq.table(await other.generate(5)).numRows(), 5);
  });

test('rows come in the order of the table', async (t) => {
  const model = await trainedTable(t, {}, table);
  const ordered = table.orderby('age', 'id');
  const sorted = [...rows].sort((a, b) => a.age - b.age || (a.id < b.id ? -1 : 1));
  assert.deepEqual(await model.score(ordered), await model.score(sorted));
});

test('numeric columns train a VAE', async (t) => {
  const model = untrainedModel(t);
  await model.train(table.select('age', 'children'));
  const other = untrainedModel(t);
  await other.train(rows.map(({ age, children }) => [age, children]));
  assert.deepEqual(await model.save(), await other.save());
});

test('an empty table, and a nested column', async () => {
  const none = table.filter(() => false);
  await assert.rejects(inferSchema(none), failure('ERR_DATA_SHAPE', /^data holds no rows/));
  const nested = aq.table({ age: [1, 2], tags: [['a'], ['b']] });
  const sentence = /has \["a"\] in row 0, column "tags"/;
  await assert.rejects(inferSchema(nested), failure('ERR_DATA_VALUE', sentence));
});
