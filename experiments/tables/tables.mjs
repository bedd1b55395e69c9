// Can you trust a table that TableVAE generates? Prints what was reached beside what is required,
// and exits with 1 if a requirement is missed.
//
//   npm run experiment -- tables                everything
//   npm run experiment -- tables trends impute  some of it: see PARTS
import { TableVAE } from 'vae1';
import { environment } from '../environment.mjs';
import { conditions } from './conditions.mjs';
import { printFigures } from './figures.mjs';
import { impute } from './impute.mjs';
import { settings } from './settings.mjs';
import { size } from './size.mjs';
import { trends } from './trends.mjs';
import { truth } from './truth.mjs';
import { utility } from './utility.mjs';

/** Each part has a title and yields one table of figures at a time. */
const PARTS = {
  trends: ['Real tables: round trip, and pair trends beside three baselines', trends],
  truth: ['Known truth: mixtures of Gaussians', truth],
  utility: ['Utility: classifiers trained on generated rows, scored on real ones', utility],
  impute: ['Gaps: 30 % of the cells removed at random', impute],
  conditions: ['Conditions', conditions],
  size: ['Size', size],
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined)
  throw new Error(`There is no part '${unknown}'. The parts are ${Object.keys(PARTS).join(', ')}.`);

const probe = new TableVAE({ ...settings, epochs: 1, seed: 1 });
await probe.train(Array.from({ length: 20 }, (_, i) => ({ x: i % 7, y: i % 3 })));
console.log(environment(probe.backend));
console.log(`settings ${JSON.stringify(settings)}`);
probe.dispose();

let missed = 0;
for (const name of chosen.length ? chosen : Object.keys(PARTS)) {
  const [title, measure] = PARTS[name];
  console.log(`\n# ${title}`);
  for await (const { heading, figures } of measure()) missed += printFigures(heading, figures);
}
console.log(missed ? `\n${missed} MISSED` : '\nall requirements are met');
process.exitCode = missed ? 1 : 0;
