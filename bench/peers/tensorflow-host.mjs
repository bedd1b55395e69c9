// TensorFlow.js's runner (serve-lines.mjs). Argument: the backend, `wasm` or `cpu`.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { serveLines } from '../serve-lines.mjs';
import { readRows } from './rows.mjs';
import { trainingRates } from './train-rate.mjs';

// Its profiler needs one, and Node has none.
globalThis.requestAnimationFrame ??= (callback) => setTimeout(callback, 0);

const backend = process.argv[2];
if (backend === 'wasm') {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(entry)}/`);
}
if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
await tf.ready();

await serveLines(
  { name: `TensorFlow.js ${tf.version.tfjs} ${backend}` },
  trainingRates(makeTraining),
);

function makeTraining(net, batchSize) {
  const { features, hidden, latent, rows } = net;
  const x = tf.tensor2d(readRows(net), [rows, features]);
  const dense = (inputs, outputs) => {
    const bound = 1 / Math.sqrt(inputs);
    const weights = tf.variable(tf.randomUniform([inputs, outputs], -bound, bound));
    const bias = tf.variable(tf.randomUniform([outputs], -bound, bound));
    return (input) => input.matMul(weights).add(bias);
  };
  const encoder = dense(features, hidden);
  const meanHead = dense(hidden, latent);
  const logVarianceHead = dense(hidden, latent);
  const decoder = dense(latent, hidden);
  const output = dense(hidden, features);
  const adam = tf.train.adam(1e-3);
  const batches = Math.floor(rows / batchSize);

  const loss = (batch) => {
    const h = encoder(batch).relu();
    const mean = meanHead(h);
    const logVariance = logVarianceHead(h);
    const noise = tf.randomNormal([batchSize, latent]);
    const z = mean.add(logVariance.mul(0.5).exp().mul(noise));
    const logits = output(decoder(z).relu());
    const softplus = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
    const nll = tf.relu(logits).sub(logits.mul(batch)).add(softplus).sum();
    const kl = logVariance.add(1).sub(mean.square()).sub(logVariance.exp()).sum().mul(-0.5);
    return nll.add(kl).div(batchSize);
  };
  let last;
  return {
    step(index) {
      const first = (index % batches) * batchSize;
      last?.dispose();
      last = tf.tidy(() =>
        adam.minimize(() => loss(x.slice([first, 0], [batchSize, features])), true),
      );
    },
    settled: () => last.data(),
  };
}
