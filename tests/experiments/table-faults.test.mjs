// Faults of a generated table are found, and a good table has none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copies } from '../../experiments/tables/copies.mjs';
import { imputationScores, intervalCoverage } from '../../experiments/tables/imputation-scores.mjs';
import {
  completeRows,
  withGapsInSomeRows,
  withKnownCategories,
} from '../../experiments/tables/incomplete-rows.mjs';
import { randomStream } from '../../experiments/tables/random.mjs';
import { REAL_TABLES } from '../../experiments/tables/real-tables.mjs';
import { withCellsRemoved } from '../../experiments/tables/removed-cells.mjs';
import { roundTripFaults } from '../../experiments/tables/round-trip.mjs';
import { trainAndHoldout } from '../../experiments/tables/split.mjs';

test('a table resampled from itself has no fault; each kind of fault is found and named', async () => {
  const rows = (await REAL_TABLES.penguins.read()).map((row, i) => ({
    ...row,
    seen: `2020-0${1 + (i % 9)}-11`,
    tag: `tag ${i}`,
  }));
  assert.deepEqual(roundTripFaults(rows, rows), []);
  const mass = 'Body Mass (g)';
  const faults = [
    [{ Species: 'Emperor' }, /^Species: "Emperor" is not a category of the column$/],
    [{ Species: 7 }, /^Species: 7 is a number$/],
    [{ Island: null }, /^Island: has gaps$/],
    [{ [mass]: 3750.5 }, /^Body Mass \(g\): 3750.5 has more than 0 decimals$/],
    [{ [mass]: 9999 }, /^Body Mass \(g\): 9999 is out of bounds$/],
    [{ [mass]: '3750' }, /^Body Mass \(g\): "3750" is a string$/],
    [{ seen: '11.01.2020' }, /^seen: "11.01.2020" is not a date of that form$/],
    [{ seen: '2021-01-11' }, /^seen: "2021-01-11" is out of bounds$/],
    [{ extra: 1 }, /^the columns are .*,extra, not /],
  ];
  for (const [cells, fault] of faults) {
    const [first, ...others] = rows;
    const found = roundTripFaults(rows, [{ ...first, ...cells }, ...others]);
    assert.equal(found.length, 1, String(found));
    assert.match(found[0], fault);
  }
  const without = rows.map((row, i) => (i % 5 ? row : { ...row, [mass]: null }));
  assert.match(roundTripFaults(rows, without)[0], /20.6 % of gaps, not 0.6 %$/);
});

test('copies are counted, and natural repetitions are allowed', async () => {
  const rows = await REAL_TABLES.weather.read();
  const { train, holdout } = trainAndHoldout(rows, 1);
  const honest = copies(train, holdout, holdout);
  assert.ok(honest.copied <= honest.limit);
  const half = [...train.slice(0, 100), ...holdout.slice(0, 100)];
  const leaked = copies(train, holdout, half);
  assert.ok(Math.abs(leaked.copied - 0.5) < 0.01 && leaked.copied > leaked.limit);
  // With so few possible rows, every row occurs in training and in the holdout.
  const coins = Array.from({ length: 100 }, (_, i) => ({ a: i % 2, b: i % 3 }));
  const natural = copies(coins, coins.slice(0, 20), coins);
  assert.equal(natural.natural, 1);
  assert.ok(natural.copied <= natural.limit);
});

test('30 % of the cells are removed at random, except gaps and names', async () => {
  const rows = await REAL_TABLES.movies.read();
  const given = withCellsRemoved(rows, 0.3, randomStream(1, 'removal test'));
  const ratings = given.removed.filter(({ name }) => name === 'IMDB Rating');
  const share = ratings.length / rows.filter((row) => row['IMDB Rating'] !== null).length;
  assert.ok(Math.abs(share - 0.3) < 0.03, String(share));
  assert.ok(given.removed.every(({ row, name }) => rows[row][name] !== null));
  assert.ok(given.removed.every(({ row, name }) => given.rows[row][name] === null));
  assert.ok(!given.removed.some(({ name }) => name === 'Title'));
});

test('imputation: the truth has no error, and means and modes have the baseline error', () => {
  const random = randomStream(1, 'imputation test');
  const rows = Array.from({ length: 2000 }, () => ({
    x: 10 + 3 * random.normal(),
    group: random.uniform() < 0.7 ? 'usual' : 'rare',
  }));
  const given = withCellsRemoved(rows, 0.3, random);
  const perfect = imputationScores(rows, given, rows);
  assert.equal(perfect.rmse.reached, 0);
  assert.equal(perfect.accuracy.reached, 1);
  assert.ok(Math.abs(perfect.rmse.baseline - 1) < 0.06, String(perfect.rmse.baseline));
  assert.ok(Math.abs(perfect.accuracy.baseline - 0.7) < 0.04);

  const drawnAnew = () =>
    given.rows.map(({ x, group }) => ({ x: x ?? 10 + 3 * random.normal(), group }));
  const draws = Array.from({ length: 100 }, drawnAnew);
  const coverage = intervalCoverage(rows, given, draws);
  assert.ok(
    Math.abs(coverage - 0.9) < 0.04,
    `coverage ${coverage} with draws from the true distribution`,
  );
  const narrow = draws.map((rows) => rows.map((row) => ({ ...row, x: 10 + (row.x - 10) / 3 })));
  assert.ok(intervalCoverage(rows, given, narrow) < 0.5);
});

test('the complete rows have no gaps, and 30 % of them then get some', async () => {
  const movies = await REAL_TABLES.movies.read();
  const rows = completeRows(movies);
  assert.ok(rows.length > 1000, `${rows.length} rows`);
  assert.ok(!Object.keys(rows[0]).includes('US DVD Sales') && !('Title' in rows[0]));
  assert.ok(rows.every((row) => Object.values(row).every((cell) => cell !== null)));
  const { all, complete } = withGapsInSomeRows(rows, randomStream(1, 'gaps test'));
  assert.equal(all.length, rows.length);
  assert.ok(Math.abs(complete.length / rows.length - 0.7) < 0.04);
  const train = [{ a: 'x' }, { a: 'y' }];
  assert.deepEqual(withKnownCategories([{ a: 'y' }, { a: 'z' }], train), [{ a: 'y' }]);
});
