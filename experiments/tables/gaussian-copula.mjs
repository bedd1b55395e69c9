import { cellOf, columnsOf, isGap, numbersOf } from './columns.mjs';
import { choleskyFactor, correlated, correlationsOf } from './correlated-normals.mjs';
import { CategoryMarginal, NumberMarginal } from './marginals.mjs';

/**
 * A Gaussian copula like SDV's GaussianCopulaSynthesizer (Patki, Wedge, Veeramachaneni 2016, "The
 * Synthetic Data Vault"). The columns' marginals turn cells into normal scores. The copula learns
 * the scores' correlations and nothing else. It draws rows from that normal distribution and maps
 * them back. Categories have intervals as wide as their frequencies, and a gap among categories is
 * one of them. A gap among numbers is a column of its own, there or not, and counts as the mean in
 * the correlations.
 *
 * SDV's default marginals are beta distributions. These are the empirical ones, which make the
 * stronger baseline. Columns of names are drawn from the table at random.
 *
 * @param {Record<string, unknown>[]} rows
 * @param {ReturnType<import('./random.mjs').randomStream>} random
 * @returns {(count: number) => Record<string, unknown>[]}
 */
export function gaussianCopula(rows, random) {
  const columns = columnsOf(rows);
  const parts = columns.flatMap((column) => partsOf(rows, column, random));
  const factor = choleskyFactor(correlationsOf(parts.map(({ scores }) => scores)));
  const row = () => {
    const drawn = correlated(
      factor,
      parts.map(() => random.normal()),
    );
    const cells = new Map(parts.map(({ key, marginal }, i) => [key, marginal.value(drawn[i])]));
    return Object.fromEntries(columns.map((column) => [column.name, cellFrom(cells, column)]));
  };
  const cellFrom = (cells, column) => {
    if (column.kind === 'name') return rows[random.below(rows.length)][column.name];
    if (cells.get(`present ${column.name}`) === false) return null;
    const value = cells.get(`value ${column.name}`);
    return column.kind === 'category' ? value : cellOf(value, column);
  };
  return (count) => Array.from({ length: count }, row);
}

/** The columns of the copula that a column of the table becomes: zero to two. */
function partsOf(rows, column, random) {
  const { name, kind, gaps } = column;
  if (kind === 'name') return [];
  const ofCategories = (key, cells) => {
    const marginal = new CategoryMarginal(cells);
    const scores = Float64Array.from(cells, (cell) => marginal.score(cell, random));
    return { key, marginal, scores };
  };
  if (kind === 'category')
    return [
      ofCategories(
        `value ${name}`,
        rows.map((row) => row[name] ?? null),
      ),
    ];
  const numbers = numbersOf(rows, column);
  const marginal = new NumberMarginal(numbers.filter((x) => !Number.isNaN(x)));
  const scores = numbers.map((x) => (Number.isNaN(x) ? 0 : marginal.score(x)));
  const value = { key: `value ${name}`, marginal, scores };
  if (gaps === 0) return [value];
  const presence = rows.map((row) => !isGap(row[name]));
  return [ofCategories(`present ${name}`, presence), value];
}
