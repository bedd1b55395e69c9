// The tables for judging TableVAE match their descriptions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellOf, columnsOf, decimalsOf, isGap } from '../../experiments/tables/columns.mjs';
import { parseCsv } from '../../experiments/tables/csv.mjs';
import { adultLikeColumns, mixedColumns } from '../../experiments/tables/large-tables.mjs';
import { tableWithRareClass } from '../../experiments/tables/rare-class.mjs';
import { randomStream } from '../../experiments/tables/random.mjs';
import { BREAST_CANCER, REAL_TABLES } from '../../experiments/tables/real-tables.mjs';
import { trainAndHoldout } from '../../experiments/tables/split.mjs';

test('the real tables have the expected rows, columns and gaps', async () => {
  const known = {
    penguins: [344, 7, 18, { Adelie: 152, Gentoo: 124, Chinstrap: 68 }],
    cars: [406, 9, 14, { USA: 254, Japan: 79, Europe: 73 }],
    movies: [3201, 16, 9205],
    weather: [1461, 6, 0, { sun: 640, fog: 101, drizzle: 53, rain: 641, snow: 26 }],
    wine: [178, 14, 0, { class_0: 59, class_1: 71, class_2: 48 }],
    breast: [569, 31, 0, { malignant: 212, benign: 357 }],
  };
  for (const [name, { read, label }] of Object.entries({ ...REAL_TABLES, breast: BREAST_CANCER })) {
    const [rows, columns, gaps, classes] = known[name];
    const table = await read();
    assert.equal(table.length, rows, name);
    assert.equal(Object.keys(table[0]).length, columns, name);
    assert.equal(table.flatMap(Object.values).filter(isGap).length, gaps, name);
    if (classes) assert.deepEqual(counts(table, label), classes);
  }
});

test('CSV: quotes with commas and line breaks, numbers, gaps, a short line', () => {
  const rows = parseCsv('a,b\r\n1.50,"x, ""y""\nz"\r\n,2020-01-02\n');
  assert.deepEqual(rows, [
    { a: 1.5, b: 'x, "y"\nz' },
    { a: null, b: '2020-01-02' },
  ]);
  assert.throws(() => parseCsv('a,b\n1\n'), /record 2 has 1 fields, the header 2/);
});

test('columns: kinds, gaps and decimals', () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    number: i % 3 ? i / 4 : null,
    date: `2020-01-0${1 + (i % 9)}`,
    category: ['a', 'b'][i % 2],
    mixed: i % 2 ? 1 : '1',
    name: `name ${i}`,
  }));
  const columns = columnsOf(rows);
  assert.deepEqual(
    columns.map(({ kind }) => kind),
    ['number', 'date', 'category', 'category', 'name'],
  );
  assert.equal(columns[0].gaps, 67);
  assert.equal(columns[0].decimals, 2);
  assert.equal(cellOf(1.23456, columns[0]), 1.23);
  assert.equal(cellOf(Date.parse('2020-01-05T15:00Z'), columns[1]), '2020-01-05');
  assert.deepEqual([1e-7, 12, 0.25, 1.5e-3].map(decimalsOf), [7, 0, 2, 4]);
});

test('train and holdout split all rows, share none, and depend on the seed', () => {
  const rows = Array.from({ length: 100 }, (_, i) => i);
  const { train, holdout } = trainAndHoldout(rows, 1);
  assert.equal(holdout.length, 20);
  assert.deepEqual(
    [...train, ...holdout].sort((a, b) => a - b),
    rows,
  );
  assert.deepEqual(trainAndHoldout(rows, 1).holdout, holdout);
  assert.notDeepEqual(trainAndHoldout(rows, 2).holdout, holdout);
});

test('the artificial tables: a rare class, a million rows and one like Adult', () => {
  const table = tableWithRareClass(5000, 0.02, randomStream(1, 'test'));
  assert.deepEqual(counts(table, 'label'), { common: 4900, rare: 100 });

  const mixed = Object.values(mixedColumns(5000, 1));
  assert.equal(mixed.length, 20);
  assert.ok(mixed.every(({ length }) => length === 5000));

  const adult = adultLikeColumns(20_000, 1);
  const cells = Object.values(adult);
  assert.equal(cells.length, 15);
  const texts = cells.filter(Array.isArray);
  assert.deepEqual(
    texts.map((column) => new Set(column).size),
    [9, 16, 7, 15, 6, 5, 2, 42, 2],
  );
  const zeros = adult['capital gain'].filter((x) => x === 0).length / 20_000;
  assert.ok(zeros > 0.9 && zeros < 0.94, `${zeros} of the capital gains are 0`);
});

function counts(rows, name) {
  const result = {};
  for (const row of rows) result[row[name]] = (result[row[name]] ?? 0) + 1;
  return result;
}
