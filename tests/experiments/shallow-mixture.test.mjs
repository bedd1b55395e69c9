// The shallow mixture, which TableVAE has to beat, is a correct mixture.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnLevels } from '../../experiments/tables/column-levels.mjs';
import { columnsOf } from '../../experiments/tables/columns.mjs';
import { fitMixtureOfLevels, logLikelihood } from '../../experiments/tables/mixture-of-levels.mjs';
import { randomStream } from '../../experiments/tables/random.mjs';
import { shallowMixture } from '../../experiments/tables/shallow-mixture.mjs';

/** Two groups, which determine the numbers' place and, nearly, the kind. */
function table(rows) {
  const random = randomStream(1, 'mixture test');
  return Array.from({ length: rows }, () => {
    const high = random.uniform() < 0.3;
    return {
      x: Number((random.normal() + (high ? 8 : 0)).toFixed(2)),
      spent: random.uniform() < 0.6 ? 0 : Math.ceil(100 * random.uniform()),
      seldom: random.uniform() < 0.8 ? null : random.normal(),
      kind: high === random.uniform() < 0.95 ? 'b' : 'a',
      gaps: random.uniform() < 0.1 ? null : Number(high),
    };
  });
}

/** Levels that are in no order. */
const apart = (size) => Array.from({ length: size }, (_, level) => [[level, 1]]);
/** Levels in order: each stands for its neighbours too. */
const smooth = (size) =>
  Array.from({ length: size }, (_, level) =>
    level === 0 || level === size - 1
      ? [[level, 1]]
      : [
          [level - 1, 0.25],
          [level, 0.5],
          [level + 1, 0.25],
        ],
  );

for (const priorRows of [0, 1, 10])
  test(`no step of EM lowers what it climbs, and probabilities add up to 1, prior rows: ${priorRows}`, () => {
    const random = randomStream(2, 'levels');
    const rows = Array.from({ length: 500 }, () =>
      Int32Array.of(random.below(3), random.below(4), random.below(2)),
    );
    for (const row of rows) if (row[0] === 0) row[1] = row[2];
    const { objectives, weights, tables } = fitMixtureOfLevels(
      rows,
      [apart(3), smooth(4), apart(2)],
      4,
      random,
      priorRows,
    );
    assert.ok(objectives.length > 3);
    for (const probabilities of [
      weights,
      ...tables.flatMap((table) => table.filter((_, k) => weights[k] > 0)),
    ]) {
      const sum = probabilities.reduce((total, p) => total + p, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12, String(sum));
    }
    for (let i = 1; i < objectives.length; i++)
      assert.ok(objectives[i] >= objectives[i - 1] - 1e-12, `step ${i}: ${objectives}`);
  });

test('one component is the frequencies, and its likelihood their entropy', () => {
  const rows = [0, 0, 0, 1].map((level) => Int32Array.of(level));
  const fitted = fitMixtureOfLevels(rows, [apart(2)], 1, randomStream(1, 'one'), 0);
  assert.deepEqual(
    [...fitted.tables[0][0]].map((p) => p.toFixed(9)),
    ['0.750000000', '0.250000000'],
  );
  const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
  assert.ok(Math.abs(logLikelihood(fitted, rows) + entropy) < 1e-12);
});

test('the probabilities of a level that no row has are not 0', () => {
  const rows = [0, 0, 1].map((level) => Int32Array.of(level));
  const fitted = fitMixtureOfLevels(rows, [apart(3)], 1, randomStream(1, 'unseen'));
  assert.ok(Number.isFinite(logLikelihood(fitted, [Int32Array.of(2)])));
});

test('levels: spikes alone, other numbers in ascending bins, gaps, and cells as they came', () => {
  const rows = table(5000);
  const random = randomStream(1, 'levels');
  for (const column of columnsOf(rows)) {
    const levels = new ColumnLevels(rows, column);
    const drawn = rows.map((_, i) => levels.draw(levels.codes[i], random));
    const cells = rows.map((row) => row[column.name]);
    if (column.name === 'x') {
      assert.ok(levels.size >= 60 && levels.size <= 64, String(levels.size));
      const [low, high] = [Math.min(...cells), Math.max(...cells)];
      assert.ok(drawn.every((x) => x >= low && x <= high && Number(x.toFixed(2)) === x));
      cells.forEach((x, i) => {
        if (x < cells[0]) assert.ok(levels.codes[i] <= levels.codes[0]);
      });
    } else if (column.name === 'spent')
      cells.forEach((x, i) => assert.equal(drawn[i] === 0, x === 0));
    else if (column.name === 'seldom')
      cells.forEach((x, i) => assert.equal(drawn[i] === null, x === null));
    else assert.deepEqual(drawn, cells);
  }
});

test('generated rows keep what the groups have in common', () => {
  const real = table(4000);
  const made = shallowMixture(real, randomStream(1, 'made'), { gaps: 'categorical' })(4000);
  const share = (rows, holds) => rows.filter(holds).length / rows.length;
  for (const holds of [
    ({ x, kind }) => x > 4 && kind === 'b',
    ({ x, gaps }) => x > 4 && gaps === 1,
    ({ x, gaps }) => x > 4 && gaps === 0,
    ({ gaps }) => gaps === null,
    ({ spent }) => spent === 0,
    ({ seldom }) => seldom === null,
  ])
    assert.ok(Math.abs(share(real, holds) - share(made, holds)) < 0.03, String(holds));
});
