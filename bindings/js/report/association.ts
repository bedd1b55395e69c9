// How strongly two columns are associated.

/**
 * Pearson's r over the rows that have both values; NaN if undefined.
 * @param a Standardised, so that sums lose no digits; undefined if all values are equal.
 */
export function pearson(a: Float64Array | undefined, b: Float64Array | undefined): number {
  if (!a || !b) return NaN;
  let [n, sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (Number.isNaN(x + y)) continue;
    n++;
    sumA += x;
    sumB += y;
    squareA += x * x;
    squareB += y * y;
    product += x * y;
  }
  const varianceA = squareA - (sumA * sumA) / n;
  const varianceB = squareB - (sumB * sumB) / n;
  // If a column is constant over the rows that have both, only rounding errors are left.
  if (!(Math.min(varianceA, varianceB) > 1e-12 * n)) return NaN;
  return (product - (sumA * sumB) / n) / Math.sqrt(varianceA * varianceB);
}

/** Above this many cells, a contingency table holds only those that occur. */
const DENSE_CELLS = 1 << 18;

/**
 * Numbers the cells of contingency tables of two columns.
 * @param rows All codes of the first column are below this.
 * @param columns All codes of the second are below this.
 */
export function cellNumbering(rows: number, columns: number) {
  const cells = rows * columns;
  const numbers = cells > DENSE_CELLS ? new Map<number, number>() : undefined;
  return {
    /** The number of each row's cell. */
    of: (a: Int32Array, b: Int32Array) =>
      a.map((code, row) => {
        const cell = code * columns + b[row]!;
        if (!numbers) return cell;
        if (!numbers.has(cell)) numbers.set(cell, numbers.size);
        return numbers.get(cell)!;
      }),
    /** All numbers so far are below this. */
    size: () => numbers?.size ?? cells,
  };
}

/** How often each code occurs; all are below `size`. */
export function counts(codes: Int32Array, size: number): Int32Array {
  const counted = new Int32Array(size);
  for (const code of codes) counted[code]!++;
  return counted;
}

/** 1 minus the total variation distance of two tables of counts, which sum to n and to m. */
export function similarity(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  n: number,
  m: number,
): number {
  let distance = 0;
  for (let i = 0; i < a.length; i++) distance += Math.abs(a[i]! * m - b[i]! * n);
  return 1 - distance / (2 * n * m);
}

/**
 * Cramér's V, sqrt(phi^2 / min(r - 1, c - 1)), with phi^2 = sum over the cells of o^2 / (row x column)
 * - 1 (Cramér 1946, section 21.9); NaN if a column has one category.
 * @param cells The number of each row's cell.
 * @param observed How often each cell occurs.
 */
export function cramersV(
  a: Int32Array,
  b: Int32Array,
  cells: Int32Array,
  observed: Int32Array,
): number {
  const marginal = (codes: Int32Array) =>
    counts(codes, 1 + codes.reduce((most, code) => Math.max(most, code), -1));
  const [rows, columns] = [marginal(a), marginal(b)];
  const categories = (counted: Int32Array) => counted.filter(Boolean).length;
  const fewest = Math.min(categories(rows), categories(columns));
  if (fewest < 2) return NaN;
  let sum = 0;
  // Each of the o rows of a cell adds o / (row x column).
  for (let i = 0; i < cells.length; i++)
    sum += observed[cells[i]!]! / (rows[a[i]!]! * columns[b[i]!]!);
  return Math.sqrt(Math.max(0, sum - 1) / (fewest - 1));
}

/**
 * Fisher's eta: sqrt(sum of squares between categories / total sum of squares), over the rows that
 * have both; NaN if undefined.
 * @param codes All are below `levels`; NaN is a gap.
 * @param values Standardised, as for pearson().
 */
export function correlationRatio(
  codes: Float64Array,
  levels: number,
  values: Float64Array,
): number {
  const rows = new Float64Array(levels);
  const sums = new Float64Array(levels);
  let [n, sum, square] = [0, 0, 0];
  for (let row = 0; row < codes.length; row++) {
    const [code, value] = [codes[row]!, values[row]!];
    if (Number.isNaN(code + value)) continue;
    n++;
    rows[code]!++;
    sums[code]! += value;
    sum += value;
    square += value * value;
  }
  const mean = sum / n;
  const variance = square - sum * mean;
  if (rows.filter(Boolean).length < 2 || !(variance > 1e-12 * n)) return NaN;
  const between = rows.reduce(
    (total, count, code) => (count ? total + count * (sums[code]! / count - mean) ** 2 : total),
    0,
  );
  return Math.sqrt(between / variance);
}
