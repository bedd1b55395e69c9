import type { Work } from '../table/slices.js';

/** A column of a forest's rows: each cell is the number of a bin. */
export interface BinnedColumn {
  readonly bins: Uint8Array;
  /** All bins are below it: at most 256. */
  readonly count: number;
  /** Whether the bins are in the order of numbers. Otherwise they are categories. */
  readonly ordered: boolean;
}

const TREES = 30;
const FEWEST_IN_LEAF = 3;
/** The share of the columns that a split chooses among, and the most. */
const TRIED = { share: 0.5, most: 12 };

/**
 * Fits a random forest (Breiman 2001, https://doi.org/10.1023/A:1010933404324) to the `trained` rows and
 * scores the `tested` ones: the mean over the trees of the share of ones in a row's leaf. A split takes
 * the cut with the lowest Gini impurity. Cuts of categories are in the order of their shares of ones
 * (Breiman et al. 1984, theorem 4.5).
 *
 * The tested rows descend each tree while it grows, so no tree is kept.
 * @param labels 0 or 1, by row.
 * @param random Gives 32 random bits.
 */
export function* forestScores(
  columns: readonly BinnedColumn[],
  labels: Uint8Array,
  trained: Uint32Array,
  tested: Uint32Array,
  random: () => number,
): Work<Float64Array> {
  const scores = new Float64Array(labels.length);
  const tries = Math.min(TRIED.most, Math.ceil(TRIED.share * columns.length));
  const places = Uint32Array.from(columns.keys());
  for (let tree = 0; tree < TREES; tree++) {
    const drawn = trained.map(() => trained[random() % trained.length]!);
    const nodes: { drawn: Uint32Array; tested: Uint32Array }[] = [
      { drawn, tested: tested.slice() },
    ];
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      for (let i = 0; i < tries; i++) {
        const j = i + (random() % (places.length - i));
        [places[i], places[j]] = [places[j]!, places[i]!];
      }
      const split = bestSplit(columns, labels, node.drawn, places.subarray(0, tries));
      if (split) {
        const [ones, others] = parted(split, node.drawn);
        const [testedOnes, testedOthers] = parted(split, node.tested);
        if (testedOnes.length > 0) nodes.push({ drawn: ones, tested: testedOnes });
        if (testedOthers.length > 0) nodes.push({ drawn: others, tested: testedOthers });
      } else {
        let ones = 0;
        for (const row of node.drawn) ones += labels[row]!;
        for (const row of node.tested) scores[row]! += ones / node.drawn.length / TREES;
      }
      yield;
    }
  }
  return tested.length === 0
    ? new Float64Array()
    : Float64Array.from(tested, (row) => scores[row]!);
}

interface Split {
  readonly bins: Uint8Array;
  /** By bin, whether its rows go to the first side. */
  readonly first: Uint8Array;
}

const counts = new Int32Array(256);
const onesIn = new Int32Array(256);
const order = new Uint8Array(256);

/** Undefined for rows of one label, and for rows that no cut tells apart. */
function bestSplit(
  columns: readonly BinnedColumn[],
  labels: Uint8Array,
  rows: Uint32Array,
  tried: Uint32Array,
): Split | undefined {
  let total = 0;
  for (const row of rows) total += labels[row]!;
  if (total === 0 || total === rows.length || rows.length < 2 * FEWEST_IN_LEAF) return undefined;
  // Of one side, the sum of the squared shares, weighted: the higher, the purer.
  const purity = (n: number, ones: number) => (ones * ones + (n - ones) * (n - ones)) / n;
  let best = purity(rows.length, total) * (1 + 1e-12);
  let found: { column: BinnedColumn; firstBins: Uint8Array } | undefined;
  for (const place of tried) {
    const column = columns[place]!;
    const { bins, count, ordered } = column;
    counts.fill(0, 0, count);
    onesIn.fill(0, 0, count);
    for (const row of rows) {
      const bin = bins[row]!;
      counts[bin]!++;
      onesIn[bin]! += labels[row]!;
    }
    let present = 0;
    for (let bin = 0; bin < count; bin++) if (counts[bin]! > 0) order[present++] = bin;
    if (!ordered)
      order
        .subarray(0, present)
        .sort((a, b) => onesIn[a]! * counts[b]! - onesIn[b]! * counts[a]! || a - b);
    let [n, ones] = [0, 0];
    for (let cut = 1; cut < present; cut++) {
      n += counts[order[cut - 1]!]!;
      ones += onesIn[order[cut - 1]!]!;
      if (n < FEWEST_IN_LEAF || rows.length - n < FEWEST_IN_LEAF) continue;
      const value = purity(n, ones) + purity(rows.length - n, total - ones);
      if (value <= best) continue;
      best = value;
      found = { column, firstBins: order.slice(0, cut) };
    }
  }
  if (!found) return undefined;
  const { column, firstBins } = found;
  const first = new Uint8Array(256);
  for (const bin of firstBins) first[bin] = 1;
  // Bins that no row of the node has go with the bin before.
  if (column.ordered) first.fill(1, 0, firstBins.at(-1)! + 1);
  return { bins: column.bins, first };
}

/** Moves the rows of the first side to the front. Returns both sides. */
function parted({ bins, first }: Split, rows: Uint32Array): [Uint32Array, Uint32Array] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const row = rows[low]!;
    if (first[bins[row]!] === 1) low++;
    else {
      rows[low] = rows[--high]!;
      rows[high] = row;
    }
  }
  return [rows.subarray(0, low), rows.subarray(low)];
}
