// The test log-likelihood of binarised MNIST, for the net with one stochastic layer of Burda,
// Grosse and Salakhutdinov, "Importance Weighted Autoencoders" (2016,
// https://arxiv.org/abs/1509.00519): 784-200-200-50-200-200-784, tanh, with images binarised anew
// for each epoch. Exits with 1 below the target.
//
//   npm run experiment -- likelihood [--epochs 75 --samples 500 --seed 1]
import { parseArgs } from 'node:util';
import { VAE } from 'vae1';
import { binarised, binarisedTest } from './binarised-mnist.mjs';
import { environment } from './environment.mjs';
import { readMnist } from './mnist-data.mjs';

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '75' },
    samples: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});
const epochs = count('epochs');
const samples = count('samples');
const seed = count('seed');

const target = -90.5; // nats per image; the published nets had 44 times the epochs

const train = await readMnist('train');
const { rows, features } = train;
const test = binarisedTest(await readMnist('test'));

const model = new VAE({
  hiddenDims: [200, 200],
  activation: 'tanh',
  latentDim: 50,
  likelihood: 'bernoulli',
  // Batch size and initial rate are the published ones. The published rate falls over 3,280 epochs;
  // here a cosine lowers it over `epochs`.
  batchSize: 20,
  learningRate: { schedule: 'cosine', epochs, initial: 1e-3 },
  // At beta 1 from the start, 60 epochs end with 16 active units and -90.80.
  beta: { schedule: 'linear', epochs: Math.ceil(0.4 * epochs), from: 0.4 },
  epochs,
  seed,
});
let pass = 0;
await model.train(() => binarised(train, 'train', seed, pass++), {
  features,
  shuffleRows: rows, // all orders of the rows are equally likely, as with an array
  onEpoch: ({ epoch, loss, kl, seconds }) =>
    console.log(
      `epoch ${epoch}: ${loss.toFixed(2)}, KL ${kl.toFixed(2)} (${seconds.toFixed(1)} s)`,
    ),
});
const { loss, kl } = await model.evaluate(test, { features });
const logLikelihoods = await model.logLikelihood(test, { features, samples });
const mean = logLikelihoods.reduce((a, b) => a + b) / logLikelihoods.length;
const { activeUnits } = await model.diagnose(test, { features });
const accepted = mean >= target;

console.log(`\n${environment(model.backend)}`);
console.log(
  `784-200-200-50, tanh, batch 20, ${epochs} epochs, seed ${seed}; nats per test image\n`,
);
console.log(`| model                                      |   ELBO |       log p(x) |
| ------------------------------------------ | -----: | -------------: |
| ${`VAE1, ${epochs} epochs, ${samples} samples`.padEnd(42)} | ${(-loss).toFixed(2)} | ${mean.toFixed(2).padStart(14)} |
| published VAE, 3,280 epochs, 5,000 samples |        | -86.8 to -86.3 |

KL ${kl.toFixed(2)}, ${activeUnits} active units; ${accepted ? 'accepted' : 'BELOW'}: the target is ${target}`);
model.dispose();
process.exitCode = accepted ? 0 : 1;

function count(option) {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${option} is '${values[option]}'; expected a whole number above 0`);
}
