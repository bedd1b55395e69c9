import { columnsOf, isGap, numbersOf } from './columns.mjs';

/**
 * Measures how well removed cells were filled, beside column means and modes of the cells that were
 * left.
 *
 * @param {object[]} rows the table with nothing removed
 * @param {{ rows: object[], removed: { row: number, name: string }[] }} given what was imputed
 * @param {object[]} filled
 * @returns {Record<'rmse' | 'accuracy', { reached: number, baseline: number } | undefined>} rmse:
 *   the root mean square error in standard deviations of the column, averaged over the columns of
 *   numbers and dates; accuracy: the share of cells that are right, averaged over the columns of
 *   categories; undefined if there are none
 */
export function imputationScores(rows, given, filled) {
  const scores = { rmse: [], accuracy: [] };
  for (const column of columnsOf(rows)) {
    const removed = removedRows(given, column.name);
    if (removed.length === 0) continue;
    if (column.kind === 'category') scores.accuracy.push(accuracy(rows, given, filled, column));
    else scores.rmse.push(rmse(rows, given, filled, column));
  }
  return { rmse: meanOf(scores.rmse), accuracy: meanOf(scores.accuracy) };
}

/**
 * The root mean square error of all removed numbers, as z-scores: each in standard deviations of its
 * column before anything was removed. `baseline` is that of the means of what was left.
 */
export function zScoreErrors(rows, given, filled) {
  const squares = { reached: [], baseline: [] };
  for (const column of columnsOf(rows).filter(({ kind }) => kind === 'number')) {
    const truth = numbersOf(rows, column);
    const deviation = spread(truth.filter((x) => !Number.isNaN(x))) || 1;
    const mean = average(numbersOf(given.rows, column).filter((x) => !Number.isNaN(x)));
    const numbers = numbersOf(filled, column);
    for (const row of removedRows(given, column.name)) {
      squares.reached.push(((numbers[row] - truth[row]) / deviation) ** 2);
      squares.baseline.push(((mean - truth[row]) / deviation) ** 2);
    }
  }
  const root = (values) => Math.sqrt(average(values));
  return { reached: root(squares.reached), baseline: root(squares.baseline) };
}

/**
 * The share of removed numbers and dates that lie between the 5 % and 95 % quantiles of their
 * draws, ends included.
 *
 * @param {object[][]} draws completions of the table, row after row the same rows
 */
export function intervalCoverage(rows, given, draws) {
  let [covered, total] = [0, 0];
  for (const column of columnsOf(rows)) {
    if (column.kind !== 'number' && column.kind !== 'date') continue;
    const truth = numbersOf(rows, column);
    const drawn = draws.map((completion) => numbersOf(completion, column));
    for (const row of removedRows(given, column.name)) {
      const sorted = Float64Array.from(drawn, (values) => values[row]).sort();
      total++;
      if (quantile(sorted, 0.05) <= truth[row] && truth[row] <= quantile(sorted, 0.95)) covered++;
    }
  }
  return covered / total;
}

function rmse(rows, given, filled, column) {
  const truth = numbersOf(rows, column);
  const removed = removedRows(given, column.name);
  const left = numbersOf(given.rows, column).filter((x) => !Number.isNaN(x));
  const mean = average(left);
  const deviation = spread(left);
  const error = (guess) =>
    Math.sqrt(average(removed.map((row) => (truth[row] - guess(row)) ** 2))) / deviation;
  const numbers = numbersOf(filled, column);
  return { reached: error((row) => numbers[row]), baseline: error(() => mean) };
}

function accuracy(rows, given, filled, { name }) {
  const counts = new Map();
  for (const row of given.rows)
    if (!isGap(row[name])) counts.set(row[name], (counts.get(row[name]) ?? 0) + 1);
  const [mode] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  const removed = removedRows(given, name);
  const share = (guess) => average(removed.map((row) => Number(rows[row][name] === guess(row))));
  return { reached: share((row) => filled[row][name]), baseline: share(() => mode) };
}

function removedRows({ removed }, name) {
  return removed.filter((cell) => cell.name === name).map(({ row }) => row);
}

/** Linear between the sorted values. */
function quantile(sorted, p) {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

function meanOf(pairs) {
  if (pairs.length === 0) return undefined;
  return {
    reached: average(pairs.map(({ reached }) => reached)),
    baseline: average(pairs.map(({ baseline }) => baseline)),
  };
}

/** The standard deviation. */
function spread(values) {
  const mean = average(values);
  return Math.sqrt(average(values.map((x) => (x - mean) ** 2)));
}

function average(values) {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
