// Which rows a run learns from: the report on its privacy depends on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { webModule } from '../web-module.mjs';
import { images, measurements, openTab, SETTINGS } from './support/studio.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { givenRows, trainingRows, sampledRows } = await webModule('studio/session/training-rows.ts');
const { tableOf } = await webModule('studio/session/dataset.ts');

for (const [rows, validation, seed] of [
  [200, 0.1, 7],
  [200, 0.35, 2 ** 45 + 12345],
  [5000, 0.2, 4_000_000_000],
])
  test(`the unseen rows are those that the library holds out: ${rows} rows, seed ${seed}`, async (t) => {
    const data = measurements(rows);
    const { unseen, trained } = trainingRows(data, { ...SETTINGS, validation, seed });
    assert.equal(unseen.length + trained.length, rows);
    const model = new TableVAE({ latentDim: 2, hiddenDims: [8], seed, threads: 1 });
    t.after(() => model.dispose());
    await model.train(tableOf(data, []), { validation, epochs: 1, earlyStopping: false });
    // The library evaluates the rows that it has held out with the same noise.
    const { loss } = await model.evaluate(tableOf(data, [], unseen));
    const expected = model.history[0].validation.loss;
    assert.ok(Math.abs(loss - expected) < 1e-4 * Math.abs(expected), `${loss}, ${expected}`);
    const other = await model.evaluate(tableOf(data, [], trained.slice(0, unseen.length)));
    assert.ok(Math.abs(other.loss - expected) > 1e-3 * Math.abs(expected), 'rows differ in loss');
  });

test('without a held-out share every row is learned from', () => {
  const { unseen, trained } = trainingRows(measurements(), { ...SETTINGS, validation: 0 });
  assert.equal(unseen.length, 0);
  assert.equal(trained.length, 200);
});

test('a sample has as many rows as asked for, others with another seed, and the rest is unseen', () => {
  const data = images(1000);
  const settings = { ...SETTINGS, sampleRows: 300, validation: 0 };
  const rows = sampledRows(data, settings);
  assert.equal(new Set(rows).size, 300);
  assert.deepEqual(sampledRows(data, settings), rows);
  assert.notDeepEqual(sampledRows(data, { ...settings, seed: 8 }), rows);
  assert.equal(trainingRows(data, settings).unseen.length, 700);
  assert.equal(sampledRows(data, { ...settings, sampleRows: 1000 }), undefined);
});

test('a sample of a table has every category', () => {
  const rows = 10_000;
  const codes = new Uint32Array(rows).fill(1);
  codes[9876] = 2;
  const kind = { kind: 'text', name: 'kind', codes, values: ['common', 'rare'] };
  const data = { kind: 'table', name: 't', rows, columns: [kind] };
  const sample = sampledRows(data, { ...SETTINGS, sampleRows: 100 });
  assert.ok(sample.includes(9876));
  assert.ok(sample.length <= 101);
});

test('a sample has each of many categories, and numbers that the user calls categories', async (t) => {
  const rows = 5000;
  const codes = Uint32Array.from({ length: rows }, (_, row) => 1 + (row % 60));
  codes[4321] = 61;
  const values = Array.from({ length: 61 }, (_, index) => `c${index}`);
  const numbers = Float64Array.from(codes, (_, row) => (row === 1234 ? 9 : row % 3));
  const base = measurements(rows);
  const columns = [
    ...base.columns,
    { kind: 'text', name: 'many', codes, values },
    { kind: 'numbers', name: 'code', values: numbers },
  ];
  const data = { ...base, columns, overrides: { code: 'categorical' } };
  const { run, session } = openTab(t, { data });
  await run.train({ ...SETTINGS, sampleRows: 200, epochs: 1 }, [], () => {});
  // A model refuses categories that it was not given.
  const odd = await new LookService(session).rankOdd(() => {});
  assert.equal(odd.scored, rows);
});

test('a sample of more rows than there are is all of them', () => {
  const data = measurements();
  assert.equal(givenRows(data, { ...SETTINGS, sampleRows: 1_000_000 }), 200);
  assert.equal(givenRows(data, { ...SETTINGS, sampleRows: 50 }), 50);
});
