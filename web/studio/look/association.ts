import type { CodedColumn } from './coded-column.js';

/**
 * How strongly two columns are associated over the rows that have both: Pearson's r between numbers
 * (-1 to 1), Cramér's V between categories, and the correlation ratio eta between a number and a
 * category (both 0 to 1). NaN if a column has only one value.
 */
export function association(a: CodedColumn, b: CodedColumn): number {
  if (a.kind === 'numbers')
    return b.kind === 'numbers' ? pearson(a.values, b.values) : correlationRatio(b.codes, a.values);
  return b.kind === 'numbers' ? correlationRatio(a.codes, b.values) : cramersV(a.codes, b.codes);
}

/** Pearson's correlation coefficient; NaN is a gap. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const both = (row: number) => !Number.isNaN(a[row]! + b[row]!);
  let [n, sumA, sumB] = [0, 0, 0];
  for (let row = 0; row < a.length; ++row) {
    if (!both(row)) continue;
    ++n;
    sumA += a[row]!;
    sumB += b[row]!;
  }
  const [meanA, meanB] = [sumA / n, sumB / n];
  let [squareA, squareB, product] = [0, 0, 0];
  for (let row = 0; row < a.length; ++row) {
    if (!both(row)) continue;
    squareA += (a[row]! - meanA) ** 2;
    squareB += (b[row]! - meanB) ** 2;
    product += (a[row]! - meanA) * (b[row]! - meanB);
  }
  if (isRounding(squareA, meanA, n) || isRounding(squareB, meanB, n)) return NaN;
  return within(product / Math.sqrt(squareA * squareB), -1);
}

/** sqrt(chi^2 / (n min(r - 1, c - 1))) (Cramér 1946, section 21.9); code 0 is a gap. */
export function cramersV(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  const cells = new Map<number, number>();
  let n = 0;
  for (let row = 0; row < a.length; ++row) {
    if (!a[row] || !b[row]) continue;
    ++n;
    add(rows, a[row]!);
    add(columns, b[row]!);
    add(cells, a[row]! * CODES + b[row]!);
  }
  const smaller = Math.min(rows.size, columns.size) - 1;
  if (smaller < 1) return NaN;
  let sum = 0;
  for (const [cell, count] of cells)
    sum += count ** 2 / (rows.get(Math.floor(cell / CODES))! * columns.get(cell % CODES)!);
  return within(Math.sqrt(Math.max(0, sum - 1) / smaller), 0);
}

/** Larger than any code of a column. */
const CODES = 2 ** 24;

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * Fisher's eta: sqrt(sum of squares between categories / total sum of squares). Gaps are 0 and NaN.
 */
export function correlationRatio(codes: ArrayLike<number>, values: ArrayLike<number>): number {
  const groups = new Map<number, { count: number; sum: number }>();
  let [n, total] = [0, 0];
  for (let row = 0; row < codes.length; ++row) {
    const value = values[row]!;
    if (!codes[row] || Number.isNaN(value)) continue;
    const group = groups.get(codes[row]!) ?? { count: 0, sum: 0 };
    groups.set(codes[row]!, group);
    ++group.count;
    group.sum += value;
    ++n;
    total += value;
  }
  if (groups.size < 2) return NaN;
  const mean = total / n;
  let square = 0;
  for (let row = 0; row < codes.length; ++row)
    if (codes[row] && !Number.isNaN(values[row]!)) square += (values[row]! - mean) ** 2;
  if (isRounding(square, mean, n)) return NaN;
  let between = 0;
  for (const { count, sum } of groups.values()) between += count * (sum / count - mean) ** 2;
  return within(Math.sqrt(between / square), 0);
}

/** Whether a sum of squares about the mean is no more than rounding error. */
function isRounding(square: number, mean: number, n: number): boolean {
  return !(square > n * (1e-12 * mean) ** 2);
}

function within(value: number, least: number): number {
  return Math.min(1, Math.max(least, value));
}
