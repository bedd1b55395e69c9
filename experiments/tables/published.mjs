import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvOf } from './csv.mjs';
import { mean, meanAndSpread, requirement } from './figures.mjs';
import { protocolTables } from './protocol-tables.mjs';
import { leftOut, missingPackages, runPython } from './python.mjs';
import { SYNTHESIZERS } from './synthesizers.mjs';
import { withFolder } from './work-folder.mjs';

const PUBLISHED = JSON.parse(
  await readFile(new URL('published-figures.json', import.meta.url), 'utf8'),
);
const { TableVAE, mixture } = SYNTHESIZERS;
const OURS = { TableVAE, 'our shallow mixture': mixture };

/** The columns of the printed table: a heading, a factor and decimals. */
const MEASURES = {
  shapes: ['shape error, %', 100, 2],
  pairs: ['pair error, %', 100, 2],
  pairs_shared: ['the same, shared bins', 100, 2],
  c2st: ['C2ST', 1, 3],
  utility: ['AUC (RMSE) of XGBoost', 1, 3],
  closer: ['closer to training rows', 1, 3],
  copies: ['copies, %', 100, 2],
  copies_held_out: ['held-out copies, %', 100, 2],
  seconds: ['seconds', 1, 0],
};
/** The share of made rows closer to a training row than to a held-out one. */
const CLOSER = [0.48, 0.52];

/**
 * Rows of TableVAE and of the shallow mixture, as many as there are training rows, beside the
 * published methods.
 */
export async function* published(options) {
  const { folder, python, seeds = 3 } = options;
  if (!folder) return console.log('\n!!! LEFT OUT: the published methods; --folder names the data');
  const missing = await missingPackages(python);
  if (missing.includes('numpy') || missing.includes('pandas'))
    return leftOut('the published methods', python, missing);
  if (missing.length) leftOut('C2ST and XGBoost trained on made rows', python, missing);
  const trees = missing.length ? '' : ',c2st,utility';
  const measures = `quality,privacy${trees}`;
  yield* withFolder(options.out, async function* (out) {
    for await (const table of protocolTables(options, out)) {
      const { name, train, info } = table;
      const runs = {};
      for (const [model, make] of Object.entries(OURS)) {
        runs[model] = [];
        for (let seed = 1; seed <= seeds; seed++)
          runs[model].push(await run(table, model, make, seed, measures, options));
      }
      if (trees) runs['real rows'] = [await measured(table, 'train.csv', 'utility', options)];
      yield {
        heading: `${name}, ${train.length} x ${info.columns.length}, seeds: ${seeds}`,
        table: comparison(runs, PUBLISHED[name]),
        figures: requirements(runs, PUBLISHED[name].required, info.task),
      };
    }
  });
}

async function run(table, model, make, seed, measures, options) {
  const { name, folder, info, train } = table;
  const columns = Object.fromEntries(info.categorical.map((column) => [column, 'categorical']));
  const start = performance.now();
  const made = await make(train, seed, train.length, { columns, ...options.training });
  const seconds = (performance.now() - start) / 1000;
  const file = `${model.replaceAll(' ', '-')}-${seed}.csv`;
  await writeFile(join(folder, file), csvOf(made));
  console.error(`${name}, ${model}, seed ${seed}: ${seconds.toFixed(0)} s; measuring`);
  return { ...(await measured(table, file, measures, options)), seconds };
}

function measured({ folder }, file, measures, { python, quick }) {
  const grid = quick ? 'small' : 'full';
  const made = join(folder, file);
  return runPython(python, 'measure', folder, made, '--measures', measures, '--grid', grid);
}

/** A line for each of ours, as mean (spread), and for each published method. */
function comparison(runs, { required: _, ...others }) {
  const cell = (results, measure) => {
    const [, factor, digits] = MEASURES[measure];
    const values = results.map((result) => factor * result[measure]).filter(Number.isFinite);
    return values.length ? meanAndSpread(values, digits) : '';
  };
  return {
    head: ['', ...Object.values(MEASURES).map(([heading]) => heading)],
    rows: [
      ...Object.entries(runs).map(([model, results]) => [
        model,
        ...Object.keys(MEASURES).map((measure) => cell(results, measure)),
      ]),
      ...Object.entries(others).map(([method, figures]) => [
        `${method}, published`,
        ...Object.keys(MEASURES).map((measure) => String(figures[measure] ?? '')),
      ]),
    ],
  };
}

function requirements(runs, required, task) {
  const [ours, baseline] = Object.values(runs);
  const known = Object.keys(MEASURES).filter((measure) => ours[0][measure] !== undefined);
  const reached = (results, measure) =>
    MEASURES[measure][1] * mean(results.map((result) => result[measure]));
  const compared = (measure, limit, whose = '') => {
    const [what, , digits] = MEASURES[measure];
    const more = measure === 'c2st' || (measure === 'utility' && task === 'classification');
    const value = reached(ours, measure);
    const kept = more ? value >= limit : value <= limit;
    const bound = `${more ? '>=' : '<='} ${limit.toFixed(digits)}${whose}`;
    return requirement(what, value.toFixed(digits), bound, kept);
  };
  const closer = reached(ours, 'closer');
  return [
    ...Object.entries(required)
      .filter(([measure]) => known.includes(measure))
      .map(([measure, limit]) => compared(measure, limit)),
    ...['pairs', 'c2st']
      .filter((measure) => known.includes(measure))
      .map((measure) => compared(measure, reached(baseline, measure), ', our shallow mixture')),
    requirement(
      MEASURES.closer[0],
      closer.toFixed(3),
      CLOSER.join(' to '),
      closer >= CLOSER[0] && closer <= CLOSER[1],
    ),
  ];
}
