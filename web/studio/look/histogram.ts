import { evenSample } from './even-sample.js';

/** How the bins of a histogram may lie. */
export interface Binning {
  /** What all values are whole multiples of, from the least one on; null: nothing. */
  readonly unit: number | null;
  /** How many values there are to count. */
  readonly count: number;
}

const FEWEST_BINS = 8;
const MOST_BINS = 40;

/**
 * Edges of bins of equal width from `least` to `most`, one more than bins. Their number grows with
 * the cube root of the values' (the rule of Rice). Values of a unit get a bin each where these are
 * few, else bins of whole units: bins that hold now three, now four of them would show a pattern
 * that is not there.
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

/** How many values lie in each bin, in the outer ones also those beyond; NaN in none. */
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

/** Values looked at for where most of them lie. */
const LOOKED_AT = 10_000;
/** A range this many times as wide as that of 98 in 100 values is mostly empty. */
const EMPTY = 5;

/**
 * The part of the range that is worth drawing: all of it, but where a few values lie so far from all
 * others that these would share a bin or two.
 * @param tables Of values of the same kind, each of which is to be seen.
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

/** Between which 98 in 100 values lie. */
function middleOf(values: ArrayLike<number>): [low: number, high: number] {
  const rows = evenSample(values.length, LOOKED_AT);
  const sorted = Float64Array.from(rows, (row) => values[row]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return [at(0.01) ?? Infinity, at(0.99) ?? -Infinity];
}

/** The least and the largest value; NaN is none. [Infinity, -Infinity] where there are none. */
export function rangeOf(values: ArrayLike<number>): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; ++i) {
    if (values[i]! < least) least = values[i]!;
    if (values[i]! > most) most = values[i]!;
  }
  return [least, most];
}
