// The graphs of a model, run in onnxruntime-web: they agree with the calls of the package.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '../node/support/failures.mjs';
import { close } from './close.mjs';
import { graphNumbers as run } from './graph-numbers.mjs';
import { scoringNoise } from './normal-noise.mjs';
import { FEATURES, kindsOfModels, ROWS, spreadsOf, trainedKind } from './small-models.mjs';

const SAMPLES = 7;

const graphOf = (model, graph, method) => model.export({ format: 'onnx', graph, method });

for (const [name, kind] of Object.entries(kindsOfModels()))
  test(`the graphs agree with the calls: ${name}`, async (t) => {
    const { rows } = kind;
    const model = await trainedKind(t, kind);
    const { latentDim } = model;
    assert.equal(model.prior, kind.options.prior ?? 'standard');
    const features = { features: FEATURES };
    const x = [rows, [ROWS, FEATURES]];

    const posterior = await model.encode(rows, features);
    const encoded = await run(await graphOf(model, 'encoder'), { x });
    for (const output of ['mean', 'logVariance'])
      close(encoded[output], posterior[output], output, () => 0.1);

    const latents = [
      Float32Array.from({ length: 5 * latentDim }, (_, i) => 2 * Math.sin(3 * i)),
      [5, latentDim],
    ];
    const decoded = await run(await graphOf(model, 'decoder'), { z: latents });
    const vectors = Array.from({ length: 5 }, (_, i) =>
      latents[0].subarray(latentDim * i, latentDim * (i + 1)),
    );
    const spread = spreadsOf(kind.options);
    close(decoded.x, await model.decode(vectors), 'decoded', (i) => spread[i % FEATURES]);

    const noise = [scoringNoise(model.seed, SAMPLES, latentDim), [SAMPLES, latentDim]];
    for (const method of ['likelihood', 'elbo', 'reconstruction']) {
      const { score } = await run(await graphOf(model, 'score', method), { x, noise });
      close(
        score,
        await model.score(rows, { ...features, method, samples: SAMPLES }),
        method,
        () => 0.1,
      );
    }
  });

test('gaps are filled as reconstruct() fills them, and other values stay', async (t) => {
  for (const likelihood of ['gaussian', 'bernoulli']) {
    const kind = kindsOfModels()[`${likelihood}, relu, with gaps`];
    const { rows, options } = kind;
    const model = await trainedKind(t, kind);
    const { imputed } = await run(await graphOf(model, 'impute'), { x: [rows, [ROWS, FEATURES]] });
    const made = await model.reconstruct(rows, { features: FEATURES });
    const expected = rows.map((value, at) => (Number.isNaN(value) ? made[at] : value));
    assert.notDeepEqual(expected, rows);
    const spread = spreadsOf(options);
    close(imputed, expected, 'imputed', (i) => spread[i % FEATURES]);
  }
  const whole = await trainedKind(t, kindsOfModels()['gaussian, relu']);
  const sentence =
    /graph of export\(\) must not be 'impute' for this VAE: it has no gaps without missing: true/;
  await assert.rejects(graphOf(whole, 'impute'), failure('ERR_OPTION', sentence));
});

test('a row that is far out, or differs in a constant column, has the same score', async (t) => {
  const model = await trainedKind(t, {
    options: { likelihood: 'gaussian' },
    rows: kindsOfModels()['without hidden layers'].rows,
  });
  const odd = Float32Array.of(170, 0, 4, 1e6, 1e30, 0, 3.5, 1e6, 300, -1e5, 3.5, 2e6);
  const noise = [scoringNoise(model.seed, 1, 3), [1, 3]];
  const { score } = await run(await graphOf(model, 'score'), { x: [odd, [3, FEATURES]], noise });
  close(
    score,
    await model.score(odd, { features: FEATURES, method: 'likelihood', samples: 1 }),
    'score',
  );
});

test('the number of rows is free: one, or none', async (t) => {
  const model = await trainedKind(t, kindsOfModels()['gaussian, relu, with gaps']);
  const { score: none } = await run(await graphOf(model, 'score'), {
    x: [new Float32Array(0), [0, FEATURES]],
    noise: [new Float32Array(6), [2, 3]],
  });
  assert.equal(none.length, 0);
  const one = await run(await graphOf(model, 'encoder'), {
    x: [Float32Array.of(170, NaN, 3.5, 1e6), [1, FEATURES]],
  });
  assert.equal(one.mean.length, 3);
});

test('equal models give equal graphs', async (t) => {
  const kind = kindsOfModels()['bernoulli, gelu'];
  const [a, b] = [await trainedKind(t, kind), await trainedKind(t, kind)];
  assert.deepEqual(await graphOf(a, 'score'), await graphOf(b, 'score'));
});

test('options that no graph has are refused', async (t) => {
  const model = await trainedKind(t, kindsOfModels()['bernoulli, relu']);
  const cases = [
    [
      { format: 'onnx' },
      /graph of export\(\) must be one of "encoder", "decoder", "score", "impute" for/,
    ],
    [{ format: 'onnx', graph: 'sampler' }, /graph of export\(\) must be one of/],
    [
      { format: 'onnx', graph: 'encoder', categories: 'codes' },
      /categories of export\(\) is for the format 'onnx' of tables alone/,
    ],
    [
      { format: 'onnx', graph: 'score', method: 'neighbours' },
      /method of export\(\) must not be 'neighbours'/,
    ],
    [
      { format: 'onnx', graph: 'encoder', method: 'elbo' },
      /method of export\(\) is for the graph 'score' alone/,
    ],
    [
      { format: 'safetensors', graph: 'encoder' },
      /graph of export\(\) is for the format 'onnx' alone/,
    ],
  ];
  for (const [options, sentence] of cases)
    await assert.rejects(model.export(options), failure('ERR_OPTION', sentence));
});
