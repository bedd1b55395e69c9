import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { failure, refused } from '../support/failures.mjs';
import { data, FEATURES, trainedModel, untrainedModel } from '../support/models.mjs';

const refusals = {
  latentDim: [0, -1, 1.5, NaN, Infinity, '20', null, 2 ** 31],
  learningRate: [0, -1e-3, NaN, Infinity, '0.001'],
  batchSize: [0, -32, 0.5, NaN, true],
  epochs: [0, -1, 2.5, NaN],
  hiddenDims: [[0], [-4], [1.5], [NaN], 400, '400', ['400'], Array(65).fill(1), [[400]], Array(2)],
  activation: ['swish', 1, null, 'ReLU'],
  likelihood: ['poisson', 0, null],
  beta: [-1, NaN, Infinity, '1'],
  seed: [-1, 0.5, NaN, 2 ** 53, 1n, '7'],
  threads: [0, -1, 1.5, 'many', NaN],
  deterministic: [1, 'yes', null],
  build: ['fast', 1, null],
  worker: [0, 'no', null],
};

for (const [name, values] of Object.entries(refusals))
  for (const value of values)
    test(`new VAE() refuses ${name} ${typeof value} ${String(value).slice(0, 20)}`, () => {
      assert.throws(
        () => new VAE({ [name]: value }),
        failure('ERR_OPTION', new RegExp(`^${name} of new VAE\\(\\) must be .+, not .+\\.$`)),
      );
    });

test('the error names the given value and the valid ones', () => {
  assert.throws(
    () => new VAE({ latentDim: 0 }),
    failure(
      'ERR_OPTION',
      /^latentDim of new VAE\(\) must be an integer from 1 to 2147483647, not 0\.$/,
    ),
  );
  assert.throws(
    () => new VAE({ activation: 'swish' }),
    failure('ERR_OPTION', /'relu', 'tanh', 'sigmoid', 'softplus', 'gelu', not "swish"/),
  );
});

test('an unknown option is refused with the nearest known one', () => {
  for (const [given, nearest] of [
    ['latentdim', 'latentDim'],
    ['latent_dim', 'latentDim'],
    ['hiddenDim', 'hiddenDims'],
    ['batch', 'batchSize'],
    ['hidden', 'hiddenDims'],
    ['learning_rate', 'learningRate'],
  ])
    assert.throws(
      () => new VAE({ [given]: 1 }),
      failure('ERR_OPTION', new RegExp(`no option "${given}"; did you mean "(${nearest})"\\?`)),
    );
});

test('options must be an object', () => {
  for (const options of [null, 20, 'latentDim', [20]])
    assert.throws(() => new VAE(options), failure('ERR_OPTION', /takes an object of options/));
});

test('an undefined option has its default', () => {
  const model = new VAE({ latentDim: undefined, worker: undefined });
  assert.equal(model.latentDim, 20);
  assert.equal(model.backend.worker, true);
});

test('plain properties are available before training', () => {
  const model = new VAE({ latentDim: 3, seed: 5, worker: false, build: 'simd' });
  assert.deepEqual(
    [model.latentDim, model.seed, model.features, model.history, model.backend],
    [3, 5, undefined, [], { build: 'simd', threads: 1, worker: false }],
  );
});

test('the caller’s options stay unchanged', (t) => {
  const hiddenDims = Object.freeze([4]);
  const options = Object.freeze({ hiddenDims });
  untrainedModel(t, options);
  assert.deepEqual(options, { hiddenDims: [4] });
});

test('each call refuses bad options and leaves the model unchanged', async (t) => {
  const model = await trainedModel(t);
  const row = data.subarray(0, FEATURES);
  const latents = new Float32Array(2);
  const attempts = [
    [() => model.train(data, { epochs: 0 }), /^epochs of train\(\) must be an integer .+ not 0/],
    [() => model.train(data, { epochs: NaN }), /^epochs of train\(\)/],
    [() => model.train(data, { features: 0 }), /^features of train\(\)/],
    [() => model.train(data, { features: 1.5 }), /^features of train\(\)/],
    [() => model.train(data, { onEpoch: 'log' }), /^onEpoch of train\(\) must be a function/],
    [() => model.train(data, { onBatch: {} }), /^onBatch of train\(\) must be a function/],
    [() => model.train(data, { signal: {} }), /^signal of train\(\) must be an AbortSignal/],
    [() => model.train(data, { epoch: 3 }), /no option "epoch"; did you mean "epochs"/],
    [() => model.train(data, 3), /train\(\) takes an object of options/],
    [() => model.generate(-1), /^count of generate\(\) .+, not -1/],
    [() => model.generate(1.5), /^count of generate\(\)/],
    [() => model.generate(NaN), /^count of generate\(\)/],
    [() => model.generate({ seed: 1 }), /^count of generate\(\) .+, not an object/],
    [() => model.generate(1, { seed: -1 }), /^seed of generate\(\)/],
    [() => model.generate(1, { mean: 1 }), /^mean of generate\(\) must be true or false/],
    [() => model.generate(1, { sead: 1 }), /did you mean "seed"/],
    [() => model.encode(row, { features: 'x' }), /^features of encode\(\)/],
    [() => model.encode(row, { latents: 1 }), /encode\(\) has no option "latents"/],
    [() => model.decode(latents, { signal: 1 }), /^signal of decode\(\)/],
    [() => model.reconstruct(row, { sginal: 1 }), /did you mean "signal"/],
    [() => model.evaluate(row, { latent: 'mode' }), /^latent of evaluate\(\) .+ 'sample', 'mean'/],
    [() => model.evaluate(row, { seed: 2 ** 53 }), /^seed of evaluate\(\)/],
  ];
  for (const [attempt, sentence] of attempts) await refused(model, attempt, 'ERR_OPTION', sentence);
});

test('load() refuses bad options', async (t) => {
  const file = await (await trainedModel(t)).save();
  await assert.rejects(
    VAE.load(file, { threads: 0 }),
    failure('ERR_OPTION', /^threads of VAE\.load\(\)/),
  );
  await assert.rejects(VAE.load(file, { latentDim: 3 }), failure('ERR_OPTION', /"latentDim"/));
});
