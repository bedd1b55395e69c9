import { similarity } from './association.js';
import type { EncodedColumn } from './encoded-column.js';
import { forEach, type Work } from '../table/slices.js';
import { sortedValues } from '../table/sorted-values.js';

/**
 * Compares one column of the synthetic table with the real one. Scores are from 0 to 1, the best, or
 * null if undefined. They are those of SDMetrics 0.28
 * (https://docs.sdv.dev/sdmetrics/data-metrics), and gaps count as they do there.
 */
export interface ColumnComparison {
  /** The column's name. */
  readonly name: string;
  /** Numbers and dates, or categories, text and booleans. */
  readonly kind: 'numeric' | 'categorical';
  /**
   * How similar the distributions are, without gaps. Numeric: KSComplement, 1 minus the largest
   * distance of the two cumulative distributions; categorical: TVComplement, 1 minus the total
   * variation distance. Null if a table has only gaps.
   */
  readonly shape: number | null;
  /** MissingValueSimilarity: 1 minus the difference of the shares of gaps. */
  readonly missing: number;
  /**
   * How much of the real values the synthetic table covers. Numeric: RangeCoverage, the share of the
   * real range between the least and the largest synthetic value, null for a constant; categorical:
   * CategoryCoverage, the share of the real categories that occur.
   */
  readonly coverage: number | null;
  /**
   * The share of synthetic cells that could be real. Numeric: BoundaryAdherence, within the real
   * range; categorical: CategoryAdherence, a real category. A gap is wrong if real has none.
   */
  readonly adherence: number | null;
}

export function* columnComparison(column: EncodedColumn): Work<ColumnComparison> {
  const { name, kind, real, synthetic } = column;
  const numeric = kind === 'numeric';
  const scores = numeric ? yield* numericScores(column) : yield* categoricalScores(column);
  const gaps = (values: Float64Array, observed: number) => 1 - observed / values.length;
  const realGaps = gaps(real, scores.observedReal);
  const syntheticGaps = gaps(synthetic, scores.observedSynthetic);
  // BoundaryAdherence ignores allowed gaps; CategoryAdherence counts them as right.
  const allowed = realGaps > 0 ? synthetic.length - scores.observedSynthetic : 0;
  return {
    name,
    kind,
    shape: score(scores.shape),
    missing: 1 - Math.abs(realGaps - syntheticGaps),
    coverage: score(scores.coverage),
    adherence: scores.observedReal
      ? score(
          numeric
            ? scores.adhering / (synthetic.length - allowed)
            : (scores.adhering + allowed) / synthetic.length,
        )
      : null,
  };
}

function* numericScores({ real, synthetic }: EncodedColumn) {
  const a = yield* sortedValues(real.slice());
  const b = yield* sortedValues(synthetic.slice());
  const [least, most] = [a[0]!, a.at(-1)!];
  const range = most - least;
  const uncovered = Math.max((b[0]! - least) / range, 0) + Math.max((most - b.at(-1)!) / range, 0);
  let adhering = 0;
  yield* forEach(b.length, 1 << 16, (i) => (adhering += Number(b[i]! >= least && b[i]! <= most)));
  return {
    observedReal: a.length,
    observedSynthetic: b.length,
    shape: 1 - (yield* largestDistance(yield* roundedValues(a), yield* roundedValues(b))),
    coverage: range > 0 ? Math.max(1 - uncovered, 0) : NaN,
    adhering,
  };
}

function* categoricalScores({ real, synthetic, levels, realLevels }: EncodedColumn) {
  const [countsA, a] = yield* levelCounts(real, levels);
  const [countsB, b] = yield* levelCounts(synthetic, levels);
  const known = countsB.subarray(0, realLevels);
  return {
    observedReal: a,
    observedSynthetic: b,
    shape: similarity(countsA, countsB, a, b),
    coverage: known.filter(Boolean).length / realLevels,
    adhering: known.reduce((sum, count) => sum + count, 0),
  };
}

function* levelCounts(values: Float64Array, levels: number): Work<[Float64Array, number]> {
  const counts = new Float64Array(levels);
  let observed = 0;
  yield* forEach(values.length, 1 << 16, (row) => {
    if (Number.isNaN(values[row])) return;
    counts[values[row]!]!++;
    observed++;
  });
  return [counts, observed];
}

/** The two-sample Kolmogorov-Smirnov statistic of ascending values; NaN without values. */
function* largestDistance(a: Float64Array, b: Float64Array): Work<number> {
  if (!a.length || !b.length) return NaN;
  let largest = 0;
  for (let i = 0, j = 0, steps = 1; i < a.length && j < b.length; steps++) {
    if (steps % (1 << 16) === 0) yield;
    const x = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= x) i++;
    while (j < b.length && b[j]! <= x) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/**
 * Rounds to 14 decimals, as SDMetrics does: 0.1 + 0.2 ties with 0.3. Numbers below 1 keep 15
 * significant digits, because a column may have units of 1e-16.
 */
function rounded(x: number): number {
  const size = Math.abs(x);
  if (!(size < 90) || size < SMALLEST) return x;
  let decimals = 14;
  if (size < 1) {
    decimals -= Math.floor(Math.log10(size));
    // The logarithm of a number just below a power of ten may round to that of the power.
    if (size * POWERS[decimals]! < 1e14) decimals++;
  }
  return Math.round(x * POWERS[decimals]!) / POWERS[decimals]!;
}

/** Below it, the power of ten that gives 15 digits is infinite. */
const SMALLEST = 1e-290;
const POWERS = Array.from({ length: 310 }, (_, exponent) => Number(`1e${exponent}`));

function* roundedValues(values: Float64Array): Work<Float64Array> {
  const out = new Float64Array(values.length);
  yield* forEach(values.length, 1 << 16, (i) => (out[i] = rounded(values[i]!)));
  return out;
}

/** Clamps to [0, 1], because sums of rounded shares can exceed 1 slightly. NaN becomes null. */
export function score(value: number): number | null {
  return Number.isNaN(value) ? null : Math.min(1, Math.max(0, value));
}

/** The mean of the defined scores; null if there are none. */
export function meanScore(scores: readonly (number | null)[]): number | null {
  const defined = scores.filter((x) => x !== null);
  return score(defined.reduce((sum, x) => sum + x, 0) / defined.length);
}
