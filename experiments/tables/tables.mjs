// Can you trust a table that TableVAE generates? Prints what was reached beside what is required,
// and exits with 1 if a requirement is missed.
//
//   npm run experiment -- tables                everything
//   npm run experiment -- tables trends impute  some of it: see PARTS
//
// Options of the parts published and imputers:
//   --folder FOLDER    holds magic.csv, shoppers.csv, ...: docs/experiments.md says where from
//   --only NAMES       of tables, with commas between
//   --seeds N          how many (3; imputers 1)
//   --python PROGRAM   a Python with pandas, scikit-learn and xgboost (PYTHON, else python3)
//   --out FOLDER       keeps the generated rows
//   --quick            20 epochs and 4 instead of 36 XGBoosts, to see whether it runs
import { parseArgs } from 'node:util';
import { TableVAE } from 'vae1';
import { environment } from '../environment.mjs';
import { conditions } from './conditions.mjs';
import { printFigures, printTable } from './figures.mjs';
import { impute } from './impute.mjs';
import { imputers } from './imputers.mjs';
import { published } from './published.mjs';
import { settings } from './settings.mjs';
import { size } from './size.mjs';
import { trends } from './trends.mjs';
import { truth } from './truth.mjs';
import { utility } from './utility.mjs';

/** Each part has a title and yields one table of figures at a time. */
const PARTS = {
  trends: ['Real tables: round trip, and pair trends beside four baselines', trends],
  truth: ['Known truth: mixtures of Gaussians', truth],
  utility: ['Utility: classifiers trained on generated rows, scored on real ones', utility],
  impute: ['Gaps: 30 % of the cells removed at random', impute],
  published: ['Beside published methods, by the protocol of TabSyn', published],
  imputers: ['Gaps in tables of numbers, beside other imputers', imputers],
  conditions: ['Conditions', conditions],
  size: ['Size', size],
};

const { positionals: chosen, values } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    only: { type: 'string' },
    seeds: { type: 'string' },
    python: { type: 'string', default: process.env.PYTHON ?? 'python3' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const options = {
  ...values,
  only: values.only?.split(','),
  seeds: values.seeds && Number(values.seeds),
  training: values.quick ? { epochs: 20 } : {},
};
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
  for await (const { heading, figures, table } of measure(options)) {
    if (table) {
      console.log(`\n## ${heading}\n`);
      printTable(table);
    }
    missed += printFigures(table ? `${heading}: required` : heading, figures);
  }
}
console.log(missed ? `\n${missed} MISSED` : '\nall requirements are met');
process.exitCode = missed ? 1 : 0;
