// Results of @duckdb/node-api, and the columns and rows of its values.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inferSchema } from 'vae1';
import { failure } from '../node/support/failures.mjs';
import { trainedTable } from '../node/support/tables.mjs';
import duckdb from './tools/node_modules/@duckdb/node-api/lib/index.js';

let connection;
before(async () => {
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
after(() => connection.closeSync());

const SQL = `select i::integer n, i * 3::bigint big, (i * 7 % 90 / 4)::decimal(12, 2) price,
  timestamp '1969-12-31 23:59:59.999999' - to_days(i::integer) seen,
  timestamptz '2020-01-01 00:00:00.0009+00' + to_days(i::integer) as logged_at,
  date '1960-02-03' + i::integer born, time '01:02:03' woken,
  if(i % 5 = 0, null, ['a', 'b', 'c'][1 + i % 3]) job, if(i % 4 = 0, null, i % 3 = 0) member,
  ('0000000' || (10 + i) || '-0000-4000-8000-000000000000')[-36:]::uuid id
  from range(60) t(i)`;
const times = (first, step) => Array.from({ length: 60 }, (_, i) => new Date(first + step * i * 864e5)); // prettier-ignore
const cells = (cell) => Array.from({ length: 60 }, (_, i) => cell(i));
const plain = {
  n: cells((i) => i),
  big: cells((i) => BigInt(3 * i)),
  price: cells((i) => Math.round(((i * 7) % 90) * 25) / 100),
  seen: times(-1, -1),
  logged_at: times(Date.UTC(2020, 0, 1), 1),
  born: times(Date.UTC(1960, 1, 3), 1),
  woken: cells(() => 3723e6),
  job: cells((i) => (i % 5 ? ['a', 'b', 'c'][i % 3] : null)),
  member: cells((i) => (i % 4 ? i % 3 === 0 : null)),
  id: cells((i) => `000000${10 + i}-0000-4000-8000-000000000000`),
};

for (const [name, of] of [
  ['the result', (result) => result],
  ['its columns', (result) => result.getColumnsObject()],
  ['its rows', (result) => result.getRowObjects()],
])
  test(`a result of DuckDB trains like the columns that it holds: ${name}`, async (t) => {
    const made = of(await connection.runAndReadAll(SQL));
    const twin = Array.isArray(made) ? plain.n.map((_, i) => Object.fromEntries(Object.entries(plain).map(([key, column]) => [key, column[i]]))) : plain; // prettier-ignore
    assert.deepEqual(await inferSchema(made), await inferSchema(twin));
    const model = await trainedTable(t, {}, twin);
    const other = await trainedTable(t, {}, made);
    assert.deepEqual(await other.save(), await model.save());
    assert.deepEqual(await other.impute(made), await model.impute(twin));
  });

for (const [what, sql, code, sentence] of [
  [
    'two columns of one name',
    'select 1 a, 2 a',
    'ERR_DATA_SHAPE',
    /^data has two columns named "a"/,
  ],
  ['no rows', 'select 1 a limit 0', 'ERR_DATA_SHAPE', /^data holds no rows/],
  ['a list', 'select [1] a', 'ERR_DATA_VALUE', /DuckDBListValue\) in row 0, column "a"/],
  ['a struct', "select {'b': 1} a", 'ERR_DATA_VALUE', /DuckDBStructValue\) in row 0, column "a"/],
  ['an interval', 'select interval 1 day a', 'ERR_DATA_VALUE', /DuckDBIntervalValue\) in row 0/],
  ['an infinite timestamp', "select timestamp 'infinity' a", 'ERR_DATA_VALUE', /row 0, column "a"/],
  ['an infinite date', "select date '-infinity' a", 'ERR_DATA_VALUE', /row 0, column "a"/],
])
  test(`a refused result of DuckDB is a VAEError: ${what}`, async () => {
    const result = await connection.runAndReadAll(sql);
    await assert.rejects(inferSchema(result), failure(code, sentence));
  });

test('a result that is not read to its end is refused', async () => {
  const result = await connection.runAndReadUntil('select range % 500 a from range(9999)', 10);
  const sentence = /^data has only the first 2048 rows .*readAll\(\)/;
  await assert.rejects(inferSchema(result), failure('ERR_DATA_SHAPE', sentence));
  await result.readAll();
  assert.equal((await inferSchema(result)).columns[0].maximum, 499);
});
