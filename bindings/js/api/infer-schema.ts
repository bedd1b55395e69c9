import { lazyPart } from '../host/lazy-part.js';
import { readOptions } from '../options/options.js';
import type { TableSchema } from '../data/schema.js';
import type { Table } from '../data/table.js';
import type { TableVAEOptions } from '../options/table-options.js';
import type { SignalOption } from '../options/vae-options.js';

/**
 * Options of `inferSchema()`: as in `new TableVAE()`. `conditions` stand in the schema, and change no
 * column.
 */
export interface InferSchemaOptions
  extends Pick<TableVAEOptions, 'columns' | 'conditions' | 'missingValues'>, SignalOption {}

/**
 * What TableVAE takes the columns of a table for, before anything is trained. Runs on the calling
 * thread in slices of about 10 ms.
 * @param table N rows, in any form of {@link Table}.
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
  const given = readOptions('inferSchema()', options);
  // Loaded when it is first needed, as for TableVAE.
  const { inferredSchema } = await lazyPart('tables.js', () => import('../table/calls.js'));
  return inferredSchema(table, given);
}
