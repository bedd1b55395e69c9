// The other calls of a model of tables: training, reading, errors, life.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { uniform } from '../support/data.mjs';
import { failure, refused } from '../support/failures.mjs';
import {
  asColumns,
  loadedTable,
  people,
  SMALL_TABLE,
  trainedTable,
  untrainedTable,
} from '../support/tables.mjs';

const rows = people();

/** Names that objects have already, that look alike, or that nothing prints. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  'length',
  '0',
  'ñ',
  'n\u0303',
  '👩‍🔬',
  'a"b',
  'a\nb',
];

test('columns may have any name, from training to files', async (t) => {
  const next = uniform(2);
  const table = Array.from({ length: 200 }, () =>
    Object.fromEntries(
      HOSTILE.map((name, j) => [name, j % 2 ? 100 * next() : next() < 0.3 ? 'x' : 'y']),
    ),
  );
  const model = await trainedTable(t, { conditions: ['__proto__'] }, table);
  const copy = await loadedTable(t, await model.save());
  const where = JSON.parse('{ "__proto__": "x", "constructor": { "min": 1 } }');
  const made = await copy.generate(20, { where });
  const names = new Set(HOSTILE);
  for (const row of made) {
    assert.deepEqual(new Set(Object.keys(row)), names);
    assert.equal(Object.getPrototypeOf(row), Object.prototype);
    assert.equal(Object.getOwnPropertyDescriptor(row, '__proto__').value, 'x');
    assert.ok(Object.getOwnPropertyDescriptor(row, 'constructor').value >= 1);
  }
  const scores = await model.scoreFeatures(table);
  names.delete('__proto__'); // a condition
  assert.deepEqual(new Set(Object.keys(scores)), names);
  assert.equal((await model.impute(table)).length, 200);
  const columns = await trainedTable(t, {}, asColumns(table));
  assert.deepEqual(Object.keys(await columns.generate(3)), Object.keys(asColumns(table)));
});

test('what rows are given is read, with gaps, in either form', async (t) => {
  const model = await trainedTable(t);
  const { mean, logVariance } = await model.encode(rows);
  assert.equal(mean.length, 2 * rows.length);
  assert.equal(logVariance.length, mean.length);
  assert.ok(mean.every(Number.isFinite));
  assert.deepEqual(await model.encode(asColumns(rows)), { mean, logVariance });
  assert.equal((await model.decode(mean)).length, rows.length);
  assert.equal((await model.reconstruct(rows.slice(0, 9))).length, 9);
  const { loss, reconstruction, kl } = await model.evaluate(rows);
  assert.ok(Math.abs(loss - reconstruction - kl) < 1e-9);
  assert.equal((await model.logLikelihood(rows, { samples: 5 })).length, rows.length);
});

test('the scores of columns, by name, add up to those of rows', async (t) => {
  const model = await trainedTable(t);
  const some = rows.slice(0, 20);
  const scores = await model.score(some, { method: 'reconstruction', samples: 10 });
  const columns = await model.scoreFeatures(some, { samples: 10 });
  assert.ok(!('id' in columns), 'an identifier is not modelled');
  assert.deepEqual(columns.unit, new Float64Array(20), 'a constant that does not differ');
  for (const [i, score] of scores.entries()) {
    const sum = Object.values(columns).reduce((total, column) => total + column[i], 0);
    assert.ok(Math.abs(sum - score) < 1e-3 * (1 + Math.abs(score)), `${sum} and ${score}`);
  }
});

test('an odd pair of cells scores above the usual one', async (t) => {
  const next = uniform(3);
  const pairs = Array.from({ length: 600 }, () => {
    const warm = next() < 0.5;
    return {
      season: warm ? 'summer' : 'winter',
      degrees: Math.round((warm ? 22 : 2) + 4 * next()),
    };
  });
  const model = await trainedTable(t, { epochs: 60, learningRate: 0.01 }, pairs);
  const [usual, odd] = await model.score([
    { season: 'summer', degrees: 24 },
    { season: 'winter', degrees: 24 },
  ]);
  assert.ok(odd > usual + 1, `${odd} and ${usual}`);
  await model.fitThreshold(pairs, { quantile: 0.99 });
  assert.equal((await model.isAnomaly(pairs)).length, 600);
  assert.ok((await model.anomalyProbability(pairs)).every((p) => p >= 0 && p < 1));
});

test('diagnose names columns as the table does', async (t) => {
  const model = await trainedTable(t);
  const { activity, findings } = await model.diagnose(rows);
  assert.equal(activity.length, 2);
  for (const { columns = [] } of findings)
    for (const name of columns) assert.ok(name in rows[0], name);
});

test('decode sets condition columns, and no others', async (t) => {
  const model = await trainedTable(t, { conditions: ['job', 'member'] });
  const made = await model.decode(new Float32Array(8), { where: { job: 'cook' } });
  assert.deepEqual(
    made.map(({ job }) => job),
    Array(4).fill('cook'),
  );
  await assert.rejects(
    model.decode(new Float32Array(8), { where: { age: 30 } }),
    failure('ERR_OPTION', /\("job", "member"\), not "age"/),
  );
  const reconstructed = await model.reconstruct(rows);
  for (const [i, { job, member }] of reconstructed.entries()) {
    assert.equal(job, rows[i].job);
    assert.equal(member, rows[i].member);
  }
});

test('a later training keeps the schema, and takes rows that fit it alone', async (t) => {
  const model = await trainedTable(t);
  const { schema } = model;
  assert.ok(Object.isFrozen(schema) && Object.isFrozen(schema.columns[0]));
  const history = await model.train(people(100, 5), { epochs: 2 });
  assert.equal(history.length, 7);
  assert.equal(model.schema, schema);
  for (const [change, code, sentence] of [
    [{ job: 'baker' }, 'ERR_DATA_VALUE', /data has "baker" in row 3.*"job"/],
    [{ height: 'tall' }, 'ERR_DATA_VALUE', /data has "tall" in row 3.*"height"/],
    [{ born: 'once' }, 'ERR_DATA_VALUE', /row 3.*"born"/],
  ]) {
    const table = rows.map((row, i) => (i === 3 ? { ...row, ...change } : row));
    await refused(model, () => model.train(table), code, sentence);
    await refused(model, () => model.encode(table), code, sentence);
    await refused(model, () => model.train(rows, { validation: table }), code, /validation has/);
  }
  await refused(model, () => model.train([{ age: 3 }]), 'ERR_DATA_SHAPE', /has no column/);
});

test('held-out rows are a share, or a table', async (t) => {
  const model = untrainedTable(t);
  const [record] = await model.train(rows, { validation: 0.2, epochs: 1 });
  assert.ok(Number.isFinite(record.validation.loss));
  const stopping = { patience: 2 };
  await model.train(rows, { validation: people(50, 9), earlyStopping: stopping, epochs: 3 });
  assert.ok(Number.isFinite(model.history.at(-1).validation.loss));
  assert.ok(model.bestEpoch >= 1);
});

test('what is no table, and options that are none, are refused', async (t) => {
  const model = untrainedTable(t);
  for (const table of [
    undefined,
    null,
    'rows',
    7,
    [],
    {},
    [1, 2],
    [{}],
    { a: [] },
    { a: [1], b: [1, 2] },
  ])
    await assert.rejects(model.train(table), failure('ERR_DATA_SHAPE', /^data /));
  await assert.rejects(
    model.train(rows, { features: 3 }),
    failure('ERR_OPTION', /no option "features"/),
  );
  await assert.rejects(
    model.train(rows, { validation: 'x' }),
    failure('ERR_DATA_SHAPE', /^validation must be a table/),
  );
  await assert.rejects(
    model.train(rows, { validation: [] }),
    failure('ERR_DATA_SHAPE', /^validation /),
  );
  for (const [options, sentence] of [
    [{ likelihood: 'gaussian' }, /new TableVAE\(\) has no option "likelihood"/],
    [{ missing: true }, /no option "missing"/],
    [{ conditions: 'job' }, /conditions of new TableVAE\(\) must be an array of column names/],
    [{ columns: [] }, /columns of new TableVAE\(\) must be an object/],
    [{ objective: 'iwae', freeBits: 1 }, /freeBits of new TableVAE\(\)/],
  ])
    assert.throws(
      () => new TableVAE({ ...SMALL_TABLE, ...options }),
      failure('ERR_OPTION', sentence),
    );
  for (const [options, sentence] of [
    [{ columns: { aeg: 'integer' } }, /did you mean "age"/],
    [{ conditions: ['jbo'] }, /did you mean "job"/],
    [{ conditions: ['unit'] }, /"unit".*the same in every row/],
  ])
    await assert.rejects(untrainedTable(t, options).train(rows), failure('ERR_OPTION', sentence));
  await model.train(rows);
  await assert.rejects(model.encode([3]), failure('ERR_DATA_SHAPE', /^data /));
  await assert.rejects(
    model.encode(rows, { features: 3 }),
    failure('ERR_OPTION', /encode\(\) has no option/),
  );
});

test('a second training meanwhile is refused; abort leaves a model that works', async (t) => {
  const model = untrainedTable(t, { epochs: 1000 });
  const stop = new AbortController();
  let training;
  await new Promise((resolve) => {
    training = model.train(rows, { signal: stop.signal, onEpoch: resolve });
  });
  await assert.rejects(model.train(rows), failure('ERR_BUSY', /in progress/));
  assert.equal((await model.generate(2)).length, 2);
  stop.abort(new Error('stopped'));
  await assert.rejects(training, /stopped/);
  const epochs = model.history.length;
  await model.train(rows, { epochs: 1 });
  assert.equal(model.history.length, epochs + 1);
});

test('an abort before the first batch leaves nothing of the table', async (t) => {
  const model = untrainedTable(t);
  const stop = new AbortController();
  const training = model.train(people(5000), { signal: stop.signal });
  stop.abort(new Error('stopped'));
  await assert.rejects(training, /stopped/);
  assert.equal(model.schema, undefined);
  await model.train(
    rows.map(({ age, job }) => ({ age, job })),
    { epochs: 1 },
  );
  assert.equal(model.schema.columns.length, 2);
});

test('a model that is disposed of takes no calls', async () => {
  const model = new TableVAE(SMALL_TABLE);
  await model.train(rows, { epochs: 1 });
  const generating = model.generate(100_000);
  model.dispose();
  model.dispose();
  await assert.rejects(generating, failure('ERR_DISPOSED', /dispose/));
  await assert.rejects(model.generate(1), failure('ERR_DISPOSED', /generate\(\)/));
  await assert.rejects(model.train(rows), failure('ERR_DISPOSED', /train\(\)/));
});
