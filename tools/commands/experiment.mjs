// npm run experiment -- NAME [OPTIONS]: builds the package and runs one of experiments/.
import { join } from 'node:path';
import { buildPackage } from '../package/build-package.mjs';
import { root } from '../paths.mjs';
import { SetupError, exitCode, main } from '../run.mjs';
import { prepare } from '../toolchain/prepare.mjs';

/** The script of each name, and what it shows. */
const EXPERIMENTS = {
  mnist: ['mnist.mjs', 'the full MNIST beside published losses'],
  samples: ['samples.mjs', 'generated rows beside two real tables'],
  tables: ['tables/tables.mjs', 'TableVAE beside baselines, known truths and classifiers'],
  anomaly: ['anomaly.mjs', 'anomaly detection beside nearest neighbours; takes a folder'],
  likelihood: ['likelihood.mjs', 'log p(x) of binarised MNIST beside published ones'],
  images: ['images/images.mjs', 'convolutional models beside published figures; takes a name'],
  pictures: ['pictures.mjs', 'draws the charts of the docs'],
  sheet: ['samples-sheet.mjs', 'draws the sheet of generated digits'],
};

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (!Object.hasOwn(EXPERIMENTS, name ?? '')) {
    const lines = Object.entries(EXPERIMENTS).map(
      ([each, [, shows]]) => `  ${each.padEnd(12)}${shows}`,
    );
    throw new SetupError(`Usage: npm run experiment -- NAME [OPTIONS]\n${lines.join('\n')}`);
  }
  await prepare({ tests: false });
  await buildPackage();
  const script = join(root, 'experiments', EXPERIMENTS[name][0]);
  return exitCode(process.execPath, [script, ...args], { cwd: root });
});
