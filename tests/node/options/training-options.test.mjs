// Each training option is off by default and changes the training when set.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { binaryRows } from '../support/data.mjs';
import { failure } from '../support/failures.mjs';
import { data, loadedModel, ROWS, trainedModel } from '../support/models.mjs';

const near = (actual, expected, tolerance = 1e-9) =>
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual}`,
  );
const settings = (model, name) => model.history.map((record) => record[name]);

const off = {
  objective: 'elbo',
  beta: 1,
  freeBits: 0,
  learningRate: 1e-3,
  weightDecay: 0,
  maxGradientNorm: undefined,
};
const on = {
  objective: 'iwae',
  beta: { schedule: 'linear', epochs: 4 },
  freeBits: 0.5,
  learningRate: { schedule: 'cosine', epochs: 4 },
  weightDecay: 0.1,
  maxGradientNorm: 0.1,
};

for (const name of Object.keys(on)) {
  test(`${name} is off by default, set by one option, and saved with the model`, async (t) => {
    const plain = await (await trainedModel(t)).save();
    assert.deepEqual(await (await trainedModel(t, { [name]: off[name] })).save(), plain);
    const options = { [name]: on[name], epochs: 4 };
    const model = await trainedModel(t, options);
    const twin = await trainedModel(t, { epochs: 4 });
    const rows = { seed: 1 };
    assert.notDeepEqual(await model.generate(9, rows), await twin.generate(9, rows));

    const part = await trainedModel(t, { ...options, epochs: 1 });
    const loaded = await loadedModel(t, await part.save());
    await loaded.train(data, { epochs: 3 });
    assert.deepEqual(await loaded.generate(9, rows), await model.generate(9, rows));
    assert.deepEqual(
      loaded.history.map(({ loss }) => loss),
      model.history.map(({ loss }) => loss),
    );
  });
}

test('the record has the KL divergence of each latent dimension', async (t) => {
  const model = await trainedModel(t);
  for (const { kl, klPerDimension, beta, learningRate, gradientNorm } of model.history) {
    assert.equal(klPerDimension.length, model.latentDim);
    near(
      klPerDimension.reduce((sum, x) => sum + x, 0),
      kl,
      1e-6,
    );
    assert.deepEqual([beta, learningRate], [1, 1e-3]);
    assert.ok(gradientNorm > 0);
    assert.throws(() => klPerDimension.push(0), TypeError);
  }
});

test('beta follows its schedule across train() calls and files', async (t) => {
  const linear = { schedule: 'linear', epochs: 4, from: 1, to: 3 };
  const model = await trainedModel(t, { beta: linear, epochs: 2 });
  await model.train(data, { epochs: 1 });
  const loaded = await loadedModel(t, await model.save());
  await loaded.train(data, { epochs: 3 });
  assert.deepEqual(settings(loaded, 'beta'), [1, 1.5, 2, 2.5, 3, 3]);
  for (const { loss, reconstruction, kl, beta } of loaded.history)
    near(loss, reconstruction + beta * kl);

  const cyclic = { schedule: 'cyclic', epochs: 8, cycles: 2 };
  const cycling = await trainedModel(t, { beta: cyclic, epochs: 10 });
  assert.deepEqual(settings(cycling, 'beta'), [0, 0.5, 1, 1, 0, 0.5, 1, 1, 1, 1]);
});

test('evaluate() weights with the target beta', async (t) => {
  const model = await trainedModel(t, { beta: { schedule: 'linear', epochs: 10, to: 3 } });
  const { loss, reconstruction, kl } = await model.evaluate(data);
  near(loss, reconstruction + 3 * kl);
});

test('each dimension counts at least its free bits', async (t) => {
  const model = await trainedModel(t, { freeBits: 5 });
  for (const { loss, reconstruction, kl } of model.history) {
    near(loss, reconstruction + 2 * 5);
    assert.ok(kl < 5, 'the KL divergence itself is raw');
  }
});

test('the learning rate follows a cosine after its warmup', async (t) => {
  const learningRate = { schedule: 'cosine', initial: 0.01, epochs: 6, warmup: 2, final: 0.002 };
  const model = await trainedModel(t, { learningRate, epochs: 8 });
  const expected = [0.005, 0.01];
  for (let i = 0; i < 4; i++) expected.push(0.006 + 0.004 * Math.cos((Math.PI * i) / 4));
  for (const [i, rate] of settings(model, 'learningRate').entries())
    near(rate, [...expected, 0.002, 0.002][i], 1e-12);
});

test('the learning rate falls on a plateau', async (t) => {
  const learningRate = { schedule: 'plateau', initial: 0.1, patience: 0, factor: 0.5 };
  const model = await trainedModel(t, { learningRate, epochs: 30 });
  const rates = settings(model, 'learningRate');
  const losses = settings(model, 'loss');
  let rate = 0.1;
  let best = Infinity;
  for (const [i, loss] of losses.entries()) {
    assert.equal(rates[i], rate);
    if (best === Infinity || loss < best - 1e-4 * Math.abs(best)) best = loss;
    else rate *= 0.5;
  }
  assert.ok(rate < 0.1, 'the loss never rose');
});

test('weight decay pulls the weights towards 0', async (t) => {
  const size = async (weightDecay) => {
    const model = await trainedModel(t, { weightDecay, learningRate: 0.01, epochs: 60 });
    const { mean } = await model.encode(data);
    return mean.reduce((sum, x) => sum + x * x, 0);
  };
  assert.ok((await size(20)) < 0.1 * (await size(0)));
});

test('a clipped gradient is reported with its original norm', async (t) => {
  const options = { batchSize: ROWS, epochs: 1 };
  const plain = await trainedModel(t, options);
  const clipped = await trainedModel(t, { ...options, maxGradientNorm: 1e-3 });
  assert.deepEqual(settings(clipped, 'gradientNorm'), settings(plain, 'gradientNorm'));
});

test('the importance-weighted bound is tighter, and with one sample it is the ELBO on average', async (t) => {
  const rows = binaryRows(2000, 6);
  const last = async (options) => {
    const model = await trainedModel(t, { ...options, epochs: 10 }, rows, 6);
    return model.history.at(-1);
  };
  // Weights that hardly change: equal draws, and so equal reconstructions.
  const still = { learningRate: 1e-12 };
  const elbo = await last(still);
  const one = await last({ ...still, objective: 'iwae', importanceSamples: 1 });
  near(one.reconstruction, elbo.reconstruction, 1e-6);
  near(one.loss, elbo.loss, 0.01);
  assert.notEqual(one.loss, elbo.loss);
  const many = await last({ objective: 'iwae', importanceSamples: 20 });
  near(one.loss, elbo.loss, 0.01);
  assert.ok(many.loss < many.reconstruction + many.kl);
});

test('invalid schedules are refused', () => {
  for (const [options, sentence] of [
    [
      { beta: { schedule: 'step' } },
      /^beta of new VAE\(\) must be a finite number >= 0, or an object/,
    ],
    [{ beta: { epochs: 3 } }, /^beta of new VAE\(\) must be a finite number >= 0, or an object/],
    [{ beta: { schedule: 'linear' } }, /^epochs in beta of new VAE\(\) must be .* not undefined/],
    [
      { beta: { schedule: 'linear', epochs: 0 } },
      /^epochs in beta of new VAE\(\) must be .* not 0/,
    ],
    [{ beta: { schedule: 'linear', epochs: 3, form: 1 } }, /no option "form".* "from"/],
    [{ beta: { schedule: 'linear', epochs: 3, cycles: 1 } }, /^beta of .* no option "cycles"/],
    [
      { beta: { schedule: 'linear', epochs: 3, to: -1 } },
      /^to in beta of new VAE\(\) must be .* -1/,
    ],
    [{ beta: { schedule: 'cyclic', epochs: 3 } }, /^cycles in beta .* at most epochs/],
    [{ beta: { schedule: 'cyclic', epochs: 9, ratio: 0 } }, /^ratio in beta of new VAE\(\)/],
    [{ learningRate: { schedule: 'cosine' } }, /^epochs in learningRate of new VAE\(\) must be/],
    [{ learningRate: { schedule: 'cosine', epochs: 3, warmup: 3 } }, /^warmup in .* less than/],
    [{ learningRate: { schedule: 'cosine', epochs: 3, initial: 0 } }, /^initial in learningRate/],
    [{ learningRate: { schedule: 'plateau', factor: 1 } }, /^factor in learningRate/],
    [{ learningRate: { schedule: 'plateau', patience: -1 } }, /^patience in learningRate/],
    [{ learningRate: { schedule: 'plateau', treshold: 1 } }, /did you mean "threshold"/],
    [{ weightDecay: -1 }, /^weightDecay of new VAE\(\) must be a finite number >= 0/],
    [{ maxGradientNorm: 0 }, /^maxGradientNorm of new VAE\(\) must be a finite number > 0/],
    [{ freeBits: NaN }, /^freeBits of new VAE\(\)/],
    [{ objective: 'vae' }, /^objective of new VAE\(\) must be one of 'elbo', 'iwae'/],
    [{ importanceSamples: 0 }, /^importanceSamples of new VAE\(\)/],
    [
      { objective: 'iwae', freeBits: 1 },
      /^freeBits of new VAE\(\) must be 0, not 1, if objective is 'iwae'/,
    ],
  ])
    assert.throws(() => new VAE(options), failure('ERR_OPTION', sentence));
});
