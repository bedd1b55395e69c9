import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '../support/failures.mjs';
import {
  data,
  FEATURES,
  firstEpoch,
  ROWS,
  SMALL,
  trainedModel,
  untrainedModel,
} from '../support/models.mjs';

const placements = [true, false].map((worker) => ({ worker }));

for (const placement of placements) {
  const name = placement.worker ? 'worker' : 'in place';

  test(`onEpoch gets each record and is awaited (${name})`, async (t) => {
    const model = untrainedModel(t, placement);
    const events = [];
    const history = await model.train(data, {
      features: FEATURES,
      epochs: 3,
      async onEpoch(record) {
        events.push(['begins', record]);
        await sleep(10);
        events.push(['ends', record]);
      },
    });
    assert.deepEqual(
      events,
      history.flatMap((record) => [
        ['begins', record],
        ['ends', record],
      ]),
    );
    for (const [index, record] of history.entries()) {
      assert.equal(record.epoch, index + 1);
      assert.deepEqual(Object.keys(record).sort(), [
        'beta',
        'epoch',
        'gradientNorm',
        'kl',
        'klPerDimension',
        'learningRate',
        'loss',
        'reconstruction',
        'seconds',
      ]);
      assert.ok(record.seconds >= 0);
      assert.ok([record.loss, record.reconstruction, record.kl].every(Number.isFinite));
    }
  });

  test(`the model does not change while onEpoch is awaited (${name})`, async (t) => {
    const model = untrainedModel(t, placement);
    await model.train(data, {
      features: FEATURES,
      async onEpoch() {
        const file = await model.save();
        await sleep(20);
        assert.deepEqual(await model.save(), file);
      },
    });
  });

  test(`onBatch gets every batch, in order (${name})`, async (t) => {
    const model = untrainedModel(t, placement);
    const seen = [];
    const history = await model.train(data, {
      features: FEATURES,
      onBatch: (progress) => seen.push(progress),
    });
    const batches = Math.ceil(ROWS / SMALL.batchSize);
    assert.deepEqual(
      seen.map(({ epoch, batch }) => [epoch, batch]),
      [1, 2].flatMap((epoch) => Array.from({ length: batches }, (_, i) => [epoch, i + 1])),
    );
    assert.ok(seen.every((progress) => progress.batches === batches));
    const { loss, reconstruction, kl } = seen.at(-1);
    assert.deepEqual(
      { loss, reconstruction, kl },
      (({ loss, reconstruction, kl }) => ({ loss, reconstruction, kl }))(history.at(-1)),
    );
    // The running mean is the mean of the batches, weighted by their rows.
    const sizes = [16, 16, 16, 2];
    const sum = seen.slice(-4).reduce((sum, { batchLoss }, i) => sum + batchLoss * sizes[i], 0);
    assert.ok(Math.abs(sum / ROWS - loss) < 1e-9 * Math.abs(loss));
  });

  test(`callbacks do not change the result (${name})`, async (t) => {
    const model = untrainedModel(t, placement);
    await model.train(data, { features: FEATURES, onBatch() {}, onEpoch: () => sleep(1) });
    assert.deepEqual(await model.save(), await (await trainedModel(t)).save());
  });

  for (const callback of ['onEpoch', 'onBatch'])
    for (const [kind, fail] of [
      ['throws', () => { throw new RangeError('no more'); }], // prettier-ignore
      ['rejects', () => Promise.reject(new RangeError('no more'))],
    ])
      test(`what ${callback} ${kind} ends the training and rejects it (${name})`, async (t) => {
        const model = untrainedModel(t, placement);
        await assert.rejects(
          model.train(data, { features: FEATURES, epochs: 1e6, [callback]: fail }),
          RangeError('no more'),
        );
        await model.train(data, { epochs: 1 });
        assert.equal(model.history.at(-1).epoch, model.history.length);
      });

  test(`inference during training sees one state (${name})`, async (t) => {
    // Several chunks of the same row: a changing state would show between them.
    const rows = 64 * 2500;
    const same = {
      data: Float32Array.from({ length: rows * 3 }, (_, k) => (k % 3) + 1),
      shape: [rows, 3],
    };
    const different = (values) => new Set(values.filter((_, k) => k % 2 === 0)).size;
    const model = await trainedModel(t, { ...placement, learningRate: 0.01, batchSize: 4 });
    const still = await model.encode(same);
    assert.equal(different(still.mean), 1, 'rows differ even without training');

    const stop = new AbortController();
    const { training } = await firstEpoch(model, { epochs: 1e6, signal: stop.signal });
    const [first, , second] = await Promise.all([
      model.encode(same),
      sleep(20),
      model.encode(same),
    ]);
    for (const { mean, logVariance } of [first, second]) {
      assert.equal(different(mean), 1);
      assert.equal(different(logVariance), 1);
    }
    assert.notEqual(first.mean[0], still.mean[0], 'the model was not in training');
    stop.abort();
    await assert.rejects(training, { name: 'AbortError' });
  });

  test(`inference during training does not change its result (${name})`, async (t) => {
    const model = await trainedModel(t, placement);
    const training = model.train(data, { epochs: 50 });
    for (let i = 0; i < 5; i++) {
      await Promise.all([
        model.encode(data),
        model.reconstruct(data),
        model.evaluate(data),
        model.generate(10, { seed: i }),
        model.decode([[0, 1]]),
        model.save(),
      ]);
    }
    await training;
    const twin = await trainedModel(t);
    await twin.train(data, { epochs: 50 });
    assert.deepEqual(await model.save(), await twin.save());
  });

  test(`a failed call during training does not stop it (${name})`, async (t) => {
    const model = await trainedModel(t, placement);
    const training = model.train(data, { epochs: 20 });
    await assert.rejects(model.encode([[1, NaN, 3]]), failure('ERR_DATA_VALUE', /NaN in row 0/));
    assert.equal((await training).length, SMALL.epochs + 20);
  });
}

test('the history is a copy, and its records are frozen', async (t) => {
  const model = await trainedModel(t);
  model.history.pop();
  assert.equal(model.history.length, SMALL.epochs);
  assert.throws(() => {
    'use strict';
    model.history[0].loss = 0;
  }, TypeError);
});

test('the history grows during training', async (t) => {
  const model = untrainedModel(t);
  const lengths = [];
  await model.train(data, {
    features: FEATURES,
    epochs: 3,
    onEpoch: () => lengths.push(model.history.length),
  });
  assert.deepEqual(lengths, [1, 2, 3]);
});

test('training that diverges says where, and the model returns to its last finite epoch', async (t) => {
  const wild = { learningRate: 1e30, likelihood: 'gaussian' };
  const model = untrainedModel(t, wild);
  await assert.rejects(
    model.train(data, { features: FEATURES }),
    failure(
      'ERR_DIVERGED',
      /^The loss stopped being finite at epoch 1, batch \d+; .* learningRate/,
    ),
  );
  assert.deepEqual(model.history, []);
});
