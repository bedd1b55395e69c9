// VAE.import() of what PyTorch wrote: the model computes as PyTorch does.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { VAE } from 'vae1';
import { findPythonWith } from '../../tools/toolchain/python-modules.mjs';
import { runProgram } from '../package/run-program.mjs';
import { close } from './close.mjs';
import { scoringNoise } from './normal-noise.mjs';
import { floats, runGraph } from './table-feeds.mjs';

const python = findPythonWith('torch', 'numpy');
const skip = !python && 'no python3 here has torch; PYTHON names another';
const [FEATURES, LATENT, ROWS, SAMPLES, SEED] = [6, 3, 20, 7, 11];
const fractions = (rows, width) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: width }, (_, j) => Math.fround(0.5 + 0.4 * Math.sin(3 * i + j * j))),
  );
const noise = scoringNoise(SEED, SAMPLES, LATENT);
const CASE = {
  rows: fractions(ROWS, FEATURES),
  latents: fractions(5, LATENT),
  noise: Array.from({ length: SAMPLES }, (_, k) => [
    ...noise.subarray(k * LATENT, (k + 1) * LATENT),
  ]),
  offset: [0, 1, -2, 0.5, 0.25, 3],
  scale: [1, 2, 0.5, 4, 0.125, 1],
};
const SCALED = {
  encoder: ['body.0', 'body.2'],
  ...{ mean: 'mu', logVariance: 'log_var' },
  decoder: ['out.0', 'out.2'],
};

test('models of PyTorch compute as they did there', { skip }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-state-dicts-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'case.json'), JSON.stringify(CASE));
  const script = fileURLToPath(new URL('make_state_dicts.py', import.meta.url));
  const { code, stdout, stderr } = await runProgram(python, [
    script,
    join(folder, 'case.json'),
    folder,
  ]);
  assert.equal(code, 0, stderr);
  const expected = JSON.parse(stdout);
  const imported = async (name, description) => {
    const file = await readFile(join(folder, `${name}.safetensors`));
    const model = await VAE.import(file, { seed: SEED, ...description }, { worker: false });
    t.after(() => model.dispose());
    assert.deepEqual([model.features, model.latentDim], [FEATURES, LATENT]);
    return model;
  };

  await t.test('the VAE of pytorch/examples', async () => {
    const model = await imported('example', { architecture: 'pytorch-examples' });
    const { mean, logVariance } = await model.encode(CASE.rows);
    close(mean, expected.example.mean, 'mean', () => 0.1);
    close(logVariance, expected.example.logVariance, 'logVariance', () => 0.1);
    close(await model.decode(CASE.latents), expected.example.decoded, 'decoded');
    const scores = await model.score(CASE.rows, { method: 'elbo', samples: SAMPLES });
    close(scores, expected.example.elbo, 'the loss');
    const made = await model.generate(50, { seed: 1 });
    assert.ok(made.every((value) => value > 0 && value < 1));
    const copy = await VAE.load(await model.save(), { worker: false });
    t.after(() => copy.dispose());
    assert.deepEqual(await copy.generate(50, { seed: 1 }), made);
  });

  await t.test("the decoder of CTGAN's TVAE", async () => {
    const model = await imported('tvae', { architecture: 'ctgan-tvae' });
    close(await model.decode(CASE.latents), expected.tvae.decoded, 'decoded', () => 0.1);
    const graph = await model.export({ format: 'onnx', graph: 'decoder' });
    const { x } = await runGraph(graph, { z: floats(Float32Array.from(CASE.latents.flat()), 5, LATENT) }); // prettier-ignore
    close(x.data, expected.tvae.decoded, 'the graph', () => 0.1);
    // Without an encoder, the posterior is the prior.
    const { mean, logVariance } = await model.encode(CASE.rows);
    assert.ok([...mean, ...logVariance].every((value) => value === 0));
    const scores = await model.score(CASE.rows, { samples: SAMPLES });
    close(scores, expected.tvae.score, 'the score');
    const [rows, means] = [await model.generate(4000, { seed: 1 }), await model.generate(4000, { seed: 1, mean: true })]; // prettier-ignore
    const square = (rows.reduce((sum, x, i) => sum + (i % FEATURES ? 0 : (x - means[i]) ** 2), 0)) / 4000; // prettier-ignore
    const [sigma] = expected.tvae.sigma;
    assert.ok(Math.abs(Math.sqrt(square) / sigma - 1) < 0.1, `${Math.sqrt(square)}, not ${sigma}`);
    // It goes on training.
    await model.train(CASE.rows, { epochs: 1 });
    assert.equal(model.history.length, 1);
  });

  await t.test('named layers of another network, in scaled columns', async () => {
    const model = await imported('scaled', {
      ...{ architecture: SCALED, activation: 'tanh', likelihood: 'gaussian', logVariance: -1 },
      scaling: { offset: CASE.offset, scale: CASE.scale },
    });
    const { mean, logVariance } = await model.encode(CASE.rows);
    close(mean, expected.scaled.mean, 'mean', () => 0.1);
    close(logVariance, expected.scaled.logVariance, 'logVariance', () => 0.1);
    const decoded = await model.decode(CASE.latents);
    close(decoded, expected.scaled.decoded, 'decoded', (i) => CASE.scale[i % FEATURES]);
  });
});
