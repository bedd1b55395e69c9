import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryRows, correlatedRows } from '../support/data.mjs';
import {
  data,
  FEATURES,
  loadedModel,
  ROWS,
  trainedModel,
  untrainedModel,
} from '../support/models.mjs';

for (const [name, rows, options] of [
  ['Gaussian', data, {}],
  ['Bernoulli', binaryRows(ROWS, FEATURES), { activation: 'gelu', beta: 0.5 }],
  ['no hidden layer', data, { hiddenDims: [] }],
  ['two hidden layers', data, { hiddenDims: [6, 5], activation: 'tanh' }],
])
  test(`k epochs, save, load and n - k more equal n uninterrupted epochs: ${name}`, async (t) => {
    const whole = await trainedModel(t, { ...options, epochs: 5 }, rows);
    const file = await (await trainedModel(t, { ...options, epochs: 5 }, rows)).save();
    assert.deepEqual(await whole.save(), file);

    const part = untrainedModel(t, { ...options, epochs: 5 });
    await part.train(rows, { features: FEATURES, epochs: 2 });
    const resumed = await loadedModel(t, await part.save());
    await resumed.train(rows, { epochs: 3 });
    assert.deepEqual(await resumed.save(), file);
    await part.train(rows, { epochs: 3 });
    assert.deepEqual(await part.save(), file);
  });

test('the same holds after an abort within an epoch', async (t) => {
  const model = untrainedModel(t, { batchSize: 1 });
  const stop = new AbortController();
  const onBatch = ({ batch }) => batch === 20 && stop.abort();
  await assert.rejects(
    model.train(data, { features: FEATURES, epochs: 1000, signal: stop.signal, onBatch }),
    { name: 'AbortError' },
  );
  const resumed = await loadedModel(t, await model.save());
  assert.deepEqual(await resumed.save(), await model.save());
  await Promise.all([model.train(data, { epochs: 2 }), resumed.train(data, { epochs: 2 })]);
  assert.deepEqual(await resumed.save(), await model.save());
});

test('a loaded model equals the saved one in every call', async (t) => {
  const model = await trainedModel(t, { likelihood: 'gaussian', learningRate: 2e-3 });
  await model.generate(5);
  const file = await model.save();
  for (const worker of [true, false]) {
    const loaded = await loadedModel(t, file, { worker });
    assert.deepEqual(
      [loaded.latentDim, loaded.features, loaded.seed, loaded.backend.worker],
      [model.latentDim, model.features, model.seed, worker],
    );
    assert.deepEqual(
      loaded.history,
      model.history.map(({ seconds: _, ...record }) => record),
    );
    assert.deepEqual(await loaded.encode(data), await model.encode(data));
    assert.deepEqual(await loaded.evaluate(data), await model.evaluate(data));
    assert.deepEqual(await loaded.reconstruct(data), await model.reconstruct(data));
    assert.deepEqual(await loaded.save(), file);
  }
  // The random stream continues where it was.
  const loaded = await loadedModel(t, file);
  assert.deepEqual(await loaded.generate(), await model.generate());
});

test('a large batch does not affect the rows of a loaded model', async (t) => {
  const rows = correlatedRows(500, FEATURES);
  const model = await trainedModel(t, { batchSize: 200 }, rows);
  const loaded = await loadedModel(t, await model.save());
  assert.deepEqual(await loaded.generate(), await model.generate());
  assert.deepEqual(await loaded.encode(rows), await model.encode(rows));
});

test('a loaded model trains for the epochs in its options', async (t) => {
  const model = await trainedModel(t, { epochs: 3 });
  const loaded = await loadedModel(t, await model.save());
  await loaded.train(data);
  assert.deepEqual(
    loaded.history.map(({ epoch, seconds }) => [epoch, typeof seconds]),
    [1, 2, 3]
      .map((epoch) => [epoch, 'undefined'])
      .concat([4, 5, 6].map((epoch) => [epoch, 'number'])),
  );
});

test('load() accepts bytes in any buffer and leaves them intact', async (t) => {
  const file = await (await trainedModel(t)).save();
  const shifted = new Uint8Array(file.length + 3);
  shifted.set(file, 3);
  const shared = new Uint8Array(new SharedArrayBuffer(file.length));
  shared.set(file);
  for (const bytes of [file, shifted.subarray(3), shared, Buffer.from(file), file.slice().buffer]) {
    const loaded = await loadedModel(t, bytes);
    assert.deepEqual(await loaded.save(), file);
  }
  assert.equal(file.length, shared.length);
});

test('load() can set the options that only affect how the model runs', async (t) => {
  const model = await trainedModel(t);
  const loaded = await loadedModel(t, await model.save(), { deterministic: true, threads: 1 });
  assert.deepEqual(await loaded.generate(), await model.generate());
  assert.notDeepEqual(await loaded.save(), await model.save());
});
