import { centreOf } from './bins.js';
import { fewValues } from './infer-few-values.js';
import { type Grid, RANGE_ROWS, rangesOf } from './infer-ranges.js';
import { type Runs, runsOf, without } from './runs.js';
import { sortedValues } from './sorted-values.js';
import type { Work } from './slices.js';
import type { Bin } from '../data/schema.js';

/** Bounds of the number of ranges; between them it follows the Rice rule, 2 n^(1/3). */
const [FEWEST_RANGES, MOST_RANGES] = [32, 128];
/** In a column that the user calls continuous, a value of its own has this many times the rows of others. */
const SPIKE_EXCESS = 2;

/**
 * The bins of a column: of its values alone if they are few, otherwise of frequent values, and of
 * ranges with about as many rows each. Depends on the values only, not on their order.
 * @param cells The column's values, at least two of them different. Overwritten.
 * @param isContinuous Whether the user says so: then values lie between those that occur.
 */
export function* inferBins(
  cells: Float64Array,
  grid: Grid,
  isContinuous: boolean,
): Work<readonly Bin[]> {
  const sorted = yield* sortedValues(cells);
  const n = sorted.length;
  const runs = yield* runsOf(sorted);
  const few = isContinuous ? undefined : fewValues(runs, n, grid);
  if (few) return few;
  const ranges = Math.max(2, Math.min(rice(n), Math.floor(n / RANGE_ROWS)));
  const own = isContinuous ? spikes(runs, n, ranges) : frequent(runs, n, ranges);
  const single: Bin[] = [...own].map((i) => ({ value: runs.values[i]!, count: runs.counts[i]! }));
  const ends = [runs.values[0]!, runs.values.at(-1)!] as const;
  const rest = without(runs, own);
  const rows = rest.counts.reduce((sum, count) => sum + count, 0);
  if (rows === 0) return ascending(single);
  // A range of hardly any rows, or of one value, is that of the whole column.
  const isWhole = rows < RANGE_ROWS || rest.values.length === 1;
  const [from, to] = isWhole ? ends : [rest.values[0]!, rest.values.at(-1)!];
  const most = Math.min(ranges, Math.floor(rows / RANGE_ROWS));
  return ascending([
    ...single,
    ...rangesOf(rest, grid.step, {
      rows,
      from,
      to,
      ranges: Math.max(most, 2 - own.size, 1),
      repeated: !isContinuous,
    }),
  ]);
}

/** In whole numbers, since Math.cbrt() may differ between JavaScript engines. */
function rice(n: number): number {
  let ranges = FEWEST_RANGES;
  for (let next = ranges + 1; next <= MOST_RANGES && next * next * next <= 8 * n; next++)
    ranges = next;
  return ranges;
}

/** Values that fill a range alone, as indices. */
function frequent({ counts }: Runs, n: number, ranges: number): Set<number> {
  const own = new Set<number>();
  let left = n;
  // Without the most frequent values, a range has fewer rows.
  for (let found = true; found && own.size < ranges;) {
    found = false;
    const least = Math.max(left / ranges, RANGE_ROWS);
    for (const [i, count] of counts.entries())
      if (count >= least && !own.has(i)) {
        own.add(i);
        left -= count;
        found = true;
      }
  }
  return own;
}

/** The same in a column whose other values stay ranges: values unlike all others. */
function spikes({ counts }: Runs, n: number, ranges: number): Set<number> {
  const least = Math.max(n / ranges, RANGE_ROWS);
  const order = [...counts.keys()]
    .filter((i) => counts[i]! >= least / SPIKE_EXCESS)
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  // One value stays.
  const others = order.length < counts.length ? order : order.slice(0, -1);
  const last = others.findLastIndex(
    (i, rank) =>
      counts[i]! >= least && counts[i]! >= SPIKE_EXCESS * (counts[order[rank + 1]!] ?? 0),
  );
  return new Set(order.slice(0, Math.min(last + 1, ranges)));
}

const ascending = (bins: Bin[]) => bins.sort((a, b) => centreOf(a) - centreOf(b));
