import { nearestBin } from './bins.js';
import { type Grid, RANGE_ROWS, rangesOf } from './infer-ranges.js';
import type { Runs } from './runs.js';
import type { Bin } from '../data/schema.js';

/** The most values of a column without ranges. */
export const MOST_VALUES = 128;
/** Up to this many need only so many rows on average. */
const [FEW_VALUES, ROWS_PER_VALUE] = [20, 5];
/** The least rows of a value that is kept: one that a single row has is no value of the column. */
const KEPT_ROWS = 2;

/** A value and its rows. */
interface Held {
  readonly value: number;
  readonly count: number;
}

/** How many of n cells may be unlike the others, and yet not change what the column is. */
export function oddCells(n: number, one: number): number {
  return Math.min(RANGE_ROWS - 1, Math.floor(n / one));
}

/**
 * The bins of a column of few values, if it is one: those values, and a range for rare values beyond
 * them, if there are some. A few odd cells do not change that: they count as the nearest value.
 */
export function fewValues({ values, counts }: Runs, n: number, grid: Grid): Bin[] | undefined {
  const few = Math.min(FEW_VALUES, Math.floor(n / ROWS_PER_VALUE));
  const most = Math.min(MOST_VALUES, Math.max(few, Math.floor(n / RANGE_ROWS)));
  const kept: Held[] = [];
  const others: Held[] = [];
  let odd = 0;
  for (const [i, value] of values.entries()) {
    const held = { value, count: counts[i]! };
    if (counts[i]! < KEPT_ROWS || grid.round(value) !== value) {
      others.push(held);
      odd += counts[i]!;
      if (odd > oddCells(n, RANGE_ROWS)) return undefined;
      continue;
    }
    if (kept.length === most) return undefined;
    kept.push(held);
  }
  if (kept.length < 2) return undefined;
  const { below, above } = rareValues(kept, others, grid);
  const known = [...below, ...kept, ...above];
  const first = tailOf(known, below.length);
  const last = known.length - tailOf([...known].reverse(), above.length);
  // Between the ends a value has to be left.
  return first < last
    ? withTails(nearestOf(known, others), first, last, grid)
    : nearestOf(kept, others);
}

/** The known values, with the rows of the others that are nearest to them. */
function nearestOf(known: readonly Held[], others: readonly Held[]): Held[] {
  const counts = known.map(({ count }) => count);
  for (const { value, count } of others.filter((other) => !known.includes(other)))
    counts[nearestBin(known, value)]! += count;
  return known.map(({ value }, i) => ({ value, count: counts[i]! }));
}

/**
 * The values of single rows that lie beyond the others, where these count without leaving out most
 * numbers: two rows at least, none of them farther out than the others are apart.
 */
function rareValues(kept: readonly Held[], others: readonly Held[], { step, round }: Grid) {
  const [low, high] = [kept[0]!.value, kept.at(-1)!.value];
  const span = high - low;
  const isDense = step > 0 && kept.length > (span / step + 1) / 2;
  const rare = (from: number, to: number) => {
    const found = others.filter(
      ({ value }) => value >= from && value <= to && round(value) === value,
    );
    return isDense && found.length >= KEPT_ROWS ? found : [];
  };
  return { below: rare(low - span, low), above: rare(high, high + span) };
}

/** The values as bins, those before the first and from the last on as ranges. */
function withTails(known: readonly Held[], first: number, last: number, { step }: Grid): Bin[] {
  const tail = (held: readonly Held[]): Bin[] => {
    if (held.length === 0) return [];
    const runs = {
      values: Float64Array.from(held, ({ value }) => value),
      counts: Uint32Array.from(held, ({ count }) => count),
    };
    const rows = held.reduce((sum, { count }) => sum + count, 0);
    const [from, to] = [held[0]!.value, held.at(-1)!.value];
    return rangesOf(runs, step, { rows, from, to, ranges: 1, repeated: true });
  };
  return [...tail(known.slice(0, first)), ...known.slice(first, last), ...tail(known.slice(last))];
}

/**
 * How many of these values, from the first on, a range with the rare ones takes in until it has the rows
 * of a range; 0 without rare ones.
 */
function tailOf(known: readonly Held[], rare: number): number {
  let [size, rows] = [0, 0];
  while (rare > 0 && size < known.length && (size < rare || rows < RANGE_ROWS))
    rows += known[size++]!.count;
  return size;
}
