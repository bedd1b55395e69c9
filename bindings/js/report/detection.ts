import type { EncodedColumn, Tables } from './encoded-column.js';
import type { Work } from '../table/slices.js';
import { standardising } from './standardised.js';
import { fitLogistic, type SparseRows, times } from './logistic-regression.js';

/**
 * Can a classifier distinguish synthetic rows from real ones? This is the classifier two-sample test
 * (Lopez-Paz and Oquab 2017, https://arxiv.org/abs/1610.06545), scored as SDMetrics' LogisticDetection
 * (https://docs.sdv.dev/sdmetrics/data-metrics).
 */
export interface Detection {
  /** 1 - (2 max(auc, 0.5) - 1), the mean of three folds: 1 if it detects nothing, 0 if every row. */
  readonly score: number;
  /** The area under the ROC curve on held-out rows, the mean of the folds; 0.5 is chance. */
  readonly auc: number;
}

/** Real rows and, after them, synthetic ones; both in random order. */
export interface Compared {
  readonly real: number;
  readonly synthetic: number;
  readonly columns: readonly ComparedColumn[];
}

interface ComparedColumn extends Pick<EncodedColumn, 'kind' | 'levels'> {
  /** The cells of all rows. */
  readonly cells: Float64Array;
}

/** @param rows The rows to compare, in random order. */
export function* comparedRows(
  columns: readonly EncodedColumn[],
  rows: Pick<Tables<Uint32Array>, 'real' | 'synthetic'>,
): Work<Compared> {
  const compared: ComparedColumn[] = [];
  for (const { kind, levels, real, synthetic } of columns) {
    const cells = new Float64Array(rows.real.length + rows.synthetic.length);
    rows.real.forEach((row, i) => (cells[i] = real[row]!));
    rows.synthetic.forEach((row, i) => (cells[rows.real.length + i] = synthetic[row]!));
    compared.push({ kind, levels, cells });
    yield;
  }
  return { real: rows.real.length, synthetic: rows.synthetic.length, columns: compared };
}

const FOLDS = 3;
// The most common categories of a column have one feature each; all others share one.
const MOST_LEVELS = 50;

/**
 * Undefined if a table has fewer rows than there are folds.
 * @param scores Fits a classifier to the `trained` rows. Its scores of the `tested` rows are the higher,
 *   the more likely the label is 1: the row is real.
 */
export function* detection(
  { real, synthetic }: Compared,
  scores: (labels: Uint8Array, trained: Uint32Array, tested: Uint32Array) => Work<Float64Array>,
): Work<Detection | undefined> {
  if (Math.min(real, synthetic) < FOLDS) return undefined;
  const labels = new Uint8Array(real + synthetic).fill(1, 0, real);
  const all = Uint32Array.from(labels.keys());
  let [sum, excess] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    // Test on every third of the real rows and every third of the synthetic ones.
    const isTested = (i: number) => (i < real ? i : i - real) % FOLDS === fold;
    const tested = all.filter(isTested);
    const scored = yield* scores(labels, all.filter((i) => !isTested(i)), tested); // prettier-ignore
    const auc = areaUnderCurve(scored, tested.map((i) => labels[i]!)); // prettier-ignore
    sum += auc;
    excess += 2 * Math.max(auc, 0.5) - 1;
    yield;
  }
  return { score: 1 - excess / FOLDS, auc: sum / FOLDS };
}

/** The regression is linear in each column, so it detects shifted means, shares and gaps alone. */
export function* logisticDetection(compared: Compared): Work<Detection | undefined> {
  const x = yield* featuresOf(compared);
  return yield* detection(compared, function* (labels, trained, tested) {
    return times(x, tested, yield* fitLogistic(x, labels, trained));
  });
}

function* featuresOf({ real, synthetic, columns }: Compared): Work<SparseRows> {
  const width = columns.length;
  const rows = real + synthetic;
  const features = new Int32Array(rows * width);
  const values = new Float64Array(rows * width);
  let count = 0;
  for (const [column, { kind, levels, cells }] of columns.entries()) {
    const gap = count++;
    const code = kind === 'numeric' ? standardised(cells) : oneHot(cells, levels);
    for (let row = 0, k = column; row < rows; row++, k += width) {
      const cell = cells[row]!;
      const [feature, value] = Number.isNaN(cell) ? [-1, 1] : code.of(cell);
      features[k] = gap + 1 + feature;
      values[k] = value;
    }
    count += code.features;
    yield;
  }
  return { width, features, values, count };
}

interface Code {
  readonly features: number;
  readonly of: (cell: number) => [feature: number, value: number];
}

/** Standardises by the mean and deviation of both tables together. */
function standardised(cells: Float64Array): Code {
  const standardise = standardising(cells);
  return { features: 1, of: (x) => [0, standardise?.(x) ?? 0] };
}

function oneHot(cells: Float64Array, levels: number): Code {
  const counts = new Float64Array(levels);
  for (const x of cells) if (!Number.isNaN(x)) counts[x]!++;
  const commonest = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]!);
  const feature = new Int32Array(levels).fill(MOST_LEVELS);
  commonest.slice(0, MOST_LEVELS).forEach((level, rank) => (feature[level] = rank));
  return { features: Math.min(levels, MOST_LEVELS + 1), of: (x) => [feature[x]!, 1] };
}

/** The probability that a row of label 1 scores above one of label 0; a tie counts half. */
function areaUnderCurve(scores: Float64Array, labels: Uint32Array): number {
  const order = labels.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let [above, zeros] = [0, 0];
  for (let first = 0, end = 0; first < order.length; first = end) {
    let [ones, tied] = [0, 0];
    for (; end < order.length && scores[order[end]!] === scores[order[first]!]; end++)
      if (labels[order[end]!]) ones++;
      else tied++;
    above += ones * (zeros + tied / 2);
    zeros += tied;
  }
  return above / (zeros * (order.length - zeros));
}
