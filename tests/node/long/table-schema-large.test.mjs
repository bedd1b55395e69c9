// A million rows of twenty columns: the caller's thread stays free, and nothing is kept of the cells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inferSchema } from '../../../build/js/table/infer-schema.js';
import { TableCoding } from '../../../build/js/table/table-coding.js';
import { tableView } from '../../../build/js/table/table-view.js';
import { uniform } from '../support/data.mjs';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const ROWS = 1e6;
const next = uniform(1);
const kinds = [
  Float64Array.from({ length: ROWS }, () => next()),
  Int32Array.from({ length: ROWS }, () => next() * 1e6),
  Array.from({ length: ROWS }, () => `kind ${Math.floor(next() * 50)}`),
  Float64Array.from({ length: ROWS }, () => (next() < 0.3 ? 0 : next())),
  Int32Array.from({ length: ROWS }, (_, i) => i),
];
// Columns share their arrays: what counts is what is made beside them.
const table = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, kinds[i % 5]]));

/** Bytes in use, and as many as a copy of the table would take. */
const COPY = 8 * ROWS * 20;
function used() {
  // A collection frees array buffers in the background; the next one waits until they are freed.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('a million rows: schema and coding take a fraction of the memory of the table', async () => {
  const view = await tableView(table, 'data');
  const before = used();
  let most = 0;
  let turns = 0;
  const timer = setInterval(() => {
    turns++;
    if (turns % 20 === 0) most = Math.max(most, used() - before);
  }, 1);
  const schema = await inferSchema(view);
  clearInterval(timer);
  assert.ok(turns >= 100, `other tasks ran ${turns} times meanwhile`);
  assert.ok(most < COPY / 5, `${most} bytes, a copy would be ${COPY}`);
  assert.deepEqual(
    schema.columns.slice(0, 5).map(({ type }) => type),
    ['continuous', 'integer', 'categorical', 'continuous', 'identifier'],
  );
  assert.deepEqual(
    schema.columns[3].bins.flatMap(({ value }) => value ?? []),
    [0],
  );
  const coding = new TableCoding(schema);
  const source = coding.source(view, 'data');
  const last = source.chunk(ROWS - 1000, 1000);
  const made = coding.newTable();
  coding.decode(last, 1000, made, { missing: 'keep', made: 0 });
  for (const name of ['c0', 'c1', 'c2', 'c3'])
    for (const [i, cell] of table[name].slice(-1000).entries())
      assert.ok(made[name][i] === cell || Math.abs(made[name][i] - cell) < 1e-14, `${cell}`);
  assert.ok(used() - before < COPY / 5);
});
