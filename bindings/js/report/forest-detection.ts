import type { Work } from '../table/slices.js';
import { type Detection, detection, type Compared } from './detection.js';
import { type BinnedColumn, forestScores } from './random-forest.js';
import { randomBits } from './shuffled-rows.js';

const MOST_BINS = 256;

/** The same test with a random forest, which sees wrong dependence between columns, too. */
export function* forestDetection(
  compared: Compared,
  seed: number,
  stream: number,
): Work<Detection | undefined> {
  const columns: BinnedColumn[] = [];
  for (const { kind, levels, cells } of compared.columns) {
    columns.push(kind === 'numeric' ? binned(cells) : categories(cells, levels));
    yield;
  }
  const random = randomBits(seed, stream);
  return yield* detection(compared, (labels, trained, tested) =>
    forestScores(columns, labels, trained, tested, random),
  );
}

/** Numbers in bins of about equal counts, or of one value each if these are few. Gaps come first. */
function binned(cells: Float64Array): BinnedColumn {
  const sorted = cells.filter((x) => x === x).sort();
  const values = sorted.filter((x, i) => i === 0 || x !== sorted[i - 1]);
  const most = MOST_BINS - 1;
  const isFew = values.length <= most;
  // Each bin ends with one of these values.
  const ends = isFew
    ? values
    : Float64Array.from({ length: most }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / most) - 1]!); // prettier-ignore
  const bins = Uint8Array.from(cells, (x) => (x === x ? 1 + placeIn(ends, x) : 0));
  return { bins, count: ends.length + 1, ordered: true };
}

/** The index of the first end that is not below the value. */
function placeIn(ends: Float64Array, value: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The most common categories have a bin each; all others share one. Gaps have the first. */
function categories(cells: Float64Array, levels: number): BinnedColumn {
  const counts = new Float64Array(levels);
  for (const x of cells) if (x === x) counts[x]!++;
  const commonest = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const rank = new Uint8Array(levels);
  for (const [i, level] of commonest.entries()) rank[level] = Math.min(i + 1, MOST_BINS - 1);
  const bins = Uint8Array.from(cells, (x) => (x === x ? rank[x]! : 0));
  return { bins, count: Math.min(levels + 1, MOST_BINS), ordered: false };
}
