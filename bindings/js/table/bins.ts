// The cells of numbers and dates as the core knows them: a level, and a position within it. A level is a
// bin of the column's schema; the position is the quantile of the value within its bin.
import type { Bin, Category, DateColumn, NumberColumn, RangeBin } from '../data/schema.js';
import { firstAbove } from './draws.js';
import { logarithm } from './logarithm.js';
import { partsOf, Quantiles, type RangePart } from './quantiles.js';

type OrderedColumn = NumberColumn | DateColumn;

/**
 * Positions lie between this and 1 less this, as in the core (position_margin of src/data/column.hpp):
 * no rounding to single precision moves a cell to another level.
 */
const MARGIN = 2 ** -12;

/** Distances below this, as a share of the column's standard deviation, are those of rounding. */
const ROUNDING = 1e-9;

/** The middle of a bin, by which bins are sorted. */
export const centreOf = (bin: Bin) =>
  'value' in bin ? bin.value : bin.min + (bin.max - bin.min) / 2;

/** The values of a column that has no others, and how often each occurs; undefined if it has others. */
export function valuesOf({ bins, levels }: OrderedColumn): readonly Category<number>[] | undefined {
  return bins?.every((bin) => 'value' in bin) ? bins : levels;
}

/** Whether the column makes exactly this value more often than by chance. */
export function comesBack({ bins = [], levels = [], spikes = [] }: OrderedColumn, value: number) {
  const known = bins.flatMap((bin) => ('value' in bin ? bin : (bin.repeated ?? [])));
  return [...known, ...levels, ...spikes].some((own) => own.value === value);
}

/** The number of the bin that is nearest to a value; of equally near ones the first. */
export function nearestBin(bins: readonly Bin[], value: number): number {
  let [nearest, least] = [0, Infinity];
  for (const [level, bin] of bins.entries()) {
    const distance = Math.abs(value - nearestIn(bin, value));
    if (distance < least) [nearest, least] = [level, distance];
  }
  return nearest;
}

const nearestIn = (bin: Bin, value: number) =>
  'value' in bin ? bin.value : Math.min(Math.max(value, bin.min), bin.max);

/** Translates values of a column to cells of the core and back. */
export class Bins {
  readonly #bins: readonly Bin[];
  /** Of each range. */
  readonly #quantiles: readonly (Quantiles | undefined)[];
  readonly #finish: (value: number) => number;
  /** Levels of single values. */
  readonly #single = new Map<number, number>();
  /** Levels of ranges, and where the ranges end, ascending. */
  readonly #ranges: readonly number[];
  readonly #ends: readonly number[];
  /** The standard deviation of the column. */
  readonly #deviation: number;
  /** What a value costs that no bin holds, in nats, besides its distance. */
  readonly #outside: number;

  /** @param finish Rounds values that are not the column's own, and keeps them within its bounds. */
  constructor(bins: readonly Bin[], finish: (value: number) => number) {
    this.#bins = bins;
    this.#finish = finish;
    this.#quantiles = bins.map((bin) => ('value' in bin ? undefined : new Quantiles(bin)));
    for (const [level, bin] of bins.entries())
      if ('value' in bin) this.#single.set(bin.value, level);
    this.#ranges = [...bins.keys()].filter((level) => this.#quantiles[level]);
    this.#ends = this.#ranges.map((level) => (bins[level] as RangeBin).max);
    const rows = bins.reduce((sum, { count }) => sum + count, 0);
    this.#deviation = deviationOf(bins, rows);
    this.#outside =
      this.#ranges.length > 0
        ? logarithm(2 * (rows + 2)) + logarithm(this.#deviation)
        : logarithm(rows + 2);
  }

  /**
   * Writes the core's cell of a value to out[at].
   *
   * The result, -log q(value | level) in nats, makes the core's probability of the level that of the
   * value. For a single value it is 0, a probability. For a range it is that of a density, which is uniform
   * in each of its parts: repeated values share it with the others. A value that no bin holds goes to the nearest, and
   * has an exponential density from there on, whose scale is the column's standard deviation, so that it
   * costs the more the farther out it is. All such values together have a probability of 1 / (N + 2), by
   * Laplace's rule of succession, half of it on either side. A column of single values has probabilities
   * instead of densities: there it costs log(N + 2), and its distance in standard deviations.
   */
  place(value: number, out: Float64Array, at: number): number {
    const single = this.#single.get(value);
    if (single !== undefined) {
      out[at] = single + 0.5;
      return 0;
    }
    const range = this.#ranges[firstAbove(this.#ends, value)];
    const { min, max } = (range === undefined ? NOWHERE : this.#bins[range]) as RangeBin;
    if (value >= min && value <= max) {
      out[at] = this.#cell(range!, value);
      return this.#quantiles[range!]!.nats(value);
    }
    const level = nearestBin(this.#bins, value);
    const nearest = nearestIn(this.#bins[level]!, value);
    out[at] = this.#cell(level, nearest);
    const deviations = Math.abs(value - nearest) / this.#deviation;
    return deviations < ROUNDING ? 0 : this.#outside + deviations;
  }

  /**
   * Ascending numbers between which place() is linear in the value, and value() in the cell.
   */
  knots(): { readonly values: readonly number[]; readonly cells: readonly number[] } {
    const values: number[] = [];
    const cells: number[] = [];
    for (const [level, bin] of this.#bins.entries()) {
      const { values: own, shares } = this.#quantiles[level]?.knots() ?? { values: [centreOf(bin)], shares: [] }; // prettier-ignore
      values.push(...own);
      const inside = shares.map((share) => MARGIN + (1 - 2 * MARGIN) * share);
      cells.push(...[0, ...inside, 1].map((within) => level + within));
    }
    const tolerance = ROUNDING * this.#deviation;
    let end = NaN;
    const spans = this.#bins.map((bin) =>
      'value' in bin ? { min: bin.value, max: bin.value } : bin,
    );
    for (const { min, max } of spans.toSorted((a, b) => a.min - b.min)) {
      if (!(min <= end)) values.push(end + tolerance, end + (min - end) / 2, min - tolerance);
      end = Math.max(Number.isNaN(end) ? max : end, max);
    }
    values.push(end + tolerance);
    return { values: ascending(values), cells: ascending(cells) };
  }

  /** The value of a cell; NaN for NaN. */
  value(cell: number): number {
    const level = Math.min(Math.floor(cell), this.#bins.length - 1);
    const quantiles = this.#quantiles[level];
    if (!quantiles) return level >= 0 ? centreOf(this.#bins[level]!) : NaN;
    const share = (cell - level - MARGIN) / (1 - 2 * MARGIN);
    return quantiles.value(Math.min(Math.max(share, 0), 1), this.#finish);
  }

  #cell(level: number, value: number): number {
    const quantiles = this.#quantiles[level];
    return level + (quantiles ? MARGIN + (1 - 2 * MARGIN) * quantiles.share(value) : 0.5);
  }
}

const ascending = (numbers: readonly number[]) =>
  [...new Set(numbers.filter((number) => !Number.isNaN(number)))].sort((a, b) => a - b);

const NOWHERE = { min: NaN, max: NaN };

/** The standard deviation of the column's values, those of a range being uniform in each of its parts. */
function deviationOf(bins: readonly Bin[], rows: number): number {
  const spans = bins.flatMap(spansOf);
  // In parts of the range, so that no square overflows.
  const low = Math.min(...spans.map(({ min }) => min));
  const range = Math.max(...spans.map(({ max }) => max)) - low;
  const parts = spans.map(({ min, max, count }) => ({
    middle: (min + (max - min) / 2 - low) / range,
    width: (max - min) / range,
    share: count / rows,
  }));
  const mean = parts.reduce((sum, { middle, share }) => sum + middle * share, 0);
  const variance = parts.reduce(
    (sum, { middle, width, share }) =>
      sum + ((middle - mean) * (middle - mean) + (width * width) / 12) * share,
    0,
  );
  return range * Math.sqrt(variance);
}

/** Where the rows of a bin are. */
function spansOf(bin: Bin): RangePart[] {
  if ('value' in bin) return [{ min: bin.value, max: bin.value, count: bin.count }];
  const repeated = bin.repeated ?? [];
  return [...partsOf(bin), ...repeated.flatMap(spansOf)];
}
