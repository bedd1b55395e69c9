// Gaps are filled, and nothing else changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from './support/failures.mjs';
import { asColumns, people, trainedTable } from './support/tables.mjs';

const rows = people();
const gapped = rows.slice(0, 40).map((row, i) => ({
  ...row,
  income: i % 2 ? null : row.income,
  member: i % 3 ? NaN : row.member,
}));

test('cells that are there stay the very same, and gaps become values of the column', async (t) => {
  const model = await trainedTable(t);
  const full = await model.impute(gapped);
  assert.equal(full.length, gapped.length);
  for (const [i, row] of full.entries())
    for (const [name, cell] of Object.entries(row)) {
      const given = gapped[i][name];
      if (given === null || Number.isNaN(given)) {
        assert.equal(typeof cell, name === 'income' ? 'number' : 'boolean');
        if (name === 'income') assert.ok(Number.isInteger(cell) && cell >= 20000 && cell < 62000);
      } else assert.ok(Object.is(cell, given), `${name} of row ${i} was ${given}, is ${cell}`);
    }
  assert.deepEqual(await model.impute(gapped), full, 'the same again');
});

test('draws gives completions that differ in the gaps alone', async (t) => {
  const model = await trainedTable(t);
  const tables = await model.impute(gapped, { draws: 5, samples: 20, seed: 3 });
  assert.equal(tables.length, 5);
  const open = gapped.findIndex(({ income }) => income === null);
  assert.ok(new Set(tables.map((table) => table[open].income)).size > 1, 'all draws are alike');
  for (const table of tables)
    for (const [i, { income }] of table.entries())
      if (gapped[i].income !== null) assert.equal(income, gapped[i].income);
  assert.deepEqual(await model.impute(gapped, { draws: 5, samples: 20, seed: 3 }), tables);
  assert.notDeepEqual(await model.impute(gapped, { draws: 5, samples: 20, seed: 4 }), tables);
  assert.equal((await model.impute(gapped, { draws: 1 })).length, 1);
});

test('a completed table has the form that was given', async (t) => {
  const model = await trainedTable(t);
  assert.deepEqual(await model.impute(asColumns(gapped)), asColumns(await model.impute(gapped)));
});

test('gaps of an identifier stay', async (t) => {
  const model = await trainedTable(t);
  const { id, ...anonymous } = gapped[0];
  const full = await model.impute([anonymous, { ...gapped[1], id: undefined }, gapped[2]]);
  assert.deepEqual(
    full.map((row) => row.id),
    [null, null, gapped[2].id],
  );
});

test('a gap where the training table had none is an error', async (t) => {
  const model = await trainedTable(t);
  await assert.rejects(
    model.impute([{ ...rows[0], age: null }]),
    failure('ERR_DATA_VALUE', /row 0.*"age"/),
  );
  await assert.rejects(model.impute(rows, { draws: 0 }), failure('ERR_OPTION', /draws of impute/));
});
