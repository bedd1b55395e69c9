import { ColumnLevels } from './column-levels.mjs';
import { columnsOf } from './columns.mjs';
import { fitMixtureOfLevels, logLikelihood } from './mixture-of-levels.mjs';

/** Numbers of components, of which held-out rows choose. */
const LADDER = [10, 30, 100, 300];
const HELD_OUT = 0.1;

/**
 * A shallow mixture: the columns are independent, given one of K components. It has no network, so
 * a network has to beat it.
 *
 * @param {object[]} rows
 * @param {Record<string, 'categorical'>} [types] columns of numbers that are categories
 * @returns {(count: number) => object[]} what makes rows
 */
export function shallowMixture(rows, random, types = {}) {
  const columns = columnsOf(rows).map((column) =>
    types[column.name] === 'categorical' ? { ...column, kind: 'category' } : column,
  );
  const coded = columns.map((column) => new ColumnLevels(rows, column));
  const kernels = coded.map((column) => column.kernels);
  const codes = rows.map((_, i) => Int32Array.from(coded, (column) => column.codes[i]));
  const { weights, tables } = fitMixtureOfLevels(
    codes,
    kernels,
    bestCount(codes, kernels, random),
    random,
  );
  const drawComponent = drawnFrom(weights);
  const drawLevel = tables.map((table) => table.map(drawnFrom));
  return (count) =>
    Array.from({ length: count }, () => {
      const component = drawComponent(random);
      const cell = (column, c) => column.draw(drawLevel[c][component](random), random);
      return Object.fromEntries(coded.map((column, c) => [columns[c].name, cell(column, c)]));
    });
}

/** The number of components by which held-out rows are likeliest. */
function bestCount(codes, kernels, random) {
  const shuffled = random.shuffled(codes);
  const held = Math.ceil(HELD_OUT * codes.length);
  const [heldOut, train] = [shuffled.slice(0, held), shuffled.slice(held)];
  let best = { likelihood: -Infinity, count: 1 };
  for (const count of LADDER.filter((k) => k <= train.length)) {
    const likelihood = logLikelihood(fitMixtureOfLevels(train, kernels, count, random), heldOut);
    if (likelihood < best.likelihood) break;
    best = { likelihood, count };
  }
  return best.count;
}

/** Draws places with the given probabilities. */
function drawnFrom(probabilities) {
  let sum = 0;
  const ends = Float64Array.from(probabilities, (p) => (sum += p));
  return ({ uniform }) => {
    const place = uniform() * sum;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
