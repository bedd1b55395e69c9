// allowBatches: a training that goes on a few batches at a time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '../support/failures.mjs';
import { data, FEATURES, ROWS, SMALL, untrainedModel } from '../support/models.mjs';

const BATCHES = Math.ceil(ROWS / SMALL.batchSize);

for (const worker of [true, false])
  for (const validation of [undefined, 0.2])
    test(`a training in steps makes the same model (worker: ${worker}, validation: ${validation})`, async (t) => {
      const options = { features: FEATURES, epochs: 3, validation };
      const straight = untrainedModel(t, { worker });
      await straight.train(data, options);
      const stepped = untrainedModel(t, { worker });
      const seen = [];
      let calls = 0;
      await stepped.train(data, {
        ...options,
        onBatch: ({ epoch, batch }) => seen.push([epoch, batch]),
        async allowBatches() {
          if (calls++ > 0) await stepped.generate(1, { seed: 1 });
          return calls % 2 === 0 ? 1 : 2;
        },
      });
      assert.ok(calls > 3 && calls < seen.length, `${calls} calls for ${seen.length} batches`);
      assert.deepEqual(await stepped.save(), await straight.save());
    });

test('a training does no batch that is not allowed', async (t) => {
  const model = untrainedModel(t);
  const done = [];
  const allowed = [2, 1, Infinity, Infinity];
  const before = [];
  await model.train(data, {
    features: FEATURES,
    epochs: 2,
    onBatch: ({ batch }) => done.push(batch),
    async allowBatches() {
      await new Promise((resolve) => setTimeout(resolve, 20));
      before.push(done.length);
      return allowed.shift();
    },
  });
  // The last call is that of the second epoch.
  assert.deepEqual(before, [0, 2, 3, BATCHES]);
});

test('a signal ends a training that waits for allowBatches', async (t) => {
  const model = untrainedModel(t);
  const stop = new AbortController();
  let calls = 0;
  const training = model.train(data, {
    features: FEATURES,
    signal: stop.signal,
    allowBatches() {
      if (calls++ === 0) return 1;
      setTimeout(() => stop.abort(new Error('enough')));
      return new Promise(() => {});
    },
  });
  await assert.rejects(training, /enough/);
  assert.equal((await model.generate(2)).length, 2 * FEATURES);
});

test('an error of allowBatches, or an answer that is no number of batches, ends the training', async (t) => {
  const model = untrainedModel(t);
  const train = (allowBatches) => model.train(data, { features: FEATURES, allowBatches });
  await assert.rejects(
    train(() => {
      throw new Error('no');
    }),
    /^Error: no$/,
  );
  for (const answer of [0, -1, 1.5, NaN, '2', undefined])
    await assert.rejects(
      train(() => answer),
      failure('ERR_OPTION', /^allowBatches returned .* whole number of batches from 1/),
    );
  assert.equal((await model.train(data, { features: FEATURES, epochs: 1 })).length, 1);
});
