import { lazyPart } from '../host/lazy-part.js';
import { readOptions } from '../options/options.js';
import type { TableReport } from '../report/table-report.js';
import type { ColumnSchema, ColumnType } from '../data/schema.js';
import type { Table } from '../data/table.js';
import type { TableVAEOptions } from '../options/table-options.js';
import type { SignalOption } from '../options/vae-options.js';

/** Options of `compareTables()`. */
export interface CompareTablesOptions extends Pick<TableVAEOptions, 'missingValues'>, SignalOption {
  /** Real rows that the model was not trained on, for `privacy`: as many as can be spared. */
  holdout?: Table | undefined;
  /**
   * Types of columns by their names, where they are not what the real cells look like, or columns of a
   * schema. Cells are read as TableVAE reads them: numbers, dates, and text that reads as either, are
   * numeric; integers that number the rows and text with a value of its own in most rows are
   * identifiers, and left out; all else is categorical. Categories are equal that a file of separated
   * values does not tell apart, such as 1 and `'1'`, true and `'true'`.
   */
  columns?: Readonly<Record<string, ColumnType | Pick<ColumnSchema, 'type'>>> | undefined;
  /** Draws the rows that large tables are reduced to, and the folds of `detection`. Default 0. */
  seed?: number | undefined;
}

/**
 * Compares a synthetic table with the real one that it was learned from: columns, pairs of columns,
 * whether a classifier tells them apart, and whether it gives real rows away, by the scores of
 * SDMetrics (https://docs.sdv.dev/sdmetrics). Runs on the calling thread in slices of about 10 ms;
 * work on large tables is bounded, see `rows` of the report.
 * @param real The rows that the model was trained on.
 * @param synthetic Rows of the same columns, in any form of {@link Table}.
 * @throws ERR_DATA_SHAPE for no table, an empty one, or other columns than those of `real`;
 *   ERR_DATA_VALUE for a cell that does not fit its column; ERR_OPTION for an option that is
 *   unknown or not of its kind; the signal's `reason`
 * @example
 * ```js
 * import { compareTables } from 'vae1';
 *
 * const real = { age: [31, 45, 28, 60], job: ['cook', 'clerk', 'cook', 'clerk'] };
 * const synthetic = { age: [33, 41, 29, 55], job: ['cook', 'clerk', 'clerk', 'clerk'] };
 * const report = await compareTables(real, synthetic);
 * console.log(report.columns[1].shape, report.privacy.synthetic.copies); // 0.75 0
 * ```
 */
export async function compareTables(
  real: Table,
  synthetic: Table,
  options?: CompareTablesOptions,
): Promise<TableReport> {
  const given = readOptions('compareTables()', options);
  // Loaded when it is first needed: a page that compares no tables does without.
  const { comparison } = await lazyPart('comparison.js', () => import('../report/comparison.js'));
  return comparison(real, synthetic, given);
}
