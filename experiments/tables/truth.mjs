import { TableVAE } from 'vae1';
import { figure, mean, meanAndSpread, requirement } from './figures.mjs';
import { KNOWN_MIXTURES, modesFound, pointsOf } from './known-mixtures.mjs';
import { likelihoods } from './mixture-likelihoods.mjs';
import { randomStream } from './random.mjs';
import { SEEDS, settings } from './settings.mjs';

const ROWS = 10_000;

/**
 * SDGym 0.2.2, results/0.2.2.csv: L_syn and L_test, by SDGym's protocol (mixture-likelihoods.mjs),
 * of the data themselves (IdentitySynthesizer) and of rows by TVAE. L_syn may lie above that of the
 * data, because points too close to the modes are likelier. So nearer to the data is better.
 */
const PUBLISHED = {
  ring: { real: { syn: -1.711, test: -1.703 }, tvae: { syn: -1.58, test: -1.94 } },
  gridr: { real: { syn: -3.593, test: -3.641 }, tvae: { syn: -3.867, test: -3.708 } },
};

export async function* truth() {
  for (const [name, modes] of Object.entries(KNOWN_MIXTURES)) {
    const runs = [];
    for (const seed of SEEDS) runs.push(await run(modes, seed));
    yield {
      heading: `${name}, ${modes.length} modes, ${ROWS} rows, ${SEEDS.length} seeds`,
      figures: figuresOf(modes, PUBLISHED[name], runs),
    };
  }
}

async function run(modes, seed) {
  const random = randomStream(seed, 'mixture');
  const [train, test] = [pointsOf(modes, ROWS, random), pointsOf(modes, ROWS, random)];
  const model = new TableVAE({ ...settings, seed });
  await model.train({ x: train.map(([x]) => x), y: train.map(([, y]) => y) });
  const { x, y } = await model.generate(ROWS, { seed });
  model.dispose();
  const generated = Array.from(x, (_, i) => [x[i], y[i]]);
  return {
    found: modesFound(modes, generated),
    TableVAE: likelihoods(modes, generated, test, random),
    real: likelihoods(modes, train, test, random),
  };
}

function figuresOf(modes, published, runs) {
  const found = runs.map((result) => result.found);
  const values = (whose, protocol, key) => runs.map((result) => result[whose][protocol][key]);
  return [
    requirement(
      'modes found, in each run',
      found.join(', '),
      String(modes.length),
      Math.min(...found) === modes.length,
    ),
    ...['syn', 'test'].flatMap((key) => {
      const own = values('TableVAE', 'sdgym', key);
      const real = values('real', 'sdgym', key);
      const theirs = published.tvae[key];
      const distance = Math.abs(mean(own) - mean(real));
      const limit = Math.abs(theirs - published.real[key]);
      return [
        figure(
          `L_${key} of the data, SDGym's protocol (published ${published.real[key]})`,
          meanAndSpread(real, 3),
        ),
        figure(
          `L_${key} of TableVAE, SDGym's protocol`,
          `${meanAndSpread(own, 3)}, ${mean(own) > theirs ? 'above' : 'not above'} TVAE's ${theirs}`,
        ),
        requirement(
          `L_${key}: distance from the data's`,
          distance.toFixed(3),
          `< ${limit.toFixed(3)}, TVAE's`,
          distance < limit,
        ),
      ];
    }),
    figure('L_syn of the data, true density', meanAndSpread(values('real', 'true', 'syn'), 3)),
    figure('L_syn of TableVAE, true density', meanAndSpread(values('TableVAE', 'true', 'syn'), 3)),
    figure(
      `L_test of the data, ${modes.length} components`,
      meanAndSpread(values('real', 'true', 'test'), 3),
    ),
    figure(
      `L_test of TableVAE, ${modes.length} components`,
      meanAndSpread(values('TableVAE', 'true', 'test'), 3),
    ),
  ];
}
