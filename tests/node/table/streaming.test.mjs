// Training goes on with a stream of tables, once a table has settled the columns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { failure, refused } from '../support/failures.mjs';
import {
  asColumns,
  loadedTable,
  people,
  trainedTable,
  untrainedTable,
} from '../support/tables.mjs';

const some = people();
const all = people(1000, 2);
/** The rows in chunks of this size; every other one as columns. */
function* chunks(size, rows = all) {
  for (let first = 0, k = 0; first < rows.length; first += size, k++) {
    const chunk = rows.slice(first, first + size);
    yield k % 2 ? asColumns(chunk) : chunk;
  }
}
const options = { epochs: 2, shuffleRows: 100 };

test('the bytes depend on neither the chunks nor on how they come', async (t) => {
  const start = await (await trainedTable(t, { conditions: ['job'] }, some)).save();
  const trained = async (stream, more) => {
    const model = await loadedTable(t, start);
    await model.train(stream, { ...options, ...more });
    return Buffer.from(await model.save());
  };
  const file = await trained(() => chunks(100));
  for (const stream of [
    () => chunks(7),
    () => [all.slice(0, 500), [], all.slice(500)],
    async function* () {
      yield* chunks(333);
    },
  ])
    assert.ok((await trained(stream)).equals(file));
  const once = await trained(chunks(100), { epochs: 1 });
  assert.ok(once.equals(await trained(() => chunks(50), { epochs: 1 })));
});

test('a window of all rows learns as an epoch over the whole table does', async (t) => {
  const start = await (await trainedTable(t, {}, some)).save();
  const [a, b] = [await loadedTable(t, start), await loadedTable(t, start)];
  await a.train(() => chunks(64), { epochs: 10, shuffleRows: all.length });
  await b.train(all, { epochs: 10, validation: 0 });
  const [stream, whole] = [a, b].map(({ history }) => history.at(-1).loss);
  assert.ok(Math.abs(stream / whole - 1) < 0.05, `${stream} and ${whole}`);
  assert.equal(a.history.length, 15);
});

test('held-out rows are a table; none are held out by themselves', async (t) => {
  const model = await trainedTable(t, {}, some);
  await model.train(() => chunks(100), options);
  assert.equal(model.history.at(-1).validation, undefined);
  await model.train(() => chunks(100), {
    ...options,
    validation: people(50, 3),
    earlyStopping: true,
  });
  assert.ok(Number.isFinite(model.history.at(-1).validation.loss));
  const share = () => model.train(() => chunks(100), { validation: 0.1 });
  await refused(model, share, 'ERR_OPTION', /must be separate data if data is a stream, not 0\.1/);
});

test('a model without columns takes no stream', async (t) => {
  const model = untrainedTable(t);
  const sentence =
    /^train\(\) takes a stream of tables only for a model that has been trained on a table/;
  await assert.rejects(
    model.train(() => chunks(100)),
    failure('ERR_NOT_TRAINED', sentence),
  );
  await model.train(some);
  assert.ok(model.schema);
});

test('an error names the row of the stream, and keeps the batches before it', async (t) => {
  const model = await trainedTable(t, {}, some);
  const odd = all.map((row, i) => (i === 777 ? { ...row, job: 'pilot' } : row));
  const sentence = /^data has "pilot" in row 777, column "job", expected/;
  await assert.rejects(
    model.train(() => chunks(100, odd), options),
    failure('ERR_DATA_VALUE', sentence),
  );
  assert.equal((await model.generate(3)).length, 3);
});

test('an iterable is one epoch', async (t) => {
  const model = await trainedTable(t, {}, some);
  await model.train(chunks(100));
  assert.equal(model.history.length, 6);
  await refused(
    model,
    () => model.train(chunks(100), { epochs: 2 }),
    'ERR_OPTION',
    /must be 1, not 2/,
  );
});

test('identifiers, conditions and the schema stay those of the first table', async (t) => {
  const model = await trainedTable(t, { conditions: ['job'] }, some);
  const { schema } = model;
  await model.train(() => chunks(100), options);
  assert.deepEqual(model.schema, schema);
  const copy = await TableVAE.load(await model.save());
  assert.deepEqual(await copy.generate(5, { seed: 1 }), await model.generate(5, { seed: 1 }));
  copy.dispose();
});
