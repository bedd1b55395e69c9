import type { RangeBin } from '../data/schema.js';
import { logarithm } from './logarithm.js';

/** A part of a range, within which values are uniform but for the repeated ones. */
export interface RangePart {
  readonly min: number;
  readonly max: number;
  /** Its rows, without those of repeated values. */
  readonly count: number;
}

/** The parts of a range, ascending: one if it has no edges. */
export function partsOf({ min, max, count, repeated = [], edges = [] }: RangeBin): RangePart[] {
  let left = repeated.reduce((rest, { count: own }) => rest - own, count);
  let from = min;
  const parts: RangePart[] = [];
  for (const { value, count: rows } of edges) {
    parts.push({ min: from, max: value, count: rows });
    [from, left] = [value, left - rows];
  }
  return [...parts, { min: from, max, count: left }];
}

/**
 * The distribution within a range: its repeated values by their counts, and the rest uniform in each of
 * its parts. The share of a repeated value is the middle of its own.
 */
export class Quantiles {
  readonly #parts: readonly RangePart[];
  readonly #starts: readonly number[];
  /** The rows of each part, repeated values included, as a share of the range's. */
  readonly #shares: readonly number[];
  /** The bounds of the parts and the repeated values, ascending. */
  readonly #values: readonly number[];
  /** The shares below each of them, and up to each of them: a repeated value has what is between. */
  readonly #below: readonly number[];
  readonly #upTo: readonly number[];

  constructor(range: RangeBin) {
    const { min, count, repeated = [] } = range;
    this.#parts = partsOf(range);
    this.#starts = this.#parts.map((part) => part.min);
    const counts = new Map(repeated.map(({ value, count: rows }) => [value, rows]));
    const bounds = [min, ...this.#parts.map(({ max }) => max)];
    this.#values = [...new Set([...bounds, ...counts.keys()])].sort((a, b) => a - b);
    const below: number[] = [];
    const upTo: number[] = [];
    let own = 0;
    for (const value of this.#values) {
      const others = this.#othersBelow(value);
      below.push((own + others) / count);
      own += counts.get(value) ?? 0;
      upTo.push((own + others) / count);
    }
    this.#below = below;
    this.#upTo = upTo;
    const rows = this.#parts.map((part) => part.count);
    for (const [value, own] of counts) rows[nearestBelow(this.#starts, value)]! += own;
    this.#shares = rows.map((part) => part / count);
  }

  /** The rows of parts below a value. */
  #othersBelow(value: number): number {
    const at = nearestBelow(this.#starts, value);
    const { min, max, count } = this.#parts[at]!;
    const before = this.#parts.slice(0, at).reduce((sum, part) => sum + part.count, 0);
    return before + count * ((value - min) / (max - min));
  }

  /**
   * The negative log of the density at a value of the range, in nats. The density is uniform in each part:
   * repeated values share theirs with the others there.
   */
  nats(value: number): number {
    const at = nearestBelow(this.#starts, value);
    const { min, max } = this.#parts[at]!;
    return logarithm(max - min) - logarithm(this.#shares[at]!);
  }

  /** The share of the range that is below a value of it, 0 to 1. */
  share(value: number): number {
    const at = nearestBelow(this.#values, value);
    const [from, low] = [this.#values[at]!, this.#upTo[at]!];
    if (value === from) return (this.#below[at]! + low) / 2;
    const to = this.#values[at + 1]!;
    return low + (this.#below[at + 1]! - low) * ((value - from) / (to - from));
  }

  /** Ascending numbers between which share() is linear in the value, and value() in the share. */
  knots(): { readonly values: readonly number[]; readonly shares: readonly number[] } {
    return { values: this.#values, shares: this.#values.flatMap((_, i) => [this.#below[i]!, this.#upTo[i]!]) }; // prettier-ignore
  }

  /** @param finish For values that are not repeated ones. */
  value(share: number, finish: (value: number) => number): number {
    const at = nearestBelow(this.#below, share);
    const [from, low] = [this.#values[at]!, this.#upTo[at]!];
    if (share <= low) return low > this.#below[at]! ? from : finish(from);
    const width = this.#below[at + 1]! - low;
    return finish(from + (this.#values[at + 1]! - from) * ((share - low) / width));
  }
}

/** The index of the last of these ascending numbers that is not above the value; 0 if all are. */
function nearestBelow(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
