// Trains the `vae` example of pytorch/examples on the full MNIST through the public API, and prints
// its losses beside those of independent logs of that example. Exits with 1 if a mean leaves its
// band.
//
//   npm run experiment -- mnist [--seeds 3 --epochs 10]
import { parseArgs } from 'node:util';
import { VAE } from 'vae1';
import { environment } from './environment.mjs';
import { readMnist } from './mnist-data.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    epochs: { type: 'string', default: '10' },
  },
});
const seeds = count('seeds');
const epochs = count('epochs');

// Nats per image. Published: the losses in independent logs of the PyTorch example. Accepted: the
// band in which the mean over the seeds must lie.
const figures = [
  ['training loss, epoch 1', 1, (run) => run.history[0].loss, '164.0-164.4', [162.5, 166]],
  ['training loss, epoch 10', 10, (run) => run.history[9].loss, '106.1-106.4', [105.9, 106.7]],
  ['test loss, sampled z', 10, (run) => run.sampled.loss, '105.56-105.59', [105.2, 106.0]],
  ['test loss, z at its mean', 10, (run) => run.mean.loss, '96.4', [95.8, 97.1]],
].map(([name, epoch, of, published, accepted]) => ({ name, epoch, of, published, accepted }));

const train = await readMnist('train');
const test = await readMnist('test');
const runs = [];
for (let seed = 1; seed <= seeds; ++seed) runs.push(await run(seed));

console.log(`\n${environment(runs[0].backend)}`);
console.log(`784-400-20-400-784, Adam 1e-3, batch 128, ${epochs} epochs; nats per image\n`);
const names = runs.map(({ seed }) => `seed ${seed}`.padStart(8)).join(' | ');
console.log(`| ${'loss'.padEnd(24)} | ${names} |     mean |     published |    accepted |`);
console.log(`| --- |${' ---: |'.repeat(runs.length + 3)}`);
let outside = 0;
for (const { name, epoch, of, published, accepted } of figures) {
  // A test loss belongs to the run's last epoch, so a longer run has none to compare.
  if (epoch > epochs || (name.startsWith('test') && epoch !== epochs)) {
    console.log(`not compared: ${name} (published for 10 epochs)`);
    continue;
  }
  const losses = runs.map(of);
  const mean = losses.reduce((a, b) => a + b) / losses.length;
  const inside = mean >= accepted[0] && mean <= accepted[1];
  if (!inside) ++outside;
  const cells = [...losses, mean].map((loss) => loss.toFixed(2).padStart(8));
  cells.push(published.padStart(13), accepted.join('-').padStart(11));
  console.log(`| ${name.padEnd(24)} | ${cells.join(' | ')} |${inside ? '' : ' OUTSIDE'}`);
}
console.log(outside ? `\n${outside} outside the accepted band` : '\nall compared means accepted');
process.exitCode = outside ? 1 : 0;

async function run(seed) {
  const model = new VAE({
    hiddenDims: [400],
    latentDim: 20,
    learningRate: 1e-3,
    batchSize: 128,
    epochs,
    seed,
  });
  const { features } = train;
  const history = await model.train(train.images, {
    features,
    onEpoch: ({ epoch, loss, seconds }) =>
      console.log(`seed ${seed}, epoch ${epoch}: ${loss.toFixed(2)} (${seconds.toFixed(1)} s)`),
  });
  const sampled = await model.evaluate(test.images, { latent: 'sample', seed });
  const mean = await model.evaluate(test.images, { latent: 'mean' });
  const { backend } = model;
  model.dispose();
  return { seed, history, sampled, mean, backend };
}

function count(option) {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${option} is '${values[option]}'; expected a whole number above 0`);
}
