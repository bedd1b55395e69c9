import { lazyPart } from '../host/lazy-part.js';
import { readOptions } from '../options/options.js';
import type { ColumnOverrides, TableSchema } from '../data/schema.js';
import type { Table } from '../data/table.js';
import type { SignalOption } from '../options/vae-options.js';

/** Options of `inferSchema()`. */
export interface InferSchemaOptions extends SignalOption {
  /** What columns are, by their names, where it is not to be inferred. */
  columns?: ColumnOverrides | undefined;
  /** As in TableVAE; they stand in the schema, and change no column. Default: none. */
  conditions?: readonly string[] | undefined;
  /**
   * Words for "not known": texts, in small letters or capitals, and numbers such as -999 whose cells
   * are gaps in every column. Default: {@link MISSING_VALUES}, in columns of numbers, dates and truth
   * values; in columns of text they are categories.
   */
  missingValues?: readonly (string | number)[] | undefined;
}

/**
 * What TableVAE takes the columns of a table for, before anything is trained. Runs on the calling
 * thread in slices of about 10 ms.
 * @param table N rows, in either form.
 * @returns Frozen, plain data.
 * @throws ERR_DATA_SHAPE for what is no table; ERR_DATA_VALUE for a cell which is not what
 *   `columns` says, or not what most of the others of its column are; ERR_OPTION for an option that
 *   is unknown or not of its kind; the signal's `reason`
 * @example
 * ```js
 * import { inferSchema } from 'vae1';
 *
 * const table = { born: ['1971-02-03', '1985-11-30'], height: [1.8, null], smokes: [false, true] };
 * const { columns } = await inferSchema(table);
 * console.log(columns.map(({ type }) => type)); // [ 'date', 'constant', 'boolean' ]
 * ```
 */
export async function inferSchema(
  table: Table,
  options?: InferSchemaOptions,
): Promise<TableSchema> {
  const { signal, ...said } = readOptions('inferSchema()', options);
  // Loaded when it is first needed, as for TableVAE.
  const { inferred } = await lazyPart('tables.js', () => import('../table/calls.js'));
  return inferred(table, said, signal);
}
