import { compareTables } from 'vae1';
import { columnsOf } from './columns.mjs';
import { copies } from './copies.mjs';
import { figure, mean, meanAndSpread, requirement } from './figures.mjs';
import { REAL_TABLES } from './real-tables.mjs';
import { roundTripFaults } from './round-trip.mjs';
import { SEEDS } from './settings.mjs';
import { trainAndHoldout } from './split.mjs';
import { SYNTHESIZERS } from './synthesizers.mjs';

/**
 * For each table, synthesizers learn four fifths of it and generate as many rows. The scores are
 * those of `compareTables` for all columns except names. The remaining fifth is the holdout.
 */
export async function* trends() {
  for (const [name, { read }] of Object.entries(REAL_TABLES)) {
    const rows = await read();
    const runs = {};
    for (const [synthesizer, make] of Object.entries(SYNTHESIZERS)) {
      runs[synthesizer] = [];
      for (const seed of SEEDS) {
        const { train, holdout } = trainAndHoldout(rows, seed);
        runs[synthesizer].push(await run(train, holdout, await make(train, seed, train.length)));
      }
    }
    yield {
      heading: `${name}, ${rows.length} x ${Object.keys(rows[0]).length}, ${SEEDS.length} seeds`,
      figures: figuresOf(runs),
    };
  }
}

/** Everything that is measured on one generated table. */
async function run(train, holdout, generated) {
  const modelled = columnsOf(train).filter(({ kind }) => kind !== 'name');
  const withoutNames = (rows) =>
    rows.map((row) => Object.fromEntries(modelled.map(({ name }) => [name, row[name] ?? null])));
  return {
    faults: roundTripFaults(train, generated),
    copies: copies(train, holdout, generated),
    report: await compareTables(withoutNames(train), withoutNames(generated), {
      holdout: withoutNames(holdout),
    }),
  };
}

/** Scores of the report that are printed for every synthesizer, and how to find them. */
const SCORES = {
  'strong pairs alone': (report) => report.strongPairTrends,
  'column shapes': (report) => report.columnShapes,
  'not told apart (detection)': (report) => report.detection.score,
  'closer to a training row than to a held-out one': (report) => report.privacy.closerToReal,
};

function figuresOf(runs) {
  const { TableVAE, copula } = runs;
  const faults = TableVAE.flatMap((result) => result.faults);
  const copied = TableVAE.map((result) => result.copies);
  const shares = (key) => `${(100 * mean(copied.map((share) => share[key]))).toFixed(2)} %`;
  const pairTrends = (results) => results.map(({ report }) => report.columnPairTrends);
  const target = mean(pairTrends(copula));
  const compared = (what, score) =>
    figure(
      `${what}: ${Object.keys(runs).join(', ')}`,
      Object.values(runs)
        .map((results) => meanAndSpread(results.map(score), 3))
        .join(', '),
    );
  return [
    requirement(
      'round trip: types, categories, decimals, bounds, gaps',
      faults[0] ?? 'no fault',
      'no fault',
      faults.length === 0,
    ),
    requirement(
      'rows equal to a training row: TableVAE',
      shares('copied'),
      `<= ${shares('limit')}, which the holdout's ${shares('natural')} allows`,
      copied.every((share) => share.copied <= share.limit),
    ),
    requirement(
      'pair trends: TableVAE',
      meanAndSpread(pairTrends(TableVAE), 3),
      `> ${target.toFixed(3)}, the copula's`,
      mean(pairTrends(TableVAE)) > target,
    ),
    compared('pair trends', ({ report }) => report.columnPairTrends),
    ...Object.entries(SCORES).map(([what, score]) => compared(what, ({ report }) => score(report))),
  ];
}
