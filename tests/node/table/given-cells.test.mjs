// Rows made given some of their cells, by the default, autoregressive decoder.
import assert from 'node:assert/strict';
import test from 'node:test';
import { TableVAE } from 'vae1';

// The group says where the value lies, and the mark repeats the group's parity.
const groups = ['x', 'y', 'z'];
const rows = Array.from({ length: 1500 }, (_, i) => ({
  group: groups[i % 3],
  value: 10 * (i % 3) + ((i * 7919) % 1000) / 1000,
  mark: (i * 31) % 7 < 3 ? 'p' : 'q',
}));

async function trained(t, options = {}) {
  const model = new TableVAE({ seed: 1, hiddenDims: [64, 64], threads: 1, ...options });
  t.after(() => model.dispose());
  await model.train(rows, { epochs: 30 });
  return model;
}

const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

test('where of one cell makes the other cells given it, and rejects no row', async (t) => {
  const model = await trained(t);
  let told = false;
  const onAcceptance = () => (told = true);
  for (const [i, group] of groups.entries()) {
    const made = await model.generate(60, { where: { group }, seed: i, onAcceptance });
    assert.ok(made.every((row) => row.group === group));
    assert.ok(Math.abs(mean(made.map(({ value }) => value)) - 10 * i - 0.5) < 1);
  }
  const even = await model.generate(90, { balance: 'group', onAcceptance });
  for (const group of groups) assert.equal(even.filter((row) => row.group === group).length, 30);
  assert.equal(told, false);
});

test('a cell can be given to those before it', async (t) => {
  // The group comes first in a row, so the value that tells it comes later.
  const model = await trained(t);
  const gaps = groups.map((_, i) => ({ group: null, value: 10 * i + 0.5, mark: 'p' }));
  const full = await model.impute(gaps, { seed: 1 });
  assert.deepEqual(
    full.map(({ group }) => group),
    groups,
  );
  assert.deepEqual(
    full.map(({ value, mark }) => ({ value, mark })),
    gaps.map(({ value, mark }) => ({ value, mark })),
  );
});

test('wishes for several cells or a range still draw until enough rows fit', async (t) => {
  const model = await trained(t);
  let acceptance;
  const made = await model.generate(40, {
    where: { group: 'y', value: { min: 10.5 }, mark: { oneOf: ['p'] } },
    onAcceptance: (told) => (acceptance = told),
  });
  assert.ok(made.every((row) => row.group === 'y' && row.value >= 10.5 && row.mark === 'p'));
  assert.equal(acceptance.accepted, 40);
  // Of the given group about half lie in the range; of all rows a sixth would.
  assert.ok(acceptance.rate > 0.3, `${acceptance.rate}`);
});

test('a group of rows made given a cell equals that of another call of the same seed', async (t) => {
  const model = await trained(t);
  const where = { group: 'z' };
  const [first, second] = [
    await model.generate(20, { where, seed: 7 }),
    await model.generate(20, { where, seed: 7 }),
  ];
  assert.deepEqual(first, second);
});
