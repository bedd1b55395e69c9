import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { bytes } from '../support/data.mjs';
import { failure } from '../support/failures.mjs';
import { batchesTrained } from '../support/model-file.mjs';
import {
  data,
  FEATURES,
  firstEpoch,
  loadedModel,
  SMALL,
  trainedModel,
  untrainedModel,
} from '../support/models.mjs';

/**
 * Several chunks of rows with this many features; calls `whenRead` when each tenth of them is read.
 */
function manyRows(features, whenRead) {
  const row = Array(features).fill(1);
  const rows = Array(400_000).fill(row);
  for (let i = 40_000; i < rows.length; i += 40_000)
    Object.defineProperty(rows, i, { get: () => (whenRead(), row) });
  return rows;
}

test('an already aborted signal rejects before anything happens', async (t) => {
  const reason = new Error('changed my mind');
  const signal = AbortSignal.abort(reason);
  const untrained = untrainedModel(t);
  await assert.rejects(untrained.train(data, { features: FEATURES, signal }), reason);
  assert.equal(untrained.features, undefined);

  const model = await trainedModel(t);
  const file = await model.save();
  for (const attempt of [
    () => model.train(data, { signal }),
    () => model.generate(1, { signal }),
    () => model.encode(data, { signal }),
    () => model.decode([[0, 0]], { signal }),
    () => model.reconstruct(data, { signal }),
    () => model.evaluate(data, { signal }),
    () => model.logLikelihood(data, { signal }),
    () => model.score(data, { signal }),
    () => model.scoreFeatures(data, { signal }),
    () => model.fitThreshold(data, { signal }),
    () => model.isAnomaly(data, { signal }),
    () => model.anomalyProbability(data, { signal }),
    () => model.diagnose(data, { signal }),
    () => model.interpolate([1, 2, 3], [1, 2, 3], 5, { signal }),
    () => model.traverse([1, 2, 3], 0, [0], { signal }),
    () => model.fitMixture(data, { signal }),
    () => VAE.load(file, { signal }),
  ])
    await assert.rejects(attempt, reason);
  assert.deepEqual(await model.save(), file);
});

for (const worker of [true, false]) {
  const place = worker ? 'worker' : 'in place';

  test(`training stops at the batch in progress (${place})`, async (t) => {
    // Batches are so long that the signal arrives during the next one.
    const model = new VAE({ seed: 1, batchSize: 2048, worker });
    t.after(() => model.dispose());
    const images = bytes(4 * 2048 * 784);
    const stop = new AbortController();
    let batches = 0;
    const training = model.train(images, {
      features: 784,
      signal: stop.signal,
      onBatch() {
        batches++;
        stop.abort(new Error('enough'));
      },
    });
    await assert.rejects(training, /^Error: enough$/);
    const file = await model.save();
    const done = batchesTrained(file);
    assert.deepEqual([model.epochsBegun, model.history.length], [1, 0]);
    assert.equal((await loadedModel(t, file, { worker })).epochsBegun, 1);
    assert.equal(batches, 1, 'onBatch was called after the abort');
    assert.ok(done <= 2, `${done} batches were trained, 1 of them before the abort`);
    assert.equal((await model.generate(3)).length, 3 * 784);
  });

  test(`stopped training keeps its batches and can continue (${place})`, async (t) => {
    const model = untrainedModel(t, { worker });
    const stop = new AbortController();
    const options = { features: FEATURES, epochs: 1e6, signal: stop.signal };
    const { training } = await firstEpoch(model, options);
    stop.abort();
    await assert.rejects(training, { name: 'AbortError' });
    const epochs = model.history.length;
    assert.equal(model.features, FEATURES);
    const begun = model.epochsBegun;
    assert.ok(begun === epochs || begun === epochs + 1);
    const history = await model.train(data, {
      epochs: 2,
      onEpoch: ({ epoch }) => assert.ok(model.epochsBegun >= begun + epoch - epochs),
    });
    assert.equal(model.epochsBegun, begun + 2);
    assert.equal(history.length, epochs + 2);
    assert.ok(history.every((record, index) => record.epoch === index + 1));
  });

  test(`an abort while onEpoch is awaited does not wait for it (${place})`, async (t) => {
    const model = untrainedModel(t, { worker });
    const stop = new AbortController();
    const training = model.train(data, {
      features: FEATURES,
      signal: stop.signal,
      onEpoch() {
        setTimeout(() => stop.abort(), 10);
        return new Promise(() => {});
      },
    });
    await assert.rejects(training, { name: 'AbortError' });
    assert.equal(model.history.length, 1);
  });

  test(`an abort within the last onEpoch also rejects, and keeps the epoch (${place})`, async (t) => {
    const model = untrainedModel(t, { worker, epochs: 1 });
    const stop = new AbortController();
    const onEpoch = () => stop.abort();
    await assert.rejects(model.train(data, { features: FEATURES, signal: stop.signal, onEpoch }), {
      name: 'AbortError',
    });
    assert.equal(model.history.length, 1);
    assert.deepEqual(await model.save(), await (await trainedModel(t, { epochs: 1 })).save());
  });

  test(`an abort while the data are passed on leaves an untrained model (${place})`, async (t) => {
    const model = untrainedModel(t, { worker });
    const stop = new AbortController();
    let read = 0;
    // The rows are read twice, for the statistics and for storage; stop in the second pass.
    const rows = Array.from({ length: 200_000 }, () => [1, 2, 3]);
    Object.defineProperty(rows, rows.length - 1, {
      get: () => (++read === 2 && stop.abort(), [1, 2, 4]),
    });
    await assert.rejects(model.train(rows, { signal: stop.signal }), { name: 'AbortError' });
    assert.equal(model.features, undefined);
    await assert.rejects(model.save(), failure('ERR_NOT_TRAINED', /./));
    await model.train(data, { features: FEATURES });
    assert.deepEqual(await model.save(), await (await trainedModel(t)).save());
  });

  test(`inference stops too, and leaves the model unchanged (${place})`, async (t) => {
    const model = await trainedModel(t, { worker });
    const file = await model.save();
    let stop;
    const rows = manyRows(FEATURES, () => stop.abort());
    const latents = manyRows(SMALL.latentDim, () => stop.abort());
    const soon = () => setTimeout(() => stop.abort(), 10);
    for (const read of [
      // These read no rows; the signal comes after a small part of their duration.
      (signal) => (soon(), model.generate(3e6, { signal })),
      (signal) => (soon(), model.score([[1, 2, 3]], { signal, method: 'elbo', samples: 1e8 })),
      (signal) => (soon(), model.interpolate([1, 2, 3], [2, 3, 4], 3e6, { signal })),
      (signal) => model.encode(rows, { signal }),
      (signal) => model.decode(latents, { signal }),
      (signal) => model.reconstruct(rows, { signal }),
      (signal) => model.evaluate(rows, { signal }),
      (signal) => model.logLikelihood(rows, { signal }),
      (signal) => model.scoreFeatures(rows, { signal }),
      (signal) => model.diagnose(rows, { signal }),
      (signal) => model.fitMixture(rows, { signal }),
    ]) {
      stop = new AbortController();
      const [reading, waiting] = [read(stop.signal), read(stop.signal)];
      for (const { reason } of await Promise.allSettled([reading, waiting]))
        assert.equal(reason?.name, 'AbortError');
    }
    assert.deepEqual(await model.save(), file);
    assert.equal((await model.train(data)).length, 2 * SMALL.epochs);
  });
}

test('a timer stops inference even if every answer arrives before the calling thread looks', async (t) => {
  const model = await trainedModel(t);
  const stop = new AbortController();
  // Blocks the thread whenever rows have been passed on, until they have been answered.
  const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  let tenths = 0;
  const rows = manyRows(FEATURES, () => {
    if (tenths++ === 0) setTimeout(() => stop.abort(), 1);
    queueMicrotask(pause);
  });
  await assert.rejects(model.encode(rows, { signal: stop.signal }), { name: 'AbortError' });
  assert.ok(tenths <= 2, `${tenths} tenths of the rows were passed on; the timer was due after 1`);
});

test('a signal that is never aborted keeps no listener', async (t) => {
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args) => (listeners++, addEventListener.apply(signal, args));
  signal.removeEventListener = (...args) => (listeners--, removeEventListener.apply(signal, args));
  const model = untrainedModel(t);
  await model.train(data, { features: FEATURES, signal });
  await model.generate(10, { signal });
  await model.encode(data, { signal });
  assert.equal(listeners, 0);
});

test('a callback that fails after its training has ended does not stop the next one', async (t) => {
  const model = untrainedModel(t);
  let fail;
  const late = new Promise((_, reject) => (fail = reject));
  await model.train(data, { features: FEATURES, epochs: 1, onBatch: () => late });
  const epochs = 50;
  const next = model.train(data, { epochs, onEpoch: () => fail(new Error('late')) });
  assert.equal((await next).length, 1 + epochs);
});
