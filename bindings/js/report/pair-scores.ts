import { cellNumbering, counts, cramersV, pearson, similarity } from './association.js';
import { score } from './column-scores.js';
import type { EncodedColumn } from './encoded-column.js';
import type { Work } from '../table/slices.js';
import { standardised } from './standardised.js';

/**
 * Compares the dependence of two columns in the synthetic table with that in the real one: from 0 to
 * 1, the best. Defined as in SDMetrics 0.28 (https://docs.sdv.dev/sdmetrics/data-metrics).
 */
export interface PairComparison {
  /** The columns' names. */
  readonly columns: readonly [string, string];
  /**
   * For two numeric columns: CorrelationSimilarity, 1 - |r - r'| / 2 of Pearson's coefficients over the
   * rows that have both values. Otherwise ContingencySimilarity, 1 minus the total variation distance
   * of the two contingency tables, with numeric values in ten bins of equal width over the real range.
   * A gap is a separate category in a categorical column. In a numeric column it falls into the last
   * bin, with values of at least the real maximum, where np.digitize puts NaN.
   */
  readonly metric: 'CorrelationSimilarity' | 'ContingencySimilarity';
  /** Null for a correlation if either column is constant in either table. */
  readonly score: number | null;
  /** Pearson's r or Cramér's V in the real table; null if undefined. */
  readonly association: number | null;
}

/** What a pair needs to know about a column, over the rows on which pairs are compared. */
interface PreparedColumn {
  readonly name: string;
  readonly numeric: boolean;
  /** Standardised by the table's own mean and deviation; undefined if it has only one value. */
  readonly real: Float64Array | undefined;
  readonly synthetic: Float64Array | undefined;
  readonly realCodes: Int32Array;
  readonly syntheticCodes: Int32Array;
  /** All codes are below this. */
  readonly codes: number;
}

// SDMetrics' QualityReport leaves weaker dependences out of its average:
// https://github.com/sdv-dev/SDMetrics/issues/815
const STRONG = { CorrelationSimilarity: 0.5, ContingencySimilarity: 0.3 };

export function isStrong({ metric, association }: PairComparison): boolean {
  return association !== null && Math.abs(association) > STRONG[metric];
}

export function* pairComparisons(
  columns: readonly EncodedColumn[],
  realRows: Uint32Array,
  syntheticRows: Uint32Array,
): Work<PairComparison[]> {
  const prepared: PreparedColumn[] = [];
  for (const column of columns) prepared.push(yield* prepare(column, realRows, syntheticRows));
  const pairs: PairComparison[] = [];
  for (const [i, a] of prepared.entries())
    for (const b of prepared.slice(i + 1)) {
      pairs.push(a.numeric && b.numeric ? correlation(a, b) : contingency(a, b));
      yield;
    }
  return pairs;
}

function* prepare(
  column: EncodedColumn,
  realRows: Uint32Array,
  syntheticRows: Uint32Array,
): Work<PreparedColumn> {
  const { name, levels } = column;
  const numeric = column.kind === 'numeric';
  const real = Float64Array.from(realRows, (row) => column.real[row]!);
  const synthetic = Float64Array.from(syntheticRows, (row) => column.synthetic[row]!);
  yield;
  const edges = numeric ? binEdges(column) : [];
  const code = (x: number) => (numeric ? bin(x, edges) : Number.isNaN(x) ? levels : x);
  const realCodes = Int32Array.from(real, code);
  const syntheticCodes = Int32Array.from(synthetic, code);
  yield;
  return {
    name,
    numeric,
    real: numeric ? standardised(real) : undefined,
    synthetic: numeric ? standardised(synthetic) : undefined,
    realCodes,
    syntheticCodes,
    codes: numeric ? edges.length + 1 : levels + 1,
  };
}

/** numpy.histogram_bin_edges of ten bins. */
function binEdges({ least, most }: EncodedColumn): number[] {
  if (least > most) [least, most] = [0, 1];
  if (least === most) [least, most] = [least - 0.5, most + 0.5];
  const width = (most - least) / 10;
  return Array.from({ length: 11 }, (_, i) => (i < 10 ? i * width + least : most));
}

/** numpy.digitize: the number of edges that are not above. For a gap, it is all edges, as in numpy. */
function bin(x: number, edges: readonly number[]): number {
  let below = 0;
  while (below < edges.length && !(x < edges[below]!)) below++;
  return below;
}

function correlation(a: PreparedColumn, b: PreparedColumn): PairComparison {
  const real = pearson(a.real, b.real);
  const synthetic = pearson(a.synthetic, b.synthetic);
  return {
    columns: [a.name, b.name],
    metric: 'CorrelationSimilarity',
    score: score(1 - Math.abs(real - synthetic) / 2),
    association: Number.isNaN(real) ? null : real,
  };
}

function contingency(a: PreparedColumn, b: PreparedColumn): PairComparison {
  const numbering = cellNumbering(a.codes, b.codes);
  const realCells = numbering.of(a.realCodes, b.realCodes);
  const syntheticCells = numbering.of(a.syntheticCodes, b.syntheticCodes);
  const cells = numbering.size();
  const real = counts(realCells, cells);
  const synthetic = counts(syntheticCells, cells);
  return {
    columns: [a.name, b.name],
    metric: 'ContingencySimilarity',
    score: score(similarity(real, synthetic, realCells.length, syntheticCells.length)),
    association: score(cramersV(a.realCodes, b.realCodes, realCells, real)),
  };
}
