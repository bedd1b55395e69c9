import { evenSample } from './even-sample.js';

/** Constraints on the bins of a histogram. */
export interface Binning {
  /**
   * All values differ from the smallest one by multiples of this unit; null if there is no unit.
   */
  readonly unit: number | null;
  /** Number of values. */
  readonly count: number;
}

const FEWEST_BINS = 8;
const MOST_BINS = 40;

/**
 * Edges of equally wide bins from `least` to `most`, one more than there are bins. The number of
 * bins grows with the cube root of the number of values (Rice's rule). If values have a unit, each
 * gets its own bin if there are few, otherwise bins span whole units: bins that alternate between
 * three and four units would show a false pattern.
 */
export function histogramEdges(least: number, most: number, { unit, count }: Binning): number[] {
  const wanted = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.ceil(2 * Math.cbrt(count))));
  if (unit !== null) {
    const units = Math.round((most - least) / unit) + 1;
    const each = units <= MOST_BINS ? 1 : Math.ceil(units / wanted);
    const start = least - unit / 2;
    const bins = Math.ceil(units / each);
    return Array.from({ length: bins + 1 }, (_, edge) => start + edge * each * unit);
  }
  if (least === most) return [least - 0.5, least + 0.5];
  const width = (most - least) / wanted;
  return Array.from({ length: wanted + 1 }, (_, edge) => least + edge * width);
}

/** Counts the values in each bin. The outer bins also count values beyond; NaN counts nowhere. */
export function histogram(values: ArrayLike<number>, edges: readonly number[]): Float64Array {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  const start = edges[0]!;
  const perUnit = bins / (edges[bins]! - start);
  for (let i = 0; i < values.length; ++i) {
    const value = values[i]!;
    if (!Number.isNaN(value))
      counts[Math.min(bins - 1, Math.max(0, Math.floor((value - start) * perUnit)))]!++;
  }
  return counts;
}

/** Sample size for the range of most values. */
const LOOKED_AT = 10_000;
/** A range this many times as wide as that of 98 % of the values counts as mostly empty. */
const EMPTY = 5;

/**
 * The part of the range worth drawing: all of it, unless a few values lie so far out that all
 * others would share a bin or two.
 * @param tables Values of the same kind; the range covers each table.
 */
export function usefulRange(
  ...tables: readonly ArrayLike<number>[]
): [least: number, most: number] {
  const ranges = tables.map((values) => [rangeOf(values), middleOf(values)] as const);
  const least = Math.min(...ranges.map(([[least]]) => least));
  const most = Math.max(...ranges.map(([[, most]]) => most));
  const low = Math.min(...ranges.map(([, [low]]) => low));
  const high = Math.max(...ranges.map(([, [, high]]) => high));
  const spread = high - low;
  if (!(spread > 0) || most - least < EMPTY * spread) return [least, most];
  return [Math.max(least, low - spread / 2), Math.min(most, high + spread / 2)];
}

/** The range of the middle 98 % of the values. */
function middleOf(values: ArrayLike<number>): [low: number, high: number] {
  const rows = evenSample(values.length, LOOKED_AT);
  const sorted = Float64Array.from(rows, (row) => values[row]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return [at(0.01) ?? Infinity, at(0.99) ?? -Infinity];
}

/** The minimum and maximum, ignoring NaN; [Infinity, -Infinity] if there are no values. */
export function rangeOf(values: ArrayLike<number>): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; ++i) {
    if (values[i]! < least) least = values[i]!;
    if (values[i]! > most) most = values[i]!;
  }
  return [least, most];
}
