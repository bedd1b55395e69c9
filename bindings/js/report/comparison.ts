import type { TableReport } from './table-report.js';
import { VAEError } from '../errors/errors.js';
import type { CallOptions } from '../options/options.js';
import { MissingValues } from '../table/cells/missing-values.js';
import { Slices, type Work } from '../table/slices.js';
import type { Table } from '../data/table.js';
import { tableView, type TableView } from '../table/table-view.js';
import { brokenRules } from './broken-rules.js';
import { type ColumnKind, columnKinds } from './column-kinds.js';
import { type ColumnComparison, columnComparison, meanScore } from './column-scores.js';
import { describe } from './describe.js';
import { comparedRows, logisticDetection } from './detection.js';
import { encodedColumns, type Tables } from './encoded-column.js';
import { forestDetection } from './forest-detection.js';
import { isStrong, pairComparisons } from './pair-scores.js';
import { privacy } from './privacy.js';
import { shuffledRows } from './shuffled-rows.js';

// Limits that bound the work on large tables. The one for pairs is that of SDMetrics.
const MOST_ROWS = { pairs: 50_000, detection: 10_000, distances: { from: 2_000, among: 10_000 } };

/** One random stream for each use of the seed. */
const STREAMS = { real: 0, synthetic: 1, holdout: 2, heldOutQueries: 3, forest: 4 };

// In the same file of the package.
export { associationMatrix } from './association-matrix.js';

/** Does the work of compareTables(), once its options are read. */
export async function comparison(
  real: Table,
  synthetic: Table,
  { holdout, columns = {}, missingValues, seed = 0, signal }: CallOptions<'compareTables()'>,
): Promise<TableReport> {
  const views = {
    real: await tableView(real, 'real', signal),
    synthetic: await tableView(synthetic, 'synthetic', signal),
    holdout: holdout === undefined ? undefined : await tableView(holdout, 'holdout', signal),
  };
  const slices = new Slices(signal);
  const words = new MissingValues(missingValues);
  const kinds = await columnKinds('real', views.real, columns, words, slices);
  return slices.run(reportOn(views, kinds, seed));
}

function* reportOn(
  views: Tables<TableView>,
  kinds: readonly ColumnKind[],
  seed: number,
): Work<TableReport> {
  const encoded = yield* encodedColumns(views, kinds);
  if (encoded.length === 0)
    throw new VAEError('ERR_DATA_SHAPE', 'real has no columns but identifiers.');
  const drawn = (table: keyof Tables<unknown>, most: number, stream = STREAMS[table]) =>
    shuffledRows(views[table]!.rows, most, seed, stream);
  // Each part uses the first rows of the same random order.
  const [realRows, syntheticRows] = [drawn('real', MOST_ROWS.pairs), drawn('synthetic', MOST_ROWS.pairs)]; // prettier-ignore
  yield;

  const columns: ColumnComparison[] = [];
  for (const column of encoded) columns.push(yield* columnComparison(column));
  // Keep the tables' order, so that sums depend on the seed only if rows are left out.
  const pairs = yield* pairComparisons(encoded, realRows.toSorted(), syntheticRows.toSorted());
  const rules = yield* brokenRules(encoded, {
    real: views.real.rows,
    synthetic: views.synthetic.rows,
  });
  const compared = yield* comparedRows(encoded, {
    real: realRows.subarray(0, MOST_ROWS.detection),
    synthetic: syntheticRows.subarray(0, MOST_ROWS.detection),
  });
  const detected = yield* logisticDetection(compared);
  const detectedByForest = yield* forestDetection(compared, seed, STREAMS.forest);
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
    rules,
    detection: detected ?? null,
    forestDetection: detectedByForest ?? null,
    privacy: closeness,
    leftOut: views.real.names.filter((_, i) => kinds[i]!.kind === 'identifier'),
    rows: {
      real: views.real.rows,
      synthetic: views.synthetic.rows,
      holdout: views.holdout?.rows ?? null,
      pairs: Math.min(largest, MOST_ROWS.pairs),
      detection: Math.min(largest, MOST_ROWS.detection),
      distances: { from: Math.min(largest, from), among: Math.min(largest, among) },
    },
  };
  // Not enumerable, so that JSON and structuredClone ignore it.
  return Object.defineProperty(report, 'toString', { value: () => describe(report) });
}
