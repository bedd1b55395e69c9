import type { Category, RangeBin } from '../data/schema.js';
import { edgesIn } from './infer-edges.js';
import type { Runs } from './runs.js';

/** The least rows of a range. */
export const RANGE_ROWS = 20;
/** A repeated value: its least rows, as a multiple of the average value's too, and how many in a column. */
const [REPEATED_ROWS, REPEATED_EXCESS, MOST_REPEATED] = [5, 2, 512];

/** The numbers that a column can have. */
export interface Grid {
  /** The distance between neighbours; 0 if there is none. */
  readonly step: number;
  round(value: number): number;
}

/** What rangesOf() makes. */
export interface Plan {
  /** The rows of all values. */
  readonly rows: number;
  /** Where the first range begins and the last one ends. */
  readonly from: number;
  readonly to: number;
  /** The most ranges, at least 1. */
  readonly ranges: number;
  /** Whether to tell values that come back from the others. */
  readonly repeated: boolean;
}

/** A range, and which of the values are in it. */
interface Part extends RangeBin {
  readonly first: number;
  readonly end: number;
}

/**
 * Ranges with about as many rows each, two at least if there are to be more than one. Their bounds lie
 * between values, not at them.
 * @param step The distance between neighbours of the numbers that the column can have; 0 for none.
 */
export function rangesOf(runs: Runs, step: number, plan: Plan): RangeBin[] {
  const parts = divide(runs, step, plan);
  const repeated = plan.repeated ? repeatedIn(runs, parts, step) : parts.map(() => []);
  return parts.map((part, i) => {
    const { min, max, count } = part;
    const own = repeated[i]!;
    const [isFirst, isLast] = [i === 0, i === parts.length - 1];
    const stretch = { min, max, runs: others(runs, part, own), isFirst, isLast };
    const edges = edgesIn(stretch, parts.length);
    return {
      min,
      max,
      count,
      ...(own.length > 0 && { repeated: own }),
      ...(edges.length > 0 && { edges }),
    };
  });
}

/** The values of a part that are not repeated. */
function others(
  { values, counts }: Runs,
  { first, end }: Part,
  repeated: readonly Category<number>[],
): Runs {
  if (repeated.length === 0)
    return { values: values.subarray(first, end), counts: counts.subarray(first, end) };
  const own = new Set(repeated.map(({ value }) => value));
  const kept = Array.from({ length: end - first }, (_, i) => first + i).filter(
    (i) => !own.has(values[i]!),
  );
  return {
    values: Float64Array.from(kept, (i) => values[i]!),
    counts: Uint32Array.from(kept, (i) => counts[i]!),
  };
}

function divide({ values, counts }: Runs, step: number, { rows, from, to, ranges }: Plan): Part[] {
  const parts: Part[] = [];
  const last = values.length - 1;
  let [min, first, left] = [from - step / 2, 0, rows];
  for (let i = 0, count = 0; i <= last; i++) {
    count += counts[i]!;
    const target = left / (ranges - parts.length);
    const isNearer = i < last && count + counts[i + 1]! - target > target - count;
    const isFull = parts.length < ranges - 1 && (count >= target || isNearer);
    const mustEnd = parts.length === 0 && ranges > 1 && i === last - 1;
    if (i < last && !isFull && !mustEnd) continue;
    const max = i === last ? to + step / 2 : middle(values[i]!, values[i + 1]!);
    parts.push({ min, max, count, first, end: i + 1 });
    [min, first, left, count] = [max, i + 1, left - count, 0];
  }
  return parts;
}

/** The repeated values of each part. */
function repeatedIn({ values, counts }: Runs, parts: readonly Part[], step: number) {
  const found: (Category<number> & { readonly part: number })[] = [];
  for (const [part, { min, max, count, first, end }] of parts.entries()) {
    const average = (count * step) / (max - min);
    const least = Math.max(REPEATED_ROWS, REPEATED_EXCESS * average);
    for (let i = first; i < end; i++)
      if (counts[i]! >= least) found.push({ value: values[i]!, count: counts[i]!, part });
  }
  const kept = found
    .sort((a, b) => b.count - a.count || a.value - b.value)
    .slice(0, MOST_REPEATED)
    .sort((a, b) => a.value - b.value);
  const repeated: Category<number>[][] = parts.map(() => []);
  for (const { value, count, part } of kept) repeated[part]!.push({ value, count });
  return repeated;
}

/** Between two numbers, and above the first. */
function middle(a: number, b: number): number {
  const half = a + (b - a) / 2;
  return half > a ? half : b;
}
