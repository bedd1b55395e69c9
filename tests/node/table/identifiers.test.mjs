// Generated rows get new identifiers of the same form, and gaps as often.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniform } from '../support/data.mjs';
import { loadedTable, trainedTable } from '../support/tables.mjs';

const ROWS = 200;
const next = uniform(3);
const noise = Array.from({ length: ROWS }, () => next());

/** Generated identifiers of a table with this column; the model is loaded from its file. */
async function made(t, cells, rows = ROWS, options = {}) {
  const columns = { code: 'identifier' };
  const table = { code: cells, noise: noise.slice(0, cells.length) };
  const model = await trainedTable(t, { columns, epochs: 1 }, table);
  const loaded = await loadedTable(t, await model.save());
  const { code } = await model.generate(rows, { seed: 1, ...options });
  assert.deepEqual((await loaded.generate(rows, { seed: 1, ...options })).code, code);
  return { code, model };
}

/** As many different numbers from `least` to `most`, in no order; the last is among them. */
function sample(count, least, most) {
  const draw = uniform(7);
  const numbers = new Set([most]);
  while (numbers.size < count) numbers.add(least + Math.floor(draw() * (most - least)));
  return [...numbers];
}

const padded = (digits) => (number) => String(number).padStart(digits, '0');

for (const [what, cells, form] of [
  ['numbers of five digits', sample(ROWS, 10000, 99950), /^[1-9]\d{4}$/],
  ['numbers of three digits', sample(ROWS, 100, 999), /^[1-9]\d\d$/],
  ['BigInts of five digits', sample(ROWS, 10000, 99999).map(BigInt), /^[1-9]\d{4}$/],
  ['text of five digits', sample(ROWS, 10000, 99950).map(String), /^[1-9]\d{4}$/],
  ['zeros before', sample(ROWS, 7, 99950).map(padded(5)), /^\d{5}$/],
  ['a prefix', sample(ROWS, 7, 99990).map((n) => `C-${padded(5)(n)}`), /^C-\d{5}$/],
  ['a suffix', sample(ROWS, 7, 9999).map((n) => `${padded(4)(n)}/DE`), /^\d{4}\/DE$/],
  ['both', sample(ROWS, 0, 999).map((n) => `Nr. ${padded(3)(n)} b`), /^Nr\. \d{3} b$/],
  ['digits in the prefix', sample(ROWS, 3, 999).map((n) => `2024-${padded(3)(n)}`), /^2024-\d{3}$/],
])
  test(`new identifiers keep their width, type, prefix and suffix: ${what}`, async (t) => {
    const { code, model } = await made(t, cells);
    for (const cell of code) {
      assert.match(String(cell), form);
      assert.equal(typeof cell, typeof cells[0]);
    }
    assert.equal(new Set([...cells, ...code]).size, 2 * ROWS, 'they are unique, and new');
    // The next call goes on from these.
    const first = (await model.generate(20)).code;
    const second = (await model.generate(20)).code;
    assert.equal(new Set([...cells, ...first, ...second]).size, ROWS + 40);
  });

test('numbers that count up, or have no fixed width, continue with the next number', async (t) => {
  for (const [cells, expected] of [
    [Array.from({ length: ROWS }, (_, i) => i + 1), [201, 202]],
    [Array.from({ length: ROWS }, (_, i) => i + 1000), [1200, 1201]],
    [Array.from({ length: ROWS }, (_, i) => `p-${i}`), ['p-200', 'p-201']],
    [Array.from({ length: ROWS }, (_, i) => `a@${i}.example`), ['a@200.example', 'a@201.example']],
    [Array.from({ length: ROWS }, (_, i) => -1 - i), [1, 2]],
  ])
    assert.deepEqual((await made(t, cells, 2)).code, expected);
});

test('once a width is used up, identifiers get more digits and never repeat', async (t) => {
  const cells = Array.from({ length: 80 }, (_, i) => 20 + i).filter((i) => i % 9 > 0);
  const unused = Array.from({ length: 90 }, (_, i) => 10 + i).filter((i) => !cells.includes(i));
  const { code, model } = await made(t, cells, 30);
  assert.equal(code[0], 99, 'what is above comes first');
  assert.deepEqual(code.slice(0, unused.length).sort(), unused);
  assert.deepEqual(code.slice(unused.length), Array.from({ length: 30 - unused.length }, (_, i) => 100 + i)); // prettier-ignore
  const { width, unused: runs } = model.schema.columns[0];
  assert.equal(width, 2);
  const below = runs.reduce((sum, [, count]) => sum + count, 0);
  assert.equal(below, unused.length - 1);
});

test('the schema keeps only as many unused numbers as a table of the same size needs', async (t) => {
  const { model } = await made(t, sample(ROWS, 10000, 99950));
  const { unused, next: first } = model.schema.columns[0];
  assert.equal(first, 99951);
  assert.ok(unused.length <= 3, JSON.stringify(unused));
  const roomy = await made(t, sample(ROWS, 10000, 50000));
  assert.ok(!('unused' in roomy.model.schema.columns[0]));
});

for (const share of [0.9, 0.5, 0.05])
  test(`gaps of identifiers are as frequent as in the table: ${share}`, async (t) => {
    const cells = noise.map((_, i) => (i < share * ROWS ? null : `comment number ${i}`));
    const { code, model } = await made(t, cells, 4000);
    const gaps = code.filter((cell) => cell === null).length / 4000;
    assert.ok(Math.abs(gaps - share) < 0.03, `${gaps} of the rows`);
    // Each row's gap is its own: it does not depend on how many are made, nor on the form.
    const again = (await model.generate(500, { seed: 1 })).code;
    assert.deepEqual(again, code.slice(0, 500));
    assert.notDeepEqual((await model.generate(500, { seed: 2 })).code, again);
    const present = code.filter((cell) => cell !== null);
    assert.equal(new Set(present).size, present.length);
    const filled = (await model.generate(100, { seed: 1, missing: 'fill' })).code;
    assert.ok(filled.every((cell) => cell !== null));
    const { code: central } = await model.decode(new Float32Array(20));
    assert.deepEqual([...new Set(central.map((cell) => cell === null))], [share > 0.5]);
  });

test('gaps of two identifier columns differ; a column without gaps gets none', async (t) => {
  const half = (i) => i % 2 === 0;
  const table = {
    a: noise.map((_, i) => (half(i) ? null : `a ${i}`)),
    b: noise.map((_, i) => (half(i) ? `b ${i}` : null)),
    c: noise.map((_, i) => `c ${i}`),
    noise,
  };
  const columns = { a: 'identifier', b: 'identifier', c: 'identifier' };
  const model = await trainedTable(t, { columns, epochs: 1 }, table);
  const { a, b, c } = await model.generate(1000, { seed: 4 });
  const both = a.filter((cell, i) => cell === null && b[i] === null).length / 1000;
  assert.ok(Math.abs(both - 0.25) < 0.05, `${both} have neither`);
  assert.ok(!c.includes(null));
});
