// Arguments may run code when read: proxies, getters, iterators. A file of the library may be missing.
// Whatever is thrown, the failure has a code and a sentence.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { compareTables, inferSchema, TableVAE, VAE } from 'vae1';
import { failure, refused } from '../support/failures.mjs';
import { data, FEATURES, trainedModel } from '../support/models.mjs';
import { people, trainedTable } from '../support/tables.mjs';

const broken = () => {
  throw new RangeError('the connection is closed.');
};
const closed = /cannot be read: the connection is closed\.$/;
const throwing = (target, at) =>
  new Proxy(target, { get: (own, key) => (key === at ? broken() : own[key]) });
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
/** A copy whose memory was transferred. */
const detached = (array) => {
  const copy = array.slice();
  structuredClone(copy, { transfer: [copy.buffer ?? copy] });
  return copy;
};

const rows = Array.from({ length: 30 }, (_, i) => Array.from(data.subarray(3 * i, 3 * i + 3)));

for (const [what, values, code, sentence] of [
  ['an array', throwing(rows, 'length'), 'ERR_DATA_SHAPE', closed],
  ['a row', throwing(rows, '7'), 'ERR_DATA_VALUE', /^Row 7 of data cannot be read: the conn/],
  ['a cell', rows.with(7, throwing(rows[7], '1')), 'ERR_DATA_VALUE', /^Row 7 of data cannot be/],
  ['a revoked row', rows.with(7, revoked([])), 'ERR_DATA_VALUE', /^Row 7 of data cannot be read/],
  ['revoked data', revoked([]), 'ERR_DATA_SHAPE', /^data cannot be read/],
  ['data of a shape', { shape: [10, 3], get data() { return broken(); } }, 'ERR_DATA_SHAPE', closed], // prettier-ignore
  ['a shape', { data, shape: throwing([50, 3], '0') }, 'ERR_DATA_SHAPE', closed],
  ['memory that is gone', { data: detached(data), shape: [50, 3] }, 'ERR_DATA_SHAPE', /must fit/], // prettier-ignore
])
  test(`data that throw: ${what}`, async (t) => {
    const model = await trainedModel(t);
    for (const call of ['train', 'encode', 'score'])
      await refused(model, () => model[call](values), code, sentence);
    const validated = () => model.train(data, { validation: values });
    await assert.rejects(validated, ({ name, code: own }) => name === 'VAEError' && own === code);
  });

test('rows and values of latent paths that throw', async (t) => {
  const model = await trainedModel(t);
  const row = rows[0];
  const refuse = (attempt, code, sentence) => refused(model, attempt, code, sentence);
  await refuse(() => model.interpolate(revoked([]), row), 'ERR_DATA_SHAPE', /^a cannot be read/);
  await refuse(() => model.interpolate(row, throwing(row, '1')), 'ERR_DATA_VALUE', /^Row 0 of b/);
  await refuse(() => model.traverse(row, 0, throwing([1, 2], '1')), 'ERR_DATA_SHAPE', closed);
  await refuse(() => model.traverse(row, 0, revoked([])), 'ERR_DATA_SHAPE', /^values cannot/);
});

test('a stream with an invalid iterator', async (t) => {
  const model = await trainedModel(t);
  for (const next of [() => undefined, () => 5, async () => null])
    await refused(
      model,
      () => model.train({ [Symbol.asyncIterator]: () => ({ next }) }, { epochs: 1 }),
      'ERR_DATA_SHAPE',
      /must have an iterator that returns \{ done, value \}, not/,
    );
  const odd = new Proxy({}, { has: broken });
  await refused(model, () => model.train(odd), 'ERR_DATA_SHAPE', closed);
});

for (const [what, attempt] of Object.entries({
  'an option': () => new VAE({ get seed() { return broken(); } }), // prettier-ignore
  options: () => new VAE(revoked({})),
  'keys of options': () => new VAE(new Proxy({}, { ownKeys: broken })),
  'widths of layers': () => new VAE({ hiddenDims: throwing([4, 4], '1') }),
  'a part of a schedule': () => new VAE({ beta: throwing({ schedule: 'linear', epochs: 2 }, 'epochs') }), // prettier-ignore
  'columns': () => new TableVAE({ columns: { get a() { return broken(); } } }), // prettier-ignore
  'what is said of a column': () => new TableVAE({ columns: { a: throwing({ type: 'date' }, 'type') } }), // prettier-ignore
  conditions: () => new TableVAE({ conditions: throwing(['a'], '0') }),
}))
  test(`options that throw: ${what}`, () => assert.throws(attempt, failure('ERR_OPTION', /./)));

test('options of tables that throw', async (t) => {
  const table = people(40);
  const model = await trainedTable(t, {}, table);
  for (const options of [
    { where: new Proxy({}, { ownKeys: broken }) },
    { where: { get age() { return broken(); } } }, // prettier-ignore
    { where: { age: throwing({ min: 3 }, 'min') } },
    { where: { job: { oneOf: throwing(['cook'], '0') } } },
    { balance: { job: throwing({ cook: 0.5 }, 'cook') } },
  ])
    await refused(model, () => model.generate(3, options), 'ERR_OPTION', closed);
  const columns = { age: throwing({ type: 'integer' }, 'type') };
  await assert.rejects(inferSchema(table, { columns }), failure('ERR_OPTION', closed));
  await assert.rejects(compareTables(table, table, { columns }), failure('ERR_OPTION', closed));
});

test('a file whose memory was transferred', async (t) => {
  const file = await (await trainedModel(t)).save();
  for (const bytes of [detached(file), detached(file.buffer)])
    await assert.rejects(VAE.load(bytes), failure('ERR_MODEL_FILE', /./));
});

test('a missing part of the library', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-'));
  t.after(() => rm(folder, { recursive: true }));
  const missing = ['tables.js', 'comparison.js', 'exchange.js'];
  await cp(new URL('.', import.meta.resolve('vae1')), folder, {
    recursive: true,
    filter: (file) => !missing.some((name) => file.endsWith(name)),
  });
  const part = await import(pathToFileURL(join(folder, 'index.js')).href);
  const table = people(40);
  const model = new part.TableVAE();
  const plain = await trainedModel(t);
  for (const [attempt, name] of [
    [() => model.train(table), 'tables.js'],
    [() => part.inferSchema(table), 'tables.js'],
    [async () => part.VAE.load(await plain.export({ format: 'safetensors' })), 'exchange.js'],
    [() => part.compareTables(table, table), 'comparison.js'],
    [async () => part.TableVAE.load(await (await trainedTable(t, {}, table)).save()), 'tables.js'],
  ])
    await assert.rejects(
      attempt,
      failure('ERR_OPTION', new RegExp(`^${name} of the package could not be loaded: `), part.VAEError), // prettier-ignore
    );
  assert.equal(model.schema, undefined);
  assert.equal((await plain.encode(data)).mean.length, (2 * data.length) / FEATURES);
});
