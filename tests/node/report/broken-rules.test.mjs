// The report counts synthetic rows that break rules which all real rows keep.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTables } from 'vae1';
import { broken, orders } from '../support/linked-tables.mjs';

const real = orders(1500);
const named = (rules) => rules.map(({ type, columns }) => [type, ...columns].join(' '));

test('no real row breaks a rule of the real table', async () => {
  const { rules } = await compareTables(real, real.slice(0, 500));
  assert.deepEqual(named(rules), [
    'dependency country currency',
    'dependency country code',
    'oneHot post rail road',
    'sum total net tax',
    'order ordered sent',
  ]);
  assert.ok(rules.every(({ broken, share }) => broken === 0 && share === 0));
});

test('rows that break a rule are counted by rule, and named in the text', async () => {
  const made = orders(400, 2).map((row, i) => ({
    ...row,
    ...(i % 4 === 0 && { currency: row.currency === 'JPY' ? 'EUR' : 'JPY' }),
    ...(i % 5 === 0 && { total: row.total + 1 }),
    ...(i % 8 === 0 && { sent: '2019-12-31' }),
    ...(i % 10 === 0 && { post: 1, rail: 1 }),
    ...(i % 20 === 1 && { code: null }),
  }));
  const report = await compareTables(real, made);
  const count = (name) => made.filter((row) => broken(row).includes(name)).length;
  const expected = [count('currency'), 0, count('way'), count('total'), count('sent')];
  assert.deepEqual(report.rules.map((rule) => rule.broken), expected); // prettier-ignore
  assert.deepEqual(report.rules.map(({ share }) => share), expected.map((n) => n / 400)); // prettier-ignore
  assert.equal(expected[0], 100);
  assert.match(`${report}`, /broken rules +4 of 5\n {2}dependency: "country", "currency" 25\.0 %/);
});

test('truth values are those of a CSV file, too', async () => {
  const [no, yes] = ['False', 'True'];
  const text = ({ post, rail, road }) => ({
    post: post ? yes : no,
    rail: rail ? yes : no,
    road: road ? yes : no,
  });
  const table = real.map(text);
  const made = table.map((row, i) => (i < 10 ? { post: no, rail: no, road: no } : row));
  const { rules } = await compareTables(table, made);
  assert.deepEqual(rules, [
    { type: 'oneHot', columns: ['post', 'rail', 'road'], broken: 10, share: 10 / 1500 },
  ]);
});
