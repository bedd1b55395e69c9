// The rows of generate() do not depend on the size of the engine's chunks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBalance } from '../../../build/js/table/balance.js';
import { ConditionCount } from '../../../build/js/table/conditions.js';
import { below, bits, shuffle } from '../../../build/js/table/draws.js';
import { generateTable } from '../../../build/js/table/generate-table.js';
import { inferSchema } from '../../../build/js/table/infer-schema.js';
import { DECODERS } from '../../../build/js/options/choices.js';
import { OF_NUMBERS, readOptions } from '../../../build/js/options/options.js';
import { TableCoding } from '../../../build/js/table/table-coding.js';
import { tableView } from '../../../build/js/table/table-view.js';
import { people } from '../support/tables.mjs';

const rows = people();

async function made(conditions, options, chunk) {
  const view = await tableView(rows, 'data');
  const coding = new TableCoding(await inferSchema(view, { conditions }));
  const counted = new ConditionCount(coding, coding.source(view, 'data'), 1);
  const values = counted.source.chunk(0, rows.length);
  const width = coding.columns.length;
  let position;
  // Row after row of the training table, but for the conditions.
  const call = async (method, read, { first, rows: n, values: fixed }) => {
    assert.deepEqual([method, read], ['read', 'generateTable']);
    const out = new Float64Array(n * width);
    for (let k = 0; k < out.length; k++) {
      const given = fixed.length > 0 && coding.columns[k % width].condition;
      out[k] = given ? fixed[k] : values[(first * width + k) % values.length];
    }
    return out;
  };
  const reader = {
    seed: 7,
    trained: () => ({ rows: rows.length, options: { decoder: DECODERS.indexOf('independent') } }),
    options: (call, given) => readOptions(call, given, OF_NUMBERS),
    chunkRows: () => chunk,
    async read(_signal, task) {
      const own = { generated: 1000 };
      const result = await task({ call }, own);
      position = own.generated;
      return result;
    },
  };
  const table = await generateTable(
    reader,
    { coding, conditions: counted.conditions },
    40,
    options,
  );
  return { table, position };
}

for (const [name, conditions, options] of [
  ['plain', [], {}],
  ['where', [], { where: { job: 'cook', age: { min: 30 } } }],
  ['where, of conditions too', ['job'], { where: { job: 'cook', age: { min: 30 } } }],
  ['balance', [], { balance: 'job', where: { age: { max: 50 } } }],
  ['balance of a condition', ['job', 'member'], { balance: 'job', where: { age: { max: 50 } } }],
])
  test(`${name}: the same rows and the same place in the stream`, async () => {
    const all = await made(conditions, options, 1_000_000);
    assert.equal(all.table.length, 40);
    assert.ok(all.position >= 1040);
    for (const chunk of [1, 7, 64]) assert.deepEqual(await made(conditions, options, chunk), all);
  });

test('draws are spread evenly, and follow from their address alone', () => {
  const counts = new Uint32Array(10);
  for (let row = 0; row < 10_000; row++) counts[below(10, 5, 1, row)]++;
  // Five standard deviations of a binomial count.
  for (const count of counts) assert.ok(Math.abs(count - 1000) < 150, `${counts}`);
  assert.equal(bits(1, 2, 3), bits(1, 2, 3));
  assert.notEqual(bits(2 ** 32, 0), bits(0, 0));
  const order = Int32Array.from({ length: 100 }, (_, i) => i);
  shuffle(order, 1);
  assert.notDeepEqual(order, order.toSorted());
  assert.deepEqual(
    order.toSorted(),
    Int32Array.from({ length: 100 }, (_, i) => i),
  );
});

test('shares become whole rows by the largest remainders', async () => {
  const table = Array.from({ length: 100 }, (_, i) => ({ kind: 'aabbbbcddd'[i % 10], x: i * 1.1 }));
  const coding = new TableCoding(await inferSchema(await tableView(table, 'data')));
  const quotas = (balance, total) =>
    Object.fromEntries(
      readBalance('generate()', coding, balance, [], total).map(({ wish, rows: n }) => [
        wish.cells[0],
        n,
      ]),
    );
  assert.deepEqual(quotas('kind', 10), { b: 3, d: 3, a: 2, c: 2 });
  assert.deepEqual(quotas({ kind: { c: 0.4 } }, 10), { b: 3, d: 2, a: 1, c: 4 });
  assert.deepEqual(quotas({ kind: { a: 0.1, b: 0.2, c: 0.7 } }, 10), { b: 2, d: 0, a: 1, c: 7 });
});
