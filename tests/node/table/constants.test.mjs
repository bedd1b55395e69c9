// A column that is constant in training says nothing until a row differs there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, refused } from '../support/failures.mjs';
import { loadedTable, trainedTable, untrainedTable } from '../support/tables.mjs';

const ROWS = 60;
const CONSTANTS = {
  errors: [0, 12],
  status: ['SF', 'REJ'],
  admin: [false, true],
  day: ['2020-01-31', '2020-02-01'],
  since: [new Date(0), new Date(1)],
  rate: ['1.50', '1.51'],
  code: ['02139', '02140'],
  count: [5n, 6n],
  part: [3, 4],
  never: [null, 'x'],
};
const same = Object.fromEntries(Object.entries(CONSTANTS).map(([name, [value]]) => [name, value]));
const table = Array.from({ length: ROWS }, (_, i) => ({
  size: (i * 37) % 101,
  kind: 'abc'[i % 3],
  ...same,
  part: i % 3 ? null : 3,
}));
const usual = { ...table[0] };
const NAMES = Object.keys(CONSTANTS);
const nats = (name) => Math.log((name === 'part' ? ROWS / 3 : ROWS) + 2);
const near = (a, b, what) => assert.ok(Math.abs(a - b) < 1e-9, `${what}: ${a} and ${b}`);

test('a row that differs scores log(N + 2) higher per column, and scoreFeatures names the column', async (t) => {
  const trained = await trainedTable(t, {}, table);
  const loaded = await loadedTable(t, await trained.save());
  for (const model of [trained, loaded])
    for (const name of NAMES) {
      const odd = { ...usual, [name]: CONSTANTS[name][1] };
      const rows = [usual, odd];
      for (const method of ['likelihood', 'elbo', 'reconstruction']) {
        const [a, b] = await model.score(rows, { method });
        near(b - a, nats(name), `${name} by ${method}`);
      }
      const [a, b] = await model.logLikelihood([usual, usual].map((row, i) => (i ? odd : row)));
      assert.ok(a > b, name);
      const columns = await model.scoreFeatures(rows);
      for (const other of NAMES)
        assert.deepEqual([...columns[other]], [0, other === name ? nats(name) : 0], other);
      const usually = await model.evaluate([usual]);
      const oddly = await model.evaluate([odd]);
      near(oddly.reconstruction - usually.reconstruction, nats(name), 'evaluate()');
      near(oddly.loss - usually.loss, nats(name), 'evaluate()');
      assert.equal(oddly.kl, usually.kl);
    }
});

test('columns add up to the score of their row, however many differ', async (t) => {
  const model = await trainedTable(t, {}, table);
  const odd = Object.fromEntries(NAMES.map((name) => [name, CONSTANTS[name][1]]));
  const [score] = await model.score([{ ...usual, ...odd }], { method: 'reconstruction' });
  const columns = await model.scoreFeatures([{ ...usual, ...odd }]);
  const sum = Object.values(columns).reduce((total, [value]) => total + value, 0);
  assert.ok(Math.abs(sum - score) < 1e-3 * score, `${sum} and ${score}`);
});

test('a threshold counts them, and a row that differs in several columns is an anomaly', async (t) => {
  const model = await trainedTable(t, {}, table);
  const odd = { ...usual, errors: 12, status: 'REJ', admin: true };
  await model.fitThreshold(table);
  assert.deepEqual([...(await model.isAnomaly([usual, odd]))], [0, 1]);
  const [a, b] = await model.anomalyProbability([usual, odd]);
  assert.ok(b > a && b > 0.9, `${a} and ${b}`);
  const higher = await model.fitThreshold(table.map((row) => ({ ...row, status: 'REJ' })));
  assert.deepEqual([...(await model.isAnomaly([{ ...usual, status: 'REJ' }]))], [0]);
  near(higher - (await model.fitThreshold(table)), nats('status'), 'threshold');
});

test('gaps, other spellings of the constant and missing columns are not odd', async (t) => {
  const model = await trainedTable(t, {}, table);
  for (const rows of [
    ...NAMES.map((name) => [{ ...usual, [name]: null }]),
    [{ ...usual, errors: '0', rate: 1.5, count: 5, day: new Date('2020-01-31') }],
    [{ ...usual, errors: 'N/A', day: '' }],
    [{ size: usual.size, kind: usual.kind }],
  ]) {
    const columns = await model.scoreFeatures(rows);
    for (const name of NAMES) assert.deepEqual([...columns[name]], [0], name);
  }
});

for (const [name, cell, sentence] of [
  ['errors', 'many', /data has "many" in row 0, column "errors", expected a number/],
  ['errors', true, /data has true in row 0, column "errors", expected a number/],
  ['rate', 'high', /"high" in row 0, column "rate", expected a number/],
  ['count', 'six', /"six" in row 0, column "count", expected a number/],
  ['errors', new Date(0), /a Date in row 0, column "errors", expected a number/],
  ['day', 'tomorrow', /"tomorrow" in row 0, column "day", expected a date/],
  ['since', 5, /5 in row 0, column "since", expected a date/],
  ['admin', 'root', /"root" in row 0, column "admin", expected true or false/],
  ['status', new Date(0), /a Date in row 0, column "status", expected text/],
])
  test(`a cell of another kind than the constant is refused: ${name}, ${cell}`, async (t) => {
    const model = await trainedTable(t, {}, table);
    const wrong = [{ ...usual, [name]: cell }];
    for (const call of ['train', 'score', 'encode', 'impute'])
      await refused(model, () => model[call](wrong), 'ERR_DATA_VALUE', sentence);
    const fresh = untrainedTable(t);
    const apart = () => fresh.train(table, { validation: wrong });
    await assert.rejects(apart, failure('ERR_DATA_VALUE', new RegExp(sentence.source.replace('data', 'validation')))); // prettier-ignore
  });
