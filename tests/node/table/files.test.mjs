// A model of tables is saved with all that it knows of its table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { trainedModel } from '../support/models.mjs';
import { loadedTable, people, SMALL_TABLE, trainedTable } from '../support/tables.mjs';

const rows = people();
const conditions = ['job', 'age'];

test('a loaded model has the schema and the history, and makes the same rows', async (t) => {
  const model = await trainedTable(t, { conditions });
  const file = await model.save();
  const copy = await loadedTable(t, file);
  assert.deepEqual(copy.schema, model.schema);
  assert.equal(copy.history.length, 5);
  assert.equal(copy.seed, model.seed);
  assert.deepEqual(await copy.save(), file);
  for (const options of [
    {},
    { seed: 5, where: { job: 'cook' } },
    { seed: 5, where: { job: 'cook', income: { min: 30000 } }, balance: 'children' },
  ])
    assert.deepEqual(await copy.generate(12, options), await model.generate(12, options));
  assert.deepEqual(await copy.impute(rows), await model.impute(rows));
});

test('a model knows its decoder, from its options or its file', async (t) => {
  assert.equal(new TableVAE().decoder, 'autoregressive');
  for (const decoder of ['autoregressive', 'independent']) {
    const model = await trainedTable(t, { decoder });
    assert.equal(model.decoder, decoder);
    assert.equal((await loadedTable(t, await model.save())).decoder, decoder);
  }
});

test('a training that is saved and resumed ends with the same file', async (t) => {
  const whole = await trainedTable(t, { conditions, epochs: 3 });
  const part = await trainedTable(t, { conditions, epochs: 2 });
  const resumed = await loadedTable(t, await part.save());
  await resumed.train(rows, { epochs: 1 });
  const stretched = await loadedTable(t, await whole.save());
  assert.deepEqual(
    await resumed.generate(9, { seed: 1 }),
    await stretched.generate(9, { seed: 1 }),
  );
  assert.deepEqual(resumed.schema, whole.schema);
});

test('deterministic files are the same from every build', async () => {
  const files = [];
  for (const run of [
    { build: 'simd', worker: false },
    { build: 'simd' },
    { build: 'simd-threads', threads: 2 },
  ]) {
    const model = new TableVAE({ ...SMALL_TABLE, conditions, deterministic: true, ...run });
    await model.train(rows, { epochs: 2 });
    files.push([await model.save(), await model.generate(20, { balance: 'member' })]);
    model.dispose();
  }
  for (const file of files) assert.deepEqual(file, files[0]);
});

test('a file of the other class is refused, with the class that takes it', async (t) => {
  const plain = await trainedModel(t);
  const table = await trainedTable(t);
  await assert.rejects(
    TableVAE.load(await plain.save()),
    failure('ERR_MODEL_FILE', /: use VAE\.load\(\)\.$/),
  );
  await assert.rejects(
    VAE.load(await table.save()),
    failure('ERR_MODEL_FILE', /use TableVAE\.load\(\)/),
  );
  await assert.rejects(
    TableVAE.load('file'),
    failure('ERR_MODEL_FILE', /^TableVAE\.load\(\) takes/),
  );
});
