// jax-js's runner (serve-lines.mjs), on its WebAssembly device; the whole step is one jit.
import { defaultDevice, init, jit, numpy as np, valueAndGrad } from '@jax-js/jax';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serveLines } from '../serve-lines.mjs';
import { readRows } from './rows.mjs';
import { trainingRates } from './train-rate.mjs';

const NOISE_BATCHES = 8;

await init();
defaultDevice('wasm');

await serveLines({ name: `jax-js ${version()} wasm` }, trainingRates(makeTraining));

function makeTraining(net, batchSize) {
  const { features, hidden, latent } = net;
  const array = (values, shape) => np.array(values).reshape(shape);
  const uniform = (inputs, shape) => {
    const bound = 1 / Math.sqrt(inputs);
    const size = shape.reduce((a, b) => a * b);
    const values = Float32Array.from({ length: size }, () => (2 * Math.random() - 1) * bound);
    return array(values, shape);
  };
  const parameters = {};
  for (const [name, inputs, outputs] of [
    ['encoder', features, hidden],
    ['head', hidden, 2 * latent],
    ['decoder', latent, hidden],
    ['output', hidden, features],
  ]) {
    parameters[`${name}Weights`] = uniform(inputs, [inputs, outputs]);
    parameters[`${name}Bias`] = uniform(inputs, [outputs]);
  }
  const names = Object.keys(parameters);
  const mapNames = (value) => Object.fromEntries(names.map((name) => [name, value(name)]));
  const zeros = () => mapNames((name) => np.zerosLike(parameters[name].ref));

  const relu = (x) => np.maximum(x, 0);
  const loss = (p, x, noise) => {
    const h = relu(np.matmul(x.ref, p.encoderWeights).add(p.encoderBias));
    const [mean, logVariance] = np.split(np.matmul(h, p.headWeights).add(p.headBias), 2, 1);
    const z = mean.ref.add(np.exp(logVariance.ref.mul(0.5)).mul(noise));
    const decoded = relu(np.matmul(z, p.decoderWeights).add(p.decoderBias));
    const logits = np.matmul(decoded, p.outputWeights).add(p.outputBias);
    const softplus = np.log1p(np.exp(np.absolute(logits.ref).mul(-1)));
    const nll = np.sum(np.maximum(logits.ref, 0).sub(logits.mul(x)).add(softplus));
    const inner = logVariance.ref.add(1).sub(np.square(mean)).sub(np.exp(logVariance));
    return nll.add(np.sum(inner).mul(-0.5)).mul(1 / batchSize);
  };
  // Adam's bias corrections are two scalars. Their cost does not count.
  const update = jit((p, m, v, x, noise) => {
    const [value, gradient] = valueAndGrad(loss)(
      mapNames((name) => p[name].ref),
      x,
      noise,
    );
    const next = { p: {}, m: {}, v: {} };
    for (const name of names) {
      next.m[name] = m[name].mul(0.9).add(gradient[name].ref.mul(0.1));
      next.v[name] = v[name].mul(0.999).add(np.square(gradient[name]).mul(0.001));
      const scale = np.sqrt(next.v[name].ref).add(1e-8);
      next.p[name] = p[name].sub(next.m[name].ref.mul(1e-3).div(scale));
    }
    return [value, next.p, next.m, next.v];
  });

  const values = readRows(net);
  const size = batchSize * features;
  const batches = Array.from({ length: Math.floor(values.length / size) }, (_, i) =>
    array(values.slice(i * size, (i + 1) * size), [batchSize, features]),
  );
  const noises = Array.from({ length: NOISE_BATCHES }, () =>
    array(Float32Array.from({ length: batchSize * latent }, normal), [batchSize, latent]),
  );
  let state = [parameters, zeros(), zeros()];
  let last;
  return {
    step(index) {
      last?.dispose();
      const x = batches[index % batches.length].ref;
      [last, ...state] = update(...state, x, noises[index % NOISE_BATCHES].ref);
    },
    async settled() {
      await last.ref.data();
      for (const name of names) await state[0][name].ref.data();
    },
  };
}

/** Box and Muller (1958). */
function normal() {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

/** Its package.json is not among its exports. */
function version() {
  let folder = dirname(createRequire(import.meta.url).resolve('@jax-js/jax'));
  for (;;) {
    try {
      return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
    } catch {
      folder = dirname(folder);
    }
  }
}
