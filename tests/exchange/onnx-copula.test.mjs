// The graph 'impute' fills the gaps of numbers by what the known cells say of them, as impute() does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { filledByGraph } from './graph-imputation.mjs';
import { sameTable } from './table-graphs.mjs';
import { people, trainedTable } from './small-table.mjs';

/** Columns c0, c1, ..., close to multiples of two factors; `noise` is how far from them. */
const following = (columns, noise) => (_, i) => {
  const factors = [Math.sin(i * i), Math.cos(1.7 * i * i)];
  return Object.fromEntries(
    Array.from({ length: columns }, (_unused, j) => {
      const own = Math.sin(i * i * (j + 0.3));
      return [`c${j}`, factors[0] * Math.cos(j) + factors[1] * Math.sin(j) + noise * own];
    }),
  );
};

/** A row with gaps in the columns for which `isGap` holds. */
const without = (row, isGap) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value], j) => [name, isGap(j) ? null : value]),
  );

async function trained(t, rows, options) {
  const table = new TableVAE({
    ...{ latentDim: 2, hiddenDims: [4], seed: 4, worker: false, prior: 'standard', ...options },
  });
  t.after(() => table.dispose());
  await table.train(rows, { epochs: 1 });
  return table;
}

async function agree(table, rows) {
  const [expected] = await table.impute(rows, { draws: 1, samples: 1 });
  sameTable(table.schema, await filledByGraph(table, rows), 'imputed', expected);
  return expected;
}

test('any cells may be known, of more columns than the copula has, and of conditions', async (t) => {
  const known = Array.from({ length: 400 }, following(66, 0.3));
  const table = await trained(t, known, { conditions: ['c1'] });
  const [row] = known;
  await agree(table, [
    ...known.slice(0, 9).map((each, i) => without(each, (j) => j !== 1 && (i * j + i) % 3 > 0)),
    without(row, (j) => j !== 1), // nothing but the condition
    without(row, (j) => j !== 1 && j < 64), // besides, columns that have no part in the copula
    without(row, (j) => j !== 1 && j !== 40),
    without(row, (j) => j === 40),
    row,
  ]);
});

test('columns may follow each other closely, and a row break with that', async (t) => {
  const known = Array.from({ length: 3000 }, following(24, 0.001));
  const table = await trained(t, known);
  const odd = known.slice(0, 40).map((row, i) => ({ ...row, c2: -row.c2, [`c${i % 20}`]: i % 3 }));
  const rows = odd.map((row, i) => without(row, (j) => j > 20 || (i + j) % 7 === 0));
  const filled = await agree(table, rows);
  assert.ok(new Set(filled.map(({ c23 }) => c23)).size > 30);
});

test('all numbers of a table may be conditions', async (t) => {
  const rows = people.map(({ job, age, pay }) => ({ job, age: age ?? 40, pay }));
  const options = { decoder: 'autoregressive', conditions: ['age', 'pay'] };
  const table = await trainedTable(t, options, rows);
  await agree(
    table,
    rows.slice(0, 50).map((row) => ({ ...row, job: null })),
  );
});

test('the number of rows is free: one, or none', async (t) => {
  const table = await trainedTable(t, { decoder: 'autoregressive' });
  await agree(table, [{ ...people[1], age: null }]);
  const none = await filledByGraph(table, []);
  assert.equal(none['imputed.age'].data.length, 0);
});
