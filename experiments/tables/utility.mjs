import { classificationScores } from './classification-scores.mjs';
import { trainedClassifiers } from './classifiers.mjs';
import { isGap } from './columns.mjs';
import { figure, mean, meanAndSpread, requirement } from './figures.mjs';
import { BREAST_CANCER, REAL_TABLES } from './real-tables.mjs';
import { SEEDS } from './settings.mjs';
import { trainAndHoldout } from './split.mjs';
import { SYNTHESIZERS } from './synthesizers.mjs';

const { penguins, cars, weather, wine } = REAL_TABLES;

/**
 * The table that is judged. The others are only printed. The label is a condition of the model, as
 * it would be for someone who generates rows to train a classifier on. Movies are left out because
 * they take long: 200 categories for a tree.
 */
const JUDGED = 'penguins';
const TABLES = { weather, cars, penguins, wine, 'breast cancer': BREAST_CANCER };

/** Points of accuracy and of macro F1 that may be lost. */
const LIMITS = { accuracy: 3, f1: 4 };
const HOLDOUT = 0.3;

export async function* utility() {
  for (const [name, { read, label }] of Object.entries(TABLES)) {
    const rows = (await read()).filter((row) => !isGap(row[label]));
    const runs = [];
    for (const seed of SEEDS) runs.push(await run(rows, label, seed));
    yield {
      heading: `${label} of ${name}, ${rows.length} rows, ${SEEDS.length} splits`,
      figures: figuresOf(runs, name === JUDGED),
    };
  }
}

/** The scores of each classifier in points, by what it was trained on. */
async function run(rows, label, seed) {
  const { train, holdout } = trainAndHoldout(rows, seed, HOLDOUT);
  const truth = holdout.map((row) => row[label]);
  const { TableVAE, copula } = SYNTHESIZERS;
  const trainedOn = { real: train };
  for (const [name, make] of Object.entries({ TableVAE, copula }))
    trainedOn[name] = (await make(train, seed, train.length, { conditions: [label] })).filter(
      (row) => !isGap(row[label]),
    );
  return Object.fromEntries(
    Object.entries(trainedOn).map(([name, given]) => [
      name,
      Object.entries(trainedClassifiers(given, label)).map(([classifier, predict]) => ({
        classifier,
        ...classificationScores(truth, predict(holdout)),
      })),
    ]),
  );
}

function figuresOf(runs, judged) {
  return runs[0].real.flatMap(({ classifier }, i) =>
    Object.entries(LIMITS).flatMap(([score, limit]) => {
      const points = (name) => runs.map((result) => 100 * result[name][i][score]);
      const lost = points('real').map((x, seed) => x - points('TableVAE')[seed]);
      const what = `${score} of a ${classifier}: lost with TableVAE's rows`;
      const reached = meanAndSpread(lost, 1);
      return [
        judged
          ? requirement(what, reached, `<= ${limit} points`, mean(lost) <= limit)
          : figure(what, reached),
        figure(
          '... trained on real, TableVAE, copula',
          ['real', 'TableVAE', 'copula'].map((name) => meanAndSpread(points(name), 1)).join(', '),
        ),
      ];
    }),
  );
}
