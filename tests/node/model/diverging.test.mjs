import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '../support/failures.mjs';
import { data, FEATURES, untrainedModel } from '../support/models.mjs';

test('training whose loss explodes is an error and leaves an untrained model untrained', async (t) => {
  const exploding = untrainedModel(t, { learningRate: 1e30, likelihood: 'gaussian' });
  await assert.rejects(
    exploding.train(data, { features: FEATURES }),
    failure('ERR_DIVERGED', /epoch 1, batch \d+.*learningRate/s),
  );
  await assert.rejects(exploding.generate(), failure('ERR_NOT_TRAINED', /./));
});

test('a divergence reports the learning rate, also with a schedule', async (t) => {
  const attempts = [
    [{ learningRate: 1e30 }, /learningRate \(now 1e\+30\)/],
    [
      { learningRate: { schedule: 'cosine', epochs: 9, initial: 1e30 } },
      /learningRate \(whose schedule has initial: 1e\+30\)/,
    ],
    [
      // Explodes in the second epoch, before half of the warmup.
      {
        learningRate: { schedule: 'cosine', epochs: 9, warmup: 3, initial: 1e-3 },
        beta: { schedule: 'linear', epochs: 2, to: 1e30 },
      },
      /epoch 2, .*learningRate \(0\.000333 in epoch 1\)/,
    ],
  ];
  for (const [options, sentence] of attempts) {
    const model = untrainedModel(t, { ...options, likelihood: 'gaussian' });
    await assert.rejects(
      model.train(data, { features: FEATURES }),
      failure('ERR_DIVERGED', sentence),
    );
  }
});

test('an optimiser that overflows is a divergence and does not produce an unreadable file', async (t) => {
  const model = untrainedModel(t, { beta: 1e25 });
  await assert.rejects(
    model.train(data, { features: FEATURES }),
    failure('ERR_DIVERGED', /epoch 1/),
  );
});

test('odder rows have a higher loss, which is always finite', async (t) => {
  const model = untrainedModel(t, { hiddenDims: [40], epochs: 30 });
  await model.train(data, { features: FEATURES });
  const losses = [];
  for (let power = 1; power <= 38; power++)
    losses.push((await model.evaluate([[10 ** power, 1, 1]], { latent: 'mean' })).loss);
  assert.ok(losses.every(Number.isFinite), losses.join(' '));
  for (const [i, loss] of losses.entries())
    if (i > 0) assert.ok(loss >= losses[i - 1], `${losses}`);
  assert.ok(Number.isFinite((await model.evaluate([[1e38, -1e38, 1]])).loss));
});

test('odder rows have a higher score, which is always finite', async (t) => {
  const model = untrainedModel(t, { hiddenDims: [40], epochs: 30 });
  await model.train(data, { features: FEATURES });
  const rows = Array.from({ length: 38 }, (_, power) => [10 ** (power + 1), 1, 1]);
  for (const method of ['likelihood', 'elbo', 'reconstruction']) {
    const scores = await model.score(rows, { method });
    assert.ok(scores.every(Number.isFinite), String(scores));
    assert.ok(scores[6] > scores[3] && scores[3] > scores[1], String(scores));
  }
  const [furthest] = await model.score([[1e38, -1e38, 1e38]]);
  assert.ok(Number.isFinite(furthest), String(furthest));
});

test('calls that wait while a first training diverges are rejected', async (t) => {
  const model = untrainedModel(t, { learningRate: 1e30, batchSize: 256, likelihood: 'gaussian' });
  const rows = Float32Array.from({ length: 1024 * 300 }, (_, i) => Math.sin(i));
  const reads = [];
  const training = model.train(rows, {
    features: 300,
    onBatch() {
      reads.push(model.save(), model.generate(500), model.evaluate(rows));
    },
  });
  await assert.rejects(training, failure('ERR_DIVERGED', /./));
  for (const { status, reason } of await Promise.allSettled(reads))
    if (status === 'rejected') assert.equal(reason.code, 'ERR_NOT_TRAINED');
  await assert.rejects(model.generate(), failure('ERR_NOT_TRAINED', /./));
});
