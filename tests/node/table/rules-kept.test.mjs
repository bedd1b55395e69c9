// Rows that the library makes keep the rules between columns; rows that break them are odd.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken, CODES, CURRENCIES, orders } from '../support/linked-tables.mjs';
import { loadedTable, trainedTable } from '../support/tables.mjs';

const table = orders(800);
const EPOCHS = { epochs: 3 };
const areKept = (rows, what = '') =>
  rows.forEach((row, i) => assert.deepEqual(broken(row), [], `${what} row ${i}`));

/** Gaps at random in every column but the one-hot group, which has rules only without gaps. */
function withGaps(rows, seed, columns) {
  let state = seed;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return rows.map((row) => {
    const made = { ...row };
    for (const name of columns) if (random() < 0.25) made[name] = null;
    return made;
  });
}

test('generated, decoded, reconstructed and completed rows keep all rules', async (t) => {
  const model = await trainedTable(t, EPOCHS, table);
  areKept(await model.generate(500), 'generated');
  areKept(await model.decode(Float32Array.from({ length: 200 }, (_, i) => Math.sin(i))), 'decoded');
  areKept(await model.reconstruct(table.slice(0, 100)), 'reconstructed');
  const gaps = withGaps(table.slice(0, 200), 3, Object.keys(table[0]));
  for (const completed of [
    await model.impute(gaps),
    ...(await model.impute(gaps, { draws: 2, seed: 1 })),
  ]) {
    areKept(completed, 'completed');
    for (const [i, row] of gaps.entries())
      for (const [name, cell] of Object.entries(row))
        if (cell !== null) assert.equal(completed[i][name], cell, `${name} of row ${i}`);
  }
});

test('columns that follow from others are not modelled; a group is one column', async (t) => {
  const model = await trainedTable(t, EPOCHS, table);
  const free = await trainedTable(t, EPOCHS, table.map(({ country, net, tax, ordered, sent, post, rail }) => ({ country, net, tax, ordered, sent, way: `${post}${rail}` }))); // prettier-ignore
  assert.equal(model.parameters, free.parameters);
  assert.deepEqual(model.schema.rules.length, 5);
});

test('what is known of one column tells the other where they determine each other', async (t) => {
  const model = await trainedTable(t, EPOCHS, table);
  const known = table.map(({ code, ...row }) => ({ ...row, country: null, currency: null, code }));
  for (const [i, { country, currency }] of (await model.impute(known)).entries()) {
    assert.equal(CODES[country], table[i].code);
    assert.equal(currency, table[i].currency);
  }
});

test('a total that is known is kept, whatever the model thinks of its terms', async (t) => {
  const model = await trainedTable(t, EPOCHS, table);
  const [least, most] = [Math.min, Math.max].map((of) => of(...table.map(({ total }) => total)));
  const totals = [least, most, 10, 30, 100].map((total) => ({ ...table[0], total }));
  const known = totals.map((row) => ({ ...row, net: null, tax: null }));
  for (const draw of [await model.impute(known), ...(await model.impute(known, { draws: 20 }))]) {
    areKept(draw, 'completed');
    assert.deepEqual(draw.map(({ total }) => total), totals.map(({ total }) => total)); // prettier-ignore
  }
});

test('gaps are made as often as in training, and are no reason to break a rule', async (t) => {
  const gappy = withGaps(orders(2000), 5, ['country', 'currency', 'code', 'tax', 'total', 'sent']);
  const model = await trainedTable(t, { epochs: 15 }, gappy);
  assert.ok(model.schema.rules.length >= 5);
  const made = await model.generate(2000);
  for (const name of ['country', 'currency', 'code', 'tax', 'total', 'sent']) {
    const share = made.filter((row) => row[name] === null).length / made.length;
    assert.ok(share > 0.15 && share < 0.35, `${name}: ${share}`);
  }
  for (const row of made) {
    if (row.country && row.currency) assert.equal(row.currency, CURRENCIES[row.country]);
    if (row.country && row.code !== null) assert.equal(row.code, CODES[row.country]);
  }
  areKept(await model.generate(500, { missing: 'fill' }), 'filled');
  areKept(await model.impute(gappy.slice(0, 300)), 'completed');
});

test('where, balance and conditions take columns that follow from others', async (t) => {
  const model = await trainedTable(t, EPOCHS, table);
  const euros = await model.generate(50, { where: { currency: 'EUR', rail: 1 } });
  areKept(euros);
  assert.ok(euros.every(({ currency, rail }) => currency === 'EUR' && rail === 1));
  const even = await model.generate(80, { balance: 'currency' });
  areKept(even);
  for (const currency of new Set(Object.values(CURRENCIES)))
    assert.equal(even.filter((row) => row.currency === currency).length, 20);
  const totals = await model.generate(20, { where: { total: { min: 60 } } });
  areKept(totals);
  assert.ok(totals.every(({ total }) => total >= 60));

  const given = await trainedTable(t, { ...EPOCHS, conditions: ['currency', 'tax'] }, table);
  const yen = await given.generate(50, { where: { currency: 'JPY' } });
  areKept(yen);
  assert.ok(yen.every(({ country }) => country === 'JP'));
});

test('a row that breaks a rule scores log(N + 2) higher, and scoreFeatures names the column', async (t) => {
  const model = await trainedTable(t, EPOCHS, table);
  const usual = table.find(({ country }) => country === 'DE');
  const nats = Math.log(table.length + 2);
  for (const [odd, column] of [
    [{ currency: 'USD' }, 'currency'],
    [{ total: usual.total + 5 }, 'total'],
  ]) {
    const rows = [usual, { ...usual, ...odd }];
    const [a, b] = await model.score(rows);
    assert.ok(Math.abs(b - a - nats) < 1e-9, `${column}: ${b - a}`);
    const parts = await model.scoreFeatures(rows);
    assert.deepEqual([...parts[column]], [0, nats]);
  }
  const [a, b] = await model.score([usual, { ...usual, currency: null, code: null, total: null }]);
  assert.equal(a, b);
});

test('the parts of a score add up to it: of levels, within ranges, of rules and of a constant', async (t) => {
  const model = await trainedTable(t, EPOCHS, table.map((row) => ({ ...row, shop: 'A' }))); // prettier-ignore
  const rows = table.slice(0, 40).map((row, i) => ({
    ...row,
    shop: i % 3 ? 'A' : 'B',
    ...(i % 4 === 0 && { total: 10 * row.total }),
    ...(i % 5 === 0 && { net: 1000 + i }),
    ...(i % 7 === 0 && { tax: null }),
  }));
  const scores = await model.score(rows, { method: 'reconstruction' });
  const parts = Object.values(await model.scoreFeatures(rows));
  for (const [i, score] of scores.entries()) {
    const sum = parts.reduce((nats, part) => nats + part[i], 0);
    assert.ok(Math.abs(sum - score) < 1e-5 * score, `row ${i}: ${sum}, ${score}`);
  }
});

test('a loaded model keeps the rules, and makes the same rows', async (t) => {
  const model = await trainedTable(t, EPOCHS, table);
  const file = await model.save();
  const loaded = await loadedTable(t, file);
  assert.deepEqual(loaded.schema, model.schema);
  assert.deepEqual(await loaded.save(), file);
  assert.deepEqual(await loaded.generate(50, { seed: 1 }), await model.generate(50, { seed: 1 }));
});
