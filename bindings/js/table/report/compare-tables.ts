import { VAEError } from '../../errors.js';
import { readOptions } from '../../options.js';
import type { SignalOption } from '../../vae-options.js';
import { type Table, type TableView, tableView } from '../table-view.js';
import { columnKinds } from './column-kinds.js';
import { type ColumnComparison, columnComparison, meanScore } from './column-scores.js';
import { describe } from './describe.js';
import { detection, type Detection } from './detection.js';
import { encodedColumns, type Tables } from './encoded-column.js';
import { inSlices, type Work } from './in-slices.js';
import { isStrong, type PairComparison, pairComparisons } from './pair-scores.js';
import { privacy, type Privacy } from './privacy.js';
import { shuffledRows } from './shuffled-rows.js';

export interface CompareTablesOptions extends SignalOption {
  /** Real rows that the model was not trained on, for `privacy`: as many as can be spared. */
  holdout?: Table | undefined;
  /**
   * Types of columns by their names, where they are not what the real cells look like: numbers,
   * dates, and text that reads as either, are numeric; text with a value of its own in most rows is
   * an identifier, and left out; all else is categorical.
   */
  columns?: Readonly<Record<string, ColumnType | { readonly type: ColumnType }>> | undefined;
  /** Draws the rows that large tables are reduced to, and the folds of `detection`. Default 0. */
  seed?: number | undefined;
}

export type ColumnType =
  'continuous' | 'integer' | 'date' | 'categorical' | 'boolean' | 'constant' | 'identifier';

/** What compareTables() found: plain data, JSON as it stands. Scores are from 0 to 1, 1 the best. */
export interface TableReport {
  /** The mean of `columnShapes` and `columnPairTrends`, as SDMetrics' QualityReport has it. */
  readonly overall: number | null;
  /** The mean `shape` of all columns. */
  readonly columnShapes: number | null;
  /** The mean score of all pairs, as in SDMetrics up to 0.25. */
  readonly columnPairTrends: number | null;
  /**
   * The mean of those pairs alone that go together in the real table: |r| > 0.5 or V > 0.3, which
   * is all that later versions count. Null where there are none.
   */
  readonly strongPairTrends: number | null;
  readonly columns: readonly ColumnComparison[];
  readonly pairs: readonly PairComparison[];
  /** Null where a table has fewer than three rows. */
  readonly detection: Detection | null;
  readonly privacy: Privacy;
  /** Names of the identifiers, which nothing above counts. */
  readonly leftOut: readonly string[];
  readonly rows: ReportRows;
  /** A page of text that says it in words. */
  toString(): string;
}

/** How many rows there were, and how many of them, drawn by the seed, each part looked at. */
export interface ReportRows {
  readonly real: number;
  readonly synthetic: number;
  readonly holdout: number | null;
  /** Of the real and of the synthetic table at most; columns and copies are of all rows. */
  readonly pairs: number;
  readonly detection: number;
  /** Rows whose closest row was looked for, and rows it was looked for among. */
  readonly distances: { readonly from: number; readonly among: number };
}

// What bounds the work on large tables; for pairs it is SDMetrics' own.
const MOST_ROWS = { pairs: 50_000, detection: 10_000, distances: { from: 2_000, among: 10_000 } };

/** One for each use of the seed. */
const STREAMS = { real: 0, synthetic: 1, holdout: 2, heldOutQueries: 3 };

/**
 * Compares a synthetic table with the real one that it was learned from: columns, pairs of columns,
 * whether a classifier tells them apart, and whether it gives real rows away. Runs on the calling
 * thread in slices of about 10 ms; work on large tables is bounded, see `rows` of the report.
 * @param real The rows that the model was trained on.
 * @param synthetic Rows of the same columns, in either form.
 * @throws ERR_DATA_SHAPE for no table, an empty one, or other columns than those of `real`.
 * @throws ERR_DATA_VALUE for a cell that does not fit its column.
 * @throws ERR_OPTION
 */
export async function compareTables(
  real: Table,
  synthetic: Table,
  options?: CompareTablesOptions,
): Promise<TableReport> {
  const { holdout, columns, seed, signal } = readOptions('compareTables()', options);
  const views = {
    real: tableView(real, 'real'),
    synthetic: tableView(synthetic, 'synthetic'),
    holdout: holdout === undefined ? undefined : tableView(holdout, 'holdout'),
  };
  return inSlices(comparison(views, columns, seed ?? 0), signal);
}

function* comparison(views: Tables<TableView>, types: object, seed: number): Work<TableReport> {
  const kinds = yield* columnKinds(views.real, types);
  const encoded = yield* encodedColumns(views, kinds);
  if (encoded.length === 0)
    throw new VAEError('ERR_DATA_SHAPE', 'real has no columns but identifiers.');
  const drawn = (table: keyof Tables<unknown>, most: number, stream = STREAMS[table]) =>
    shuffledRows(views[table]!.rows, most, seed, stream);
  // Each part looks at the first ones of the same random order.
  const [realRows, syntheticRows] = [drawn('real', MOST_ROWS.pairs), drawn('synthetic', MOST_ROWS.pairs)]; // prettier-ignore
  yield;

  const columns: ColumnComparison[] = [];
  for (const column of encoded) columns.push(yield* columnComparison(column));
  // In the tables' own order: sums then depend on the seed only where rows are left out.
  const pairs = yield* pairComparisons(encoded, realRows.toSorted(), syntheticRows.toSorted());
  const detected = yield* detection(
    encoded,
    realRows.subarray(0, MOST_ROWS.detection),
    syntheticRows.subarray(0, MOST_ROWS.detection),
  );
  const { from, among } = MOST_ROWS.distances;
  const closeness = yield* privacy(encoded, {
    real: realRows.subarray(0, among),
    synthetic: syntheticRows.subarray(0, from),
    holdout: views.holdout && drawn('holdout', among),
    heldOutQueries: views.holdout && drawn('holdout', from, STREAMS.heldOutQueries),
  });

  const columnShapes = meanScore(columns.map(({ shape }) => shape));
  const columnPairTrends = meanScore(pairs.map(({ score }) => score));
  const largest = Math.max(views.real.rows, views.synthetic.rows);
  const report = {
    overall: meanScore([columnShapes, columnPairTrends]),
    columnShapes,
    columnPairTrends,
    strongPairTrends: meanScore(pairs.filter(isStrong).map(({ score }) => score)),
    columns,
    pairs,
    detection: detected ?? null,
    privacy: closeness,
    leftOut: views.real.names.filter((_, i) => kinds[i] === 'identifier'),
    rows: {
      real: views.real.rows,
      synthetic: views.synthetic.rows,
      holdout: views.holdout?.rows ?? null,
      pairs: Math.min(largest, MOST_ROWS.pairs),
      detection: Math.min(largest, MOST_ROWS.detection),
      distances: { from: Math.min(largest, from), among: Math.min(largest, among) },
    },
  };
  // Not an own property that JSON or structuredClone would meet.
  return Object.defineProperty(report, 'toString', { value: () => describe(report) });
}
