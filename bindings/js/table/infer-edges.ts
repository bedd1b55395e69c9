import type { Category } from '../data/schema.js';
import type { Runs } from './runs.js';

/** The parts of a range: the most, and the least rows of each. */
const [MOST_PARTS, PART_ROWS] = [8, 20];
/** The most edges of a column, but for those of its tails. */
const MOST_EDGES = 240;
/** The least rows of the outermost part, and its share of the gap between the outermost values. */
const [OUTERMOST_ROWS, OUTERMOST_SHARE] = [1, 0.1];

/** A range, whose edges to find. */
export interface Stretch {
  readonly min: number;
  readonly max: number;
  /** Its values, but for the repeated ones. */
  readonly runs: Runs;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/**
 * Edges that divide a range into parts with as many rows each. In the outermost ranges the outermost
 * part is halved until hardly any rows are left: between its bounds a long tail is anything but uniform.
 * Every row spreads over the numbers that are nearest to its value, so that an edge lies between the
 * values of single rows, not at them. The outermost row stays near the bound, which the schema names,
 * so that as many made rows as real ones come close to it.
 * @param ranges The number of ranges in the column.
 */
export function edgesIn({ min, max, runs, isFirst, isLast }: Stretch, ranges: number) {
  const { values, counts } = runs;
  const edges: Category<number>[] = [];
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (values.length < 2 || rows < PART_ROWS) return edges;
  const most = Math.min(MOST_PARTS, 1 + Math.floor(MOST_EDGES / ranges));
  const parts = Math.min(most, Math.floor(rows / PART_ROWS));
  let [last, used] = [min, 0];
  let [i, before] = [0, 0];
  for (const below of rowsBelow(rows, parts, isFirst, isLast)) {
    while (before + counts[i]! < below) before += counts[i++]!;
    const low = i === 0 ? min : between(values[i - 1]!, values[i]!, isFirst && i === 1);
    const high =
      i === values.length - 1
        ? max
        : between(values[i + 1]!, values[i]!, isLast && i === values.length - 2);
    const value = low + (high - low) * ((below - before) / counts[i]!);
    // Of neighbouring doubles there is none between.
    if (!(value > last && value < max)) continue;
    edges.push({ value, count: below - used });
    [last, used] = [value, below];
  }
  return edges;
}

/** How many rows are to be below each edge, ascending. */
function rowsBelow(rows: number, parts: number, isFirst: boolean, isLast: boolean): number[] {
  const below = new Set<number>();
  for (let part = 1; part < parts; part++) below.add(Math.round((rows * part) / parts));
  for (let left = rows / parts / 2; left >= OUTERMOST_ROWS; left /= 2) {
    if (isFirst) below.add(Math.round(left));
    if (isLast) below.add(rows - Math.round(left));
  }
  return [...below].sort((a, b) => a - b);
}

/** Midway, or near `a` if that is the column's outermost value. */
const between = (a: number, b: number, isOutermost: boolean) =>
  a + (b - a) * (isOutermost ? OUTERMOST_SHARE : 0.5);
