// The graphs of models of images, run in onnxruntime-web: they agree with the calls of the package, in the
// order of rows that the user has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteLosses } from '../../build/js/exchange/onnx/discretized-logistic.js';
import { GraphBuilder } from '../../build/js/exchange/onnx/graph-builder.js';
import { modelProto } from '../../build/js/exchange/onnx/messages.js';
import { failure } from '../node/support/failures.mjs';
import { close } from './close.mjs';
import { graphNumbers } from './graph-numbers.mjs';
import { IMAGES, kindsOfImages, trainedImages } from '../node/support/image-models.mjs';
import { scoringNoise } from './normal-noise.mjs';

const SAMPLES = 7;
const graphOf = (model, graph, method) => model.export({ format: 'onnx', graph, method });

/** A graph of a model of bytes takes them divided by 255. */
const shares = (bytes) => Float32Array.from(bytes, (byte) => byte / 255);

for (const [name, kind] of Object.entries(kindsOfImages()))
  test(`the graphs agree with the calls: ${name}`, async (t) => {
    const { rows, features } = kind;
    const model = await trainedImages(t, kind);
    const { latentDim } = model;
    const x = [shares(rows), [IMAGES, features]];

    const posterior = await model.encode(rows);
    const encoded = await graphNumbers(await graphOf(model, 'encoder'), { x });
    for (const output of ['mean', 'logVariance'])
      close(encoded[output], posterior[output], output, () => 0.1);

    const latents = Float32Array.from({ length: 5 * latentDim }, (_, i) => 2 * Math.sin(3 * i));
    const decoded = await graphNumbers(await graphOf(model, 'decoder'), {
      z: [latents, [5, latentDim]],
    });
    const vectors = Array.from({ length: 5 }, (_, i) =>
      latents.subarray(latentDim * i, latentDim * (i + 1)),
    );
    close(decoded.x, await model.decode(vectors), 'decoded', () => 0.1);

    const noise = [scoringNoise(model.seed, SAMPLES, latentDim), [SAMPLES, latentDim]];
    for (const method of ['likelihood', 'elbo', 'reconstruction']) {
      const { score } = await graphNumbers(await graphOf(model, 'score', method), { x, noise });
      const expected = await model.score(rows, { method, samples: SAMPLES });
      close(score, expected, method, () => features);
    }
  });

test('bytes far from what the model expects have the same score', async (t) => {
  const kind = kindsOfImages()['channels first, groups and a residual block'];
  // All alike, so that the scales become small.
  const model = await trainedImages(t, { ...kind, rows: kind.rows.map(() => 100) });
  const odd = Uint8Array.from({ length: 4 * kind.features }, (_, at) =>
    at < kind.features ? 0 : [255, 101, (at * 37) % 256][Math.floor(at / kind.features) - 1],
  );
  const noise = [scoringNoise(model.seed, 1, model.latentDim), [1, model.latentDim]];
  const x = [shares(odd), [4, kind.features]];
  const { score } = await graphNumbers(await graphOf(model, 'score'), { x, noise });
  const expected = await model.score(odd, { method: 'likelihood', samples: 1 });
  // More than 20 bits for each byte, where a sigmoid would have no digits left.
  assert.ok(expected[0] > 20 * Math.LN2 * kind.features, `${expected[0]}`);
  close(score, expected, 'score', () => kind.features);
});

test('the number of images is free: one, or none', async (t) => {
  const kind = kindsOfImages()['channels first, groups and a residual block'];
  const { features } = kind;
  const model = await trainedImages(t, kind, { epochs: 1 });
  const scoring = await graphOf(model, 'score');
  const noise = [new Float32Array(6), [2, 3]];
  for (const count of [0, 1]) {
    const x = [new Float32Array(count * features), [count, features]];
    assert.equal((await graphNumbers(scoring, { x, noise })).score.length, count);
  }
});

test('equal models give equal graphs', async (t) => {
  const kind = kindsOfImages()['a kernel of 4 x 3, padded by 1'];
  const [a, b] = [await trainedImages(t, kind), await trainedImages(t, kind)];
  assert.deepEqual(await graphOf(a, 'score'), await graphOf(b, 'score'));
});

test('there is no graph that fills gaps, since images have none', async (t) => {
  const model = await trainedImages(
    t,
    kindsOfImages()['the layers by default, and a mixture as the prior'],
    { epochs: 1 },
  );
  const sentence =
    /graph of export\(\) must not be 'impute' for this VAE: models of images have no gaps/;
  await assert.rejects(graphOf(model, 'impute'), failure('ERR_OPTION', sentence));
});

test('the loss of a byte is precise at every scale, from the narrowest to the widest', async () => {
  // In double precision, as src/likelihood/discretized_logistic.cpp.
  const cases = [];
  for (let s = -8; s <= 12; s += 0.37)
    for (const m of [-1.2, -0.5, 0.013, 0.99])
      for (const k of [0, 1, 64, 129, 254, 255]) cases.push({ s, m, x: k / 255 });
  const expected = cases.map(({ s, m, x }) => {
    const scale = Math.exp(Math.max(s, -6));
    const softplus = (t) => Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
    const [a, b] = [1, -1].map((side) => (2 * x - 1 - m + side / 255) / scale);
    if (x === 0) return softplus(-a);
    if (x === 1) return softplus(b);
    return softplus(-a) + softplus(b) - Math.log(-Math.expm1(b - a));
  });
  const graph = new GraphBuilder('bytes', '');
  const rows = graph.input('x', ['N', 1, 1], '');
  const losses = byteLosses(graph, 1, rows, graph.input('o', ['N', 1, 2], ''));
  graph.output('losses', ['N', 1, 1], '', losses);
  const outputs = cases.flatMap(({ m, s }) => [m, s]);
  const { losses: actual } = await graphNumbers(modelProto(graph.graph()), {
    x: [Float32Array.from(cases, ({ x }) => x), [cases.length, 1, 1]],
    o: [Float32Array.from(outputs), [cases.length, 1, 2]],
  });
  close(actual, expected, 'losses', () => 0.1);
});
