import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TableVAE } from 'vae1';
import { csvOf, parseCsv } from './csv.mjs';
import { mean, meanAndSpread, requirement } from './figures.mjs';
import { intervalCoverage, zScoreErrors } from './imputation-scores.mjs';
import { columnsNamed } from './incomplete-rows.mjs';
import { protocolTables } from './protocol-tables.mjs';
import { leftOut, missingPackages, runPython } from './python.mjs';
import { randomStream } from './random.mjs';
import { BREAST_CANCER, REAL_TABLES } from './real-tables.mjs';
import { withCellsRemoved } from './removed-cells.mjs';
import { settings } from './settings.mjs';
import { withFolder } from './work-folder.mjs';

const SHARE = 0.3;
const DRAWS = 100;
/** Of larger sets a sample, for the trees' sake. */
const MOST_ROWS = 5000;
const MOST_ERROR = 0.74;
const COVERAGE = [0.87, 0.93];
/** scikit-learn's IterativeImputer, by what it regresses with. */
const OTHERS = { ridge: 'iterative, Bayesian ridge', trees: 'iterative, 50 extra trees' };

/**
 * Removes 30 % of the cells of tables of numbers, and fills them with `impute`, with column means
 * and with scikit-learn's IterativeImputer.
 */
export async function* imputers(options) {
  const { python, seeds = 1 } = options;
  const missing = (await missingPackages(python)).filter((name) => name !== 'xgboost');
  if (missing.length) leftOut('IterativeImputer, and the sets that it reads', python, missing);
  yield* withFolder(options.out, async function* (out) {
    const results = {};
    for await (const [name, rows] of numericSets(options, out, missing)) {
      results[name] = [];
      for (let seed = 1; seed <= seeds; seed++) {
        const sample = randomStream(seed, 'rows').shuffled(rows).slice(0, MOST_ROWS);
        results[name].push(await filled(sample, seed, out, missing, options));
        console.error(`${name}, seed ${seed}: ${JSON.stringify(results[name].at(-1))}`);
      }
    }
    yield {
      heading: `${100 * SHARE} % of the cells removed, RMSE of z-scores, seeds: ${seeds}`,
      table: comparison(results),
      figures: requirements(results),
    };
  });
}

/** Pairs of a name and rows of numbers. */
async function* numericSets(options, out, missing) {
  const chosen = (name) => !options.only || options.only.includes(name);
  for (const [name, { read, label }] of [
    ['wine', REAL_TABLES.wine],
    ['breast cancer', BREAST_CANCER],
  ])
    if (chosen(name)) yield [name, (await read()).map(({ [label]: _, ...numbers }) => numbers)];
  if (missing.length) return;
  for (const name of await runPython(options.python, 'builtin_sets', out))
    if (chosen(name)) yield [name, parseCsv(await readFile(join(out, `${name}.csv`), 'utf8'))];
  if (!options.folder)
    return console.log('\n!!! LEFT OUT: the larger sets; --folder names the data');
  for await (const { name, train, info } of protocolTables(options, out))
    yield [name, columnsNamed(info.numeric, train)];
}

async function filled(rows, seed, out, missing, { training, python }) {
  const given = withCellsRemoved(rows, SHARE, randomStream(seed, 'removed cells'));
  const errors = {};
  if (!missing.length) {
    const [gaps, full] = [join(out, 'gaps.csv'), join(out, 'filled.csv')];
    await writeFile(gaps, csvOf(given.rows));
    for (const method of Object.keys(OTHERS)) {
      await runPython(python, 'impute', gaps, full, method, seed);
      errors[method] = zScoreErrors(rows, given, parseCsv(await readFile(full, 'utf8'))).reached;
    }
  }
  const model = new TableVAE({ ...settings, ...training, seed });
  await model.train(given.rows);
  const { reached, baseline } = zScoreErrors(rows, given, await model.impute(given.rows, { seed }));
  const draws = await model.impute(given.rows, { seed, draws: DRAWS });
  model.dispose();
  return {
    ...errors,
    TableVAE: reached,
    means: baseline,
    coverage: intervalCoverage(rows, given, draws),
  };
}

const COLUMNS = {
  means: 'means',
  ...OTHERS,
  TableVAE: 'TableVAE',
  coverage: `within the 90 % interval of ${DRAWS} draws`,
};

function comparison(results) {
  const sets = Object.values(results);
  const overall = (key) => mean(sets.map((runs) => mean(runs.map((result) => result[key]))));
  const keys = Object.keys(COLUMNS).filter((key) => sets[0][0][key] !== undefined);
  return {
    head: ['', ...keys.map((key) => COLUMNS[key])],
    rows: [
      ...Object.entries(results).map(([name, runs]) => [
        name,
        ...keys.map((key) =>
          meanAndSpread(
            runs.map((result) => result[key]),
            3,
          ),
        ),
      ]),
      ['mean', ...keys.map((key) => overall(key).toFixed(3))],
    ],
  };
}

function requirements(results) {
  const means = Object.entries(results).map(([name, runs]) => ({
    name,
    error: mean(runs.map((result) => result.TableVAE)),
    baseline: mean(runs.map((result) => result.means)),
    coverage: mean(runs.map((result) => result.coverage)),
  }));
  const error = mean(means.map((set) => set.error));
  const worse = means.filter((set) => set.error > set.baseline).map(({ name }) => name);
  const outside = means.filter(({ coverage }) => coverage < COVERAGE[0] || coverage > COVERAGE[1]);
  return [
    requirement('mean error', error.toFixed(3), `<= ${MOST_ERROR}`, error <= MOST_ERROR),
    requirement('sets above the means', worse.join(', ') || 'none', 'none', worse.length === 0),
    requirement(
      `sets whose share within the interval is not ${COVERAGE.join(' to ')}`,
      outside.map(({ name }) => name).join(', ') || 'none',
      'none',
      outside.length === 0,
    ),
  ];
}
