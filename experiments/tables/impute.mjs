import { TableVAE } from 'vae1';
import { isGap } from './columns.mjs';
import { figure, mean, meanAndSpread, requirement } from './figures.mjs';
import { imputationScores, intervalCoverage } from './imputation-scores.mjs';
import {
  columnsNamed,
  completeRows,
  withGapsInSomeRows,
  withKnownCategories,
} from './incomplete-rows.mjs';
import { randomStream } from './random.mjs';
import { REAL_TABLES } from './real-tables.mjs';
import { modelledNames, withCellsRemoved } from './removed-cells.mjs';
import { SEEDS, settings } from './settings.mjs';
import { trainAndHoldout } from './split.mjs';

const SHARE = 0.3;
const DRAWS = 100;
/** The share that a 90 % interval may cover. */
const COVERAGE = [0.85, 0.95];

export async function* impute() {
  for (const [name, { read }] of Object.entries(REAL_TABLES)) {
    const rows = await read();
    const runs = [];
    for (const seed of SEEDS) runs.push(await imputed(rows, seed));
    const gains = [];
    for (const seed of SEEDS) gains.push(await gainOfIncompleteRows(rows, seed));
    yield {
      heading: `${name}, ${SEEDS.length} seeds`,
      figures: [...figuresOf(runs), gainFigure(gains)],
    };
  }
}

/** Trains on the table with 30 % of its cells removed, and fills those cells. */
async function imputed(rows, seed) {
  const given = withCellsRemoved(rows, SHARE, randomStream(seed, 'removed cells'));
  const model = new TableVAE({ ...settings, seed });
  await model.train(given.rows);
  const filled = await model.impute(given.rows, { seed });
  const draws = await model.impute(given.rows, { seed, draws: DRAWS });
  model.dispose();
  return {
    ...imputationScores(rows, given, filled),
    single: imputationScores(rows, given, draws[0]),
    coverage: intervalCoverage(rows, given, draws),
    left: modelledNames(rows).flatMap((name) => filled.filter((row) => isGap(row[name]))).length,
  };
}

/**
 * Do rows with gaps help, or at least do no harm? A fifth of the complete rows is held out. 30 % of
 * the others lose each cell with probability one half. (If every cell were removed with probability
 * 0.3, hardly a row of ten columns would stay complete.) One model trains on all rows, another on
 * the rows that stayed complete.
 *
 * @returns {Promise<{ gain: number, error: number }>} how much higher the held-out rows'
 *   log-likelihood is under the first model, in nats per row, and its standard error
 */
async function gainOfIncompleteRows(rows, seed) {
  const split = trainAndHoldout(completeRows(rows), seed);
  const { all, complete } = withGapsInSomeRows(split.train, randomStream(seed, 'incomplete rows'));
  const holdout = withKnownCategories(split.holdout, complete);
  const names = await namesCodedAlike(all, complete);
  const [byAll, byComplete] = [
    await likelihoods(columnsNamed(names, all), columnsNamed(names, holdout), seed),
    await likelihoods(columnsNamed(names, complete), columnsNamed(names, holdout), seed),
  ];
  const gains = Array.from(byAll, (nats, i) => nats - byComplete[i]);
  const gain = mean(gains);
  const variance = mean(gains.map((x) => (x - gain) ** 2));
  return { gain, error: Math.sqrt(variance / gains.length) };
}

async function likelihoods(rows, holdout, seed) {
  const model = new TableVAE({ ...settings, seed });
  await model.train(rows);
  const nats = await model.logLikelihood(holdout, { seed });
  model.dispose();
  return nats;
}

/**
 * The columns that models of all tables code alike. With fewer rows a column of numbers may become
 * one of few values, or have other frequent ones, and probabilities cannot be compared with densities.
 */
const isRange = (bin) => !('value' in bin);

async function namesCodedAlike(...tables) {
  const codings = [];
  for (const rows of tables) {
    const model = new TableVAE({ ...settings, epochs: 1, seed: 1 });
    await model.train(rows);
    codings.push(
      model.schema.columns.map(({ type, bins = [] }) =>
        JSON.stringify([type, bins.flatMap(({ value }) => value ?? []), bins.some(isRange)]),
      ),
    );
    model.dispose();
  }
  const [first, second] = codings;
  return Object.keys(tables[0][0]).filter((_, i) => first[i] === second[i]);
}

function figuresOf(runs) {
  const compared = (score, label, isBetter) => {
    if (!runs[0][score]) return [];
    const values = (key) => runs.map((result) => result[score][key]);
    const baseline = mean(values('baseline'));
    const singles = runs.map((result) => result.single[score].reached);
    return [
      requirement(
        `${label}: impute()`,
        meanAndSpread(values('reached'), 3),
        `better than ${baseline.toFixed(3)}, ${score === 'rmse' ? 'means' : 'modes'}`,
        isBetter(mean(values('reached')), baseline),
      ),
      figure(`${label}: a single draw`, meanAndSpread(singles, 3)),
    ];
  };
  const coverage = runs.map((result) => result.coverage);
  const [low, high] = COVERAGE;
  const left = Math.max(...runs.map((result) => result.left));
  return [
    requirement('gaps that impute() left, except names', String(left), '0', left === 0),
    ...compared('rmse', 'numbers, RMSE in standard deviations', (own, means) => own < means),
    ...compared('accuracy', 'categories, share right', (own, modes) => own > modes),
    requirement(
      `numbers within the 90 % interval of ${DRAWS} draws`,
      meanAndSpread(coverage, 3),
      `${low} to ${high}`,
      mean(coverage) >= low && mean(coverage) <= high,
    ),
  ];
}

/** Required: no more than two standard errors below 0. */
function gainFigure(gains) {
  const gain = mean(gains.map((result) => result.gain));
  const error = mean(gains.map((result) => result.error));
  return requirement(
    'gain in log p(x) of complete rows from training on rows with gaps too, nats per row',
    `${gain.toFixed(3)} (standard error ${error.toFixed(3)})`,
    `>= 0, within two standard errors`,
    gain >= -2 * error,
  );
}
