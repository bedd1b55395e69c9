// Dates of Temporal, by its polyfill where the engine has none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTables, inferSchema } from 'vae1';
import { failure } from '../node/support/failures.mjs';
import { trainedTable } from '../node/support/tables.mjs';
import * as polyfill from './tools/node_modules/temporal-polyfill/index.js';

const { Temporal } = globalThis.Temporal ? globalThis : polyfill;
const DAY = 864e5;
const instant = (ms) => Temporal.Instant.fromEpochMilliseconds(ms);
const inBerlin = (ms) => instant(ms).toZonedDateTimeISO('Europe/Berlin');

for (const [name, make] of [
  ['Instant', instant],
  ['Instant, with nanoseconds', (ms) => instant(ms).add({ nanoseconds: 999_999 })],
  ['ZonedDateTime', inBerlin],
  ['PlainDateTime', (ms) => instant(ms).toZonedDateTimeISO('UTC').toPlainDateTime()],
  ['PlainDate', (ms) => instant(ms).toZonedDateTimeISO('UTC').toPlainDate()],
  [
    'PlainDate of another calendar',
    (ms) => instant(ms).toZonedDateTimeISO('UTC').toPlainDate().withCalendar('gregory'),
  ],
])
  test(`dates of Temporal are read as Dates: ${name}`, async (t) => {
    // Some are before 1970.
    const times = Array.from({ length: 60 }, (_, i) => (((i * 17) % 60) - 20) * DAY);
    const size = times.map((_, i) => i % 7);
    const dates = { at: times.map((ms, i) => (i % 9 ? new Date(ms) : null)), size };
    const columns = { at: times.map((ms, i) => (i % 9 ? make(ms) : null)), size };
    const rows = columns.at.map((at, i) => ({ at, size: size[i] }));
    assert.deepEqual(await inferSchema(columns), await inferSchema(dates));
    assert.deepEqual((await inferSchema(rows)).columns, (await inferSchema(dates)).columns);
    const model = await trainedTable(t, {}, columns);
    assert.deepEqual(await model.score(columns), await model.score(dates));
    assert.deepEqual(await model.impute(columns), await model.impute(dates));
    assert.equal((await compareTables(dates, columns)).overall, 1);
    const { at } = await model.generate(5, { missing: 'fill' });
    assert.ok(at.every((cell) => cell instanceof Date));
  });

test('what is no date of Temporal is refused, with its column', async () => {
  for (const cell of [Temporal.PlainTime.from('12:00'), Temporal.Duration.from('P1D')]) {
    const table = { at: [cell] };
    await assert.rejects(inferSchema(table), failure('ERR_DATA_VALUE', /in row 0, column "at"/));
  }
});
