import type { Column } from '../session/dataset.js';

/** A number such as -999. */
interface Sentinel {
  readonly text: string;
  /** The cells that hold it. */
  readonly count: number;
}

/** Numbers that programs write for "not known". */
const SENTINELS = [
  -9, -99, -999, -9999, -99999, -999999, -88, -888, -8888, 999, 9999, 99999, 999999,
];
const LEAST = 2;

/**
 * A number that most likely stands for a gap: one of the usual ones, more than once, and farther from
 * all other numbers of the column than these are from each other.
 */
export function findSentinel(column: Column): Sentinel | null {
  if (column.kind !== 'numbers') return null;
  for (const ends of [Math.min, Math.max]) {
    const end = column.values.reduce(
      (found, value) => (Number.isNaN(value) ? found : ends(found, value)),
      ends(),
    );
    if (!SENTINELS.includes(end)) continue;
    const count = column.values.reduce((sum, value) => sum + +(value === end), 0);
    const [low, high] = rangeWithout(column.values, end);
    if (
      count >= LEAST &&
      high > low &&
      Math.min(Math.abs(low - end), Math.abs(high - end)) > high - low
    )
      return { text: `${end}`, count };
  }
  return null;
}

function rangeWithout(values: Float64Array, left: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === left) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
