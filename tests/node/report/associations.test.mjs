import assert from 'node:assert/strict';
import { test } from 'node:test';
import { associations } from 'vae1';
import { failure } from '../support/failures.mjs';

/** The association of two columns. */
async function between(a, b, options) {
  const { columns, values } = await associations({ a, b }, options);
  assert.deepEqual(columns, ['a', 'b']);
  assert.deepEqual([values[0], values[3], values[1]], [1, 1, values[2]]);
  return values[1];
}
const near = (actual, expected) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test('Pearson’s r of numbers', async () => {
  near(await between([1, 2, 4], [10, 20, 40]), 1);
  near(await between([1, 2, 4], [4, 3, 1]), -1);
  near(await between([-1, 0, 1.5, 1], [1, 1, 1, 2]), 0.625 / Math.sqrt(3.6875 * 0.75));
  // Sums of squares 14/3 and 14 about means 7/3 and 4, of products 8.
  near(await between([1, 2, 4], [2, 3, 7]), 8 / Math.sqrt((14 / 3) * 14));
});

test('a large offset costs r no precision', async () => {
  near(await between([1e9 + 1, 1e9 + 2, 1e9 + 4], [2, 3, 7]), 8 / Math.sqrt((14 / 3) * 14));
});

test('dates and written numbers are read as TableVAE reads them', async () => {
  const days = ['2024-01-01', '2024-01-02', '2024-01-04'];
  near(await between(days, ['$1,002.00', '$1,003.00', '$1,007.00']), 8 / Math.sqrt((14 / 3) * 14));
  near(await between(days.map((day) => new Date(day)), [2, 3, 7]), 8 / Math.sqrt((14 / 3) * 14)); // prettier-ignore
});

test('Cramér’s V of categories', async () => {
  near(await between(['x', 'x', 'y', 'y'], [true, true, false, false]), 1);
  near(await between(['x', 'x', 'y', 'y'], ['u', 'v', 'u', 'v']), 0);
  // Table ((3, 1), (1, 3)): chi^2 = 8 (9/16 + 1/16 + 1/16 + 9/16 - 1) = 2, n = 8.
  near(await between([...'xxxxyyyy'], [...'uuuvuvvv']), Math.sqrt(2 / 8));
  near(await between([1, 1, 1, 1, 2, 2, 2, 2], [...'uuuvuvvv'], { columns: { a: 'categorical' } }), Math.sqrt(2 / 8)); // prettier-ignore
});

test('Cramér’s V of very many categories', async () => {
  const names = Array.from({ length: 1200 }, (_, i) => `n${i % 600}`);
  const columns = { a: 'categorical', b: 'categorical' };
  near(await between(names, names.map((name) => `x${name}`), { columns }), 1); // prettier-ignore
});

test('the correlation ratio of categories and numbers', async () => {
  near(await between(['x', 'x', 'y', 'y'], [5, 5, 9, 9]), 1);
  near(await between(['x', 'x', 'y', 'y'], [1, 3, 1, 3]), 0);
  // Means 1 and 3 about 2: between 4 * 1, in all 4 + 4 * 1.
  near(await between([0, 2, 2, 4], ['x', 'x', 'y', 'y']), Math.sqrt(4 / 8));
});

test('rows with a gap in either column do not count', async () => {
  near(await between([1, 2, 4, NaN, 100], [10, 20, 40, 7, null]), 1);
  near(await between(['x', 'x', 'y', 'y', null, 'x'], ['u', 'u', 'v', 'v', 'u', undefined]), 1);
  near(await between(['x', 'x', 'y', 'y', null, 'y'], [5, 5, 9, 9, 77, null]), 1);
  near(await between([1, 2, 4, -999], [10, 20, 40, 7], { missingValues: [-999] }), 1);
});

test('a column with a single value is associated with none', async () => {
  for (const other of [
    [1, 2, 4],
    ['x', 'x', 'y'],
    [true, false, true],
  ])
    // prettier-ignore
    for (const single of [[0.1, 0.1, 0.1], ['z', 'z', 'z'], [null, null, 3]])
      assert.ok(Number.isNaN(await between(single, other)));
  // Not even if only the rows that have both have a single one.
  assert.ok(Number.isNaN(await between([1, 1, 5, 7], [1, 2, null, null])));
  assert.ok(Number.isNaN(await between(['x', 'x', 'y'], [1, 2, null])));
});

test('a table of rows gives the same; identifiers are left out', async () => {
  const rows = Array.from({ length: 80 }, (_, i) => ({ id: `p-${i}`, x: i % 7, y: (i % 7) ** 2, z: i % 2 ? 'a' : 'b' })); // prettier-ignore
  const found = await associations(rows);
  assert.deepEqual(found.columns, ['x', 'y', 'z']);
  const names = Object.keys(rows[0]);
  const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
  assert.deepEqual(await associations(columns), found);
});

test('bad tables and options are refused', async () => {
  const refused = (table, options, code, sentence) =>
    assert.rejects(() => associations(table, options), failure(code, sentence));
  await refused('x', {}, 'ERR_DATA_SHAPE', /^table must be a table/);
  await refused({ a: [1], b: [1, 2] }, {}, 'ERR_DATA_SHAPE', /^table has 2 values in column "b"/);
  await refused({ a: [1, 'x', 3] }, { columns: { a: 'integer' } }, 'ERR_DATA_VALUE', /^table has "x" in row 1, column "a"/); // prettier-ignore
  await refused({ a: [1] }, { columns: { b: 'integer' } }, 'ERR_OPTION', /but table has no such column/); // prettier-ignore
  await refused({ a: [1] }, { holdout: [] }, 'ERR_OPTION', /no option "holdout"/);
});

test('a signal aborts', async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(associations({ a: [1, 2], b: [2, 1] }, { signal }), { name: 'AbortError' });
});
