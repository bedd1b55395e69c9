import { TableVAE } from 'vae1';
import { trainedClassifiers } from './classifiers.mjs';
import { columnsOf } from './columns.mjs';
import { mean, meanAndSpread, requirement } from './figures.mjs';
import { randomStream } from './random.mjs';
import { tableWithRareClass } from './rare-class.mjs';
import { REAL_TABLES } from './real-tables.mjs';
import { SEEDS, settings } from './settings.mjs';

const ROWS = 1000;
const RARE = { rows: 10_000, share: 0.02 };
/**
 * The share of its agreement on real rows of the rare class that a classifier must reach on
 * generated ones.
 */
const AGREEMENT = 0.9;

export async function* conditions() {
  for (const [name, { read, label }] of Object.entries(REAL_TABLES)) {
    const rows = await read();
    yield { heading: `${name}: ${label}, and a range`, figures: await honoured(rows, label) };
  }
  const ways = { 'drawn until it comes': {}, 'as a condition column': { conditions: ['label'] } };
  for (const [way, options] of Object.entries(ways)) {
    const runs = [];
    for (const seed of SEEDS) runs.push(await balanced(options, seed));
    yield { heading: `a class of 2 %, ${way}`, figures: balanceFigures(runs) };
  }
}

/** Asks for each category of the label that is not rarer than 1 %, and for a range of a number. */
async function honoured(rows, label) {
  const columns = columnsOf(rows);
  const count = (value) => rows.filter((row) => row[label] === value).length;
  const values = columns
    .find(({ name }) => name === label)
    .values.filter((value) => count(value) >= 0.01 * rows.length);
  const figures = [];
  for (const [way, options] of [
    ['drawn until they come', {}],
    ['as a condition column', { conditions: [label] }],
  ]) {
    const model = new TableVAE({ ...settings, ...options, seed: 1 });
    await model.train(rows);
    const asked = values.map((value) => [{ [label]: value }, (row) => row[label] === value]);
    if (way === 'drawn until they come') asked.push(rangeOf(rows, columns));
    let [kept, made] = [0, 0];
    for (const [where, holds] of asked) {
      const generated = await model.generate(ROWS, { where, seed: 1 });
      kept += generated.filter(holds).length;
      made += generated.length;
    }
    model.dispose();
    figures.push(
      requirement(
        `rows as asked for, ${way}`,
        `${kept} of ${made}`,
        `all of ${asked.length * ROWS}`,
        kept === made && made === asked.length * ROWS,
      ),
    );
  }
  return figures;
}

/** The middle half of the first column of numbers that has enough different ones. */
function rangeOf(rows, columns) {
  const { name } = columns.find(({ kind, values }) => kind === 'number' && values.length > 50);
  const sorted = rows
    .map((row) => row[name])
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
  const [min, max] = [0.25, 0.75].map((p) => sorted[Math.floor(p * sorted.length)]);
  return [{ [name]: { min, max } }, (row) => row[name] >= min && row[name] <= max];
}

/**
 * Asks for half of the generated rows to be of the class, and shows them to classifiers trained on
 * other rows.
 */
async function balanced(options, seed) {
  const tableOf = (purpose, share) =>
    tableWithRareClass(RARE.rows, share, randomStream(seed, purpose));
  const model = new TableVAE({ ...settings, ...options, seed });
  await model.train(tableOf('rare class', RARE.share));
  const generated = await model.generate(2 * ROWS, {
    balance: { label: { rare: 0.5 } },
    seed,
  });
  model.dispose();
  const isRare = ({ label }) => label === 'rare';
  const classifiers = trainedClassifiers(tableOf('classifier', 0.5), 'label');
  const [real, made] = [tableOf('fresh', 0.5), generated].map((rows) => rows.filter(isRare));
  return {
    share: made.length / generated.length,
    agreement: Object.entries(classifiers).map(([name, predict]) => {
      const share = (rows) => mean(predict(rows).map((label) => Number(label === 'rare')));
      return { name, real: share(real), made: share(made) };
    }),
  };
}

function balanceFigures(runs) {
  const shares = runs.map(({ share }) => share);
  return [
    requirement(
      'share of the generated rows',
      meanAndSpread(shares, 3),
      'one half, to a point',
      shares.every((share) => Math.abs(share - 0.5) <= 0.01),
    ),
    ...runs[0].agreement.map(({ name }, i) => {
      const values = (key) => runs.map(({ agreement }) => agreement[i][key]);
      const limit = AGREEMENT * mean(values('real'));
      return requirement(
        `of these, a ${name} takes for the class`,
        meanAndSpread(values('made'), 3),
        `>= ${limit.toFixed(3)}, nine tenths of ${mean(values('real')).toFixed(3)} for real rows`,
        mean(values('made')) >= limit,
      );
    }),
  ];
}
