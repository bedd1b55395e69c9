// Rules between columns: which are found, and which are not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inferSchema } from 'vae1';
import { uniform } from '../support/data.mjs';
import { CURRENCIES, orders } from '../support/linked-tables.mjs';

const rulesOf = async (table, options) => (await inferSchema(table, options)).rules ?? [];
const named = (rules) => rules.map(({ type, columns }) => [type, ...columns]);

/** Rows of functions of a random number generator, by column. */
function drawn(rows, columns, seed = 1) {
  const next = uniform(seed);
  const made = (row) => (name) => (row[name] = columns[name](next, row));
  return Array.from({ length: rows }, () => {
    const row = {};
    Object.keys(columns).forEach(made(row));
    return row;
  });
}

const below = (n) => (next) => Math.floor(n * next());

test('every kind of rule is found, and the schema stays frozen plain data', async () => {
  const schema = await inferSchema(orders(1500));
  assert.deepEqual(named(schema.rules), [
    ['dependency', 'country', 'currency'],
    ['dependency', 'country', 'code'],
    ['oneHot', 'post', 'rail', 'road'],
    ['sum', 'total', 'net', 'tax'],
    ['order', 'ordered', 'sent'],
  ]);
  const [{ values }] = schema.rules;
  const { categories } = schema.columns.find(({ name }) => name === 'country');
  assert.deepEqual(values, categories.map(({ value }) => CURRENCIES[value])); // prettier-ignore
  assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema);
  assert.ok(Object.isFrozen(schema.rules[0].values));
});

test('the order of rows makes no difference to rules', async () => {
  const table = orders(1500);
  const [there, back] = [await rulesOf(table), await rulesOf(table.toReversed())];
  assert.deepEqual(back, there);
});

test('numbers and dates of few values determine others', async () => {
  const table = drawn(1500, {
    zip: below(70),
    rate: (_, { zip }) => ((37 * zip) % 101) / 8,
    year: (next) => 1990 + Math.floor(12 * next()),
    opened: (_, { year }) => new Date(Date.UTC(year, (5 * year) % 12, 1)),
    amount: (next) => Math.round(1e5 * next()) / 100,
  });
  const rules = await rulesOf(table);
  assert.deepEqual(named(rules), [
    ['dependency', 'zip', 'rate'],
    ['dependency', 'year', 'opened'],
  ]);
  assert.deepEqual(
    rules[0].values,
    Array.from({ length: 70 }, (_, zip) => ((37 * zip) % 101) / 8),
  );
});

test('one row of many that breaks a rule discards it', async () => {
  const table = orders(5000);
  const kinds = named(await rulesOf(table));
  for (const [kind, odd] of [
    [['dependency', 'country', 'currency'], { currency: 'JPY', country: 'DE' }],
    [['oneHot', 'post', 'rail', 'road'], { post: 1, rail: 1, road: 0 }],
    [['sum', 'total', 'net', 'tax'], { total: -1 }],
    [['order', 'ordered', 'sent'], { sent: '1999-01-01' }],
  ]) {
    const rules = named(await rulesOf([...table, { ...table[0], ...odd }]));
    assert.ok(kinds.some((rule) => rule.join() === kind.join()));
    assert.ok(!rules.some((rule) => rule.join() === kind.join()), `${kind}`);
  }
});

test('gaps break no rule', async () => {
  const next = uniform(5);
  const gaps = orders(3000).map((row) => ({
    ...row,
    country: next() < 0.2 ? null : row.country,
    currency: next() < 0.2 ? null : row.currency,
    tax: next() < 0.2 ? null : row.tax,
    sent: next() < 0.2 ? null : row.sent,
  }));
  const types = named(await rulesOf(gaps));
  for (const rule of [
    ['dependency', 'country', 'currency'],
    ['sum', 'total', 'net', 'tax'],
    ['order', 'ordered', 'sent'],
  ])
    assert.ok(
      types.some((other) => other.join() === rule.join()),
      `${rule} in ${types.join(' ')}`,
    );
});

test('few rows are no evidence', async () => {
  assert.deepEqual(await rulesOf(orders(60)), []);
  // Hardly any row could break the rule: all but some 30 of 2,000 rows have the same value.
  const rare = drawn(2000, { a: below(8), b: (next, { a }) => (a === 7 && next() < 0.12 ? 1 : 0) });
  const determined = rare.map(({ a, b }) => ({ a: `${a}${b}`, b: b ? 'yes' : 'no' }));
  const breaks = determined.filter(({ b }) => b === 'yes').length;
  assert.ok(breaks > 10 && breaks < 45);
  assert.deepEqual(await rulesOf(determined), []);
});

test('independent columns have no rules, whatever their kinds', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const table = drawn(
      300,
      {
        flag: (next) => next() < 0.02,
        city: (next) => `c${Math.floor(120 * next())}`,
        level: below(5),
        small: (next) => Math.round(10 * next()) / 10,
        large: (next) => 1000 * next() + 0.5,
        bit: (next) => (next() < 0.5 ? 1 : 0),
        rare: (next) => (next() < 0.03 ? 1 : 0),
      },
      seed,
    );
    assert.deepEqual(await rulesOf(table), [], `seed ${seed}`);
  }
});

test('rules that follow from others are left out', async () => {
  const table = drawn(1000, {
    city: (next) => `c${Math.floor(24 * next())}`,
    region: (_, { city }) => `r${Number(city.slice(1)) % 8}`,
    land: (_, { region }) => `l${Number(region.slice(1)) % 2}`,
    low: (next) => Math.round(100 * next()),
    middle: (next, { low }) => low + Math.round(60 * next()),
    high: (next, { middle }) => middle + Math.round(60 * next()),
  });
  assert.deepEqual(named(await rulesOf(table)), [
    ['dependency', 'city', 'region'],
    ['dependency', 'region', 'land'],
    ['order', 'low', 'middle'],
    ['order', 'middle', 'high'],
  ]);
});

test('a signal stops the search', async () => {
  const table = orders(20_000);
  const signal = AbortSignal.timeout(1);
  await assert.rejects(inferSchema(table, { signal }), { name: 'TimeoutError' });
});
