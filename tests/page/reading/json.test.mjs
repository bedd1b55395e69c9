import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cells, messages, read } from './studio.mjs';

const json = (value, name = 'table.json') =>
  read(typeof value === 'string' ? value : JSON.stringify(value), { name });

test('the four shapes of a table in JSON', async () => {
  const expected = { a: [1, 2.5], b: ['x', null] };
  assert.deepEqual(cells(await json([{ a: 1, b: 'x' }, { a: 2.5 }])), expected);
  assert.deepEqual(cells(await json({ a: [1, 2.5], b: ['x', null] })), expected);
  assert.deepEqual(
    cells(
      await json([
        ['a', 'b'],
        [1, 'x'],
        [2.5, null],
      ]),
    ),
    expected,
  );
  assert.deepEqual(cells(await json('{"a":1,"b":"x"}\n{"a":2.5}\n', 'rows.ndjson')), expected);
  assert.deepEqual(
    cells(
      await json([
        [1, 2],
        [3, 4],
      ]),
    ),
    { 1: [1, 3], 2: [2, 4] },
  );
});

test('names in the first of several arrays are announced, and can be turned off', async () => {
  const text = '[["a","b"],[1,2],[3,4]]';
  assert.match(messages(await json(text)), /first row was read as column names/);
  const said = await read(text, { name: 'a.json', options: { headerRows: 0 } });
  assert.equal(said.data.rows, 3);
});

test('true and false are categories, and __proto__ is a column name', async () => {
  const table = await json('[{"__proto__": true, "b": 1}, {"__proto__": false, "b": 2}]');
  assert.deepEqual(Object.entries(cells(table))[0], ['__proto__', ['true', 'false']]);
});

test('faults in a JSON file are reported with the place', async () => {
  await assert.rejects(() => json('[{"a": 1},\n {"a": x}]'), /line 2, column 8/);
  await assert.rejects(() => json('[{"a": 1},\n {"a": 2},]'), /line 2, column 11/);
  await assert.rejects(() => json('[{"a": 1},\n {"a": 2}'), /incomplete JSON: it ends in line 2/);
  await assert.rejects(() => json('{"a":1}\n{"a":2}\n{"a":}\n'), /line 3, column 6/);
  await assert.rejects(() => json([{ a: 1 }, 7]), /Row 2 .* is the value 7/);
  await assert.rejects(() => json([[1, 2], [3]]), /Row 2 .* has 1 value; expected 2 values/);
  await assert.rejects(() => json({ a: [1, 2], b: [1] }), /column b has 1 value; expected 2/);
  await assert.rejects(() => json('[]'), /is empty/);
  await assert.rejects(() => json('"text"'), /holds a text/);
  await assert.rejects(() => json('{"a": 1}'), /holds one object/);
});

test('numeric strings are numbers, with a note about cells that are not', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({ a: i === 50 ? 'oops' : `${i}` }));
  const table = await json(rows);
  assert.equal(cells(table).a[199], 199);
  assert.match(messages(table), /“oops” in row 51/);
});
