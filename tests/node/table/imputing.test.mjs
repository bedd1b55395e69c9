// Gaps are filled, and nothing else changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniform } from '../support/data.mjs';
import { failure } from '../support/failures.mjs';
import { asColumns, JOBS, people, trainedTable } from '../support/tables.mjs';

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

test('a completed table has the form of the argument', async (t) => {
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

test('trained on complete rows, it fills gaps better than column means and modes do', async (t) => {
  const next = uniform(5);
  const whole = Array.from({ length: 600 }, () => {
    const size = next() + next() - 1;
    return {
      height: Math.round(1700 + 200 * size + 20 * next()) / 10,
      weight: Math.round(700 + 300 * size + 40 * next()) / 10,
      sleeve: size > 0 ? 'long' : 'short',
    };
  });
  const table = whole.slice(0, 500);
  const fresh = whole.slice(500);
  const model = await trainedTable(t, { hiddenDims: [32], epochs: 300 }, table);
  const lost = (name) => fresh.map((row) => ({ ...row, [name]: null }));
  for (const name of ['height', 'weight']) {
    const mean = table.reduce((sum, row) => sum + row[name], 0) / table.length;
    const error = (guess) => fresh.reduce((sum, row, i) => sum + (row[name] - guess(i)) ** 2, 0);
    const full = await model.impute(lost(name));
    const ratio = error((i) => full[i][name]) / error(() => mean);
    assert.ok(ratio < 0.3, `${name}: ${ratio} of the mean's squared error`);
  }
  const full = await model.impute(lost('sleeve'));
  const right = full.filter(({ sleeve }, i) => sleeve === fresh[i].sleeve).length;
  assert.ok(right > 85, `${right} of 100 sleeves`);
});

test('rows with such gaps are read, held out and trained on: what is absent does not count', async (t) => {
  const model = await trainedTable(t, { conditions: ['children'] });
  const open = { ...rows[0], age: null, job: undefined, rain: NaN };
  const scores = await model.scoreFeatures([open]);
  for (const name of ['age', 'job', 'rain']) assert.equal(scores[name][0], 0, name);
  assert.notEqual(scores.height[0], 0);
  for (const values of [
    await model.logLikelihood([open]),
    await model.score([open]),
    (await model.encode([open])).mean,
  ])
    assert.ok(values.every(Number.isFinite), `${values}`);
  const [{ age, job, rain }] = await model.reconstruct([open]);
  assert.ok(Number.isInteger(age) && JOBS.includes(job) && rain >= 0);
  const history = await model.train([...rows, open], { epochs: 1, validation: [open, rows[1]] });
  assert.ok(Number.isFinite(history.at(-1).validation.loss));
  await assert.rejects(
    model.impute([{ ...rows[0], children: null }]),
    failure('ERR_DATA_VALUE', /row 0.*"children".*had no gaps in training/),
  );
});

test('draws is at least 1', async (t) => {
  const model = await trainedTable(t);
  await assert.rejects(model.impute(rows, { draws: 0 }), failure('ERR_OPTION', /draws of impute/));
});
