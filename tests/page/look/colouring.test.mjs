import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellReader } from 'vae1';
import { webModule } from '../web-module.mjs';

const { dataColouring, MOST_CATEGORIES } = await webModule('studio/look/colouring.ts');

const everyRow = (count) => Uint32Array.from({ length: count }, (_, row) => row);
const table = (...columns) => ({ kind: 'table', name: 't', rows: 0, columns });
const text = (name, cells) => {
  const values = [...new Set(cells.filter((cell) => cell !== null))];
  return {
    kind: 'text',
    name,
    values,
    codes: Uint32Array.from(cells, (c) => values.indexOf(c) + 1),
  };
};
const numbers = (name, values) => ({ kind: 'numbers', name, values: Float64Array.from(values) });
/** The category name of each row. */
const named = ({ names, codes }) => Array.from(codes, (code) => names[code]);

test('text is coloured by category, in order, with gaps last', () => {
  const data = table(text('size', ['m10', 'm2', null, 'm2']));
  const colouring = dataColouring(data, everyRow(4), 'size');
  assert.deepEqual(colouring.names, ['m2', 'm10', 'no value']);
  assert.equal(colouring.ofValues, 2);
  assert.deepEqual(named(colouring), ['m10', 'm2', 'no value', 'm2']);
});

test('with very many categories, the most frequent keep their colours and the others share one', () => {
  const cells = Array.from({ length: 40 }, (_, i) => `c${i}`).concat(
    Array.from({ length: MOST_CATEGORIES }, (_, i) => `c${2 * i}`),
  );
  const colouring = dataColouring(table(text('c', cells)), everyRow(cells.length), 'c');
  assert.deepEqual(colouring.names, [
    ...Array.from({ length: MOST_CATEGORIES }, (_, i) => `c${2 * i}`),
    '26 others',
  ]);
  assert.deepEqual(named(colouring).slice(0, 3), ['c0', '26 others', 'c2']);
});

test('numbers are coloured on a scale, unless they are a few integers', () => {
  const data = table(
    numbers('length', [1.5, 2, NaN]),
    numbers('class', [3, 1, NaN]),
    numbers('id', [0, 1, 2, 3, 4, 5, 6, 7]),
  );
  assert.deepEqual(dataColouring(data, Uint32Array.of(2, 0), 'length'), {
    kind: 'numbers',
    dates: false,
    values: Float64Array.of(NaN, 1.5),
  });
  assert.deepEqual(named(dataColouring(data, everyRow(3), 'class')), ['3', '1', 'no value']);
  assert.equal(dataColouring(data, everyRow(8), 'id').kind, 'numbers');
});

async function dates(form) {
  const schema = { type: 'date', form };
  return { schema, read: await cellReader(schema) };
}

test('amounts are coloured as numbers, and days as numbers as times', async () => {
  const form = { decimal: '.', group: ',', prefix: '$', suffix: '', negative: '-$1' };
  const schema = { type: 'continuous', text: 'fixed', decimals: 2, form };
  const data = table(text('price', ['$1,234.50', null, '-$2.00']), numbers('day', [19700102, NaN]));
  const price = dataColouring(data, everyRow(3), 'price', {
    schema,
    read: await cellReader(schema),
  });
  assert.deepEqual(price, {
    kind: 'numbers',
    dates: false,
    values: Float64Array.of(1234.5, NaN, -2),
  });
  const day = dataColouring(data, everyRow(2), 'day', await dates('YYYYMMDD'));
  assert.deepEqual(day, { kind: 'numbers', dates: true, values: Float64Array.of(86_400_000, NaN) });
});

test('times without an offset are UTC in every time zone', async (t) => {
  const { TZ } = process.env;
  t.after(() => (TZ === undefined ? delete process.env.TZ : (process.env.TZ = TZ)));
  process.env.TZ = 'America/New_York';
  const data = table(text('at', ['2020-03-01 12:00', '2020/03/01 12:00', '2020-03-01T12:00:00Z']));
  const noon = Date.UTC(2020, 2, 1, 12);
  const { values } = dataColouring(data, everyRow(3), 'at', await dates('YYYY-MM-DDTHH:MM:SSZ'));
  assert.deepEqual([...values], [noon, noon, noon]);
});

test('columns that the model reads as dates are coloured as times', async () => {
  const data = table(text('day', ['1970-01-02', null]));
  assert.deepEqual(dataColouring(data, everyRow(2), 'day', await dates('YYYY-MM-DD')), {
    kind: 'numbers',
    dates: true,
    values: Float64Array.of(86_400_000, NaN),
  });
});
