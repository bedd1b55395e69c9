import type { ColumnOverrides, TableSchema } from './schema.js';
import type { TableView } from './table-view.js';

export interface InferenceOptions {
  /** What the user says of columns. */
  readonly columns?: ColumnOverrides | undefined;
  /** Names of the columns that are given to the model rather than modelled. */
  readonly conditions?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What the columns of a table are. Works in slices of about 10 ms. Does not depend on the order of
 * the rows, but for the order of columns and, where dates are written in several ways, their form.
 * @throws ERR_OPTION for `columns` or `conditions` that name no column of the table, or a condition
 *   that is not modelled (a constant, an identifier); ERR_DATA_VALUE for a cell which is not what
 *   `columns` says, and for one which is not what nearly all the others of its column are.
 */
export async function inferSchema(
  view: TableView,
  options: InferenceOptions,
): Promise<TableSchema> {
  void [view, options];
  throw new Error('to follow');
}
