import { lazyPart } from '../host/lazy-part.js';
import { readOptions } from '../options/options.js';
import type { Associations } from '../report/association-matrix.js';
import type { Table } from '../data/table.js';
import type { CompareTablesOptions } from './compare-tables.js';

/** Options of `associations()`: as in `compareTables()`. */
export type AssociationsOptions = Pick<
  CompareTablesOptions,
  'columns' | 'missingValues' | 'signal'
>;

/**
 * How strongly each two columns of a table are associated, over the rows that have both: Pearson's r
 * between numbers or dates (-1 to 1), Cramér's V between categories, and the correlation ratio eta
 * between a number and a category (both 0 to 1). Runs on the calling thread in slices of about 10 ms.
 * @param table N rows, in any form of {@link Table}.
 * @throws ERR_DATA_SHAPE if the argument is not a table; ERR_DATA_VALUE for a cell that does not fit
 *   its column; ERR_OPTION; the signal's `reason`
 * @example
 * ```js
 * import { associations } from 'vae1';
 *
 * const cooks = { age: [31, 45, 28, 60], pay: [2100, 2500, 2050, 2900], smokes: [true, true, false, true] };
 * const { columns, values } = await associations(cooks); // 3 x 3
 * console.log(columns[1], values[1]); // pay 0.99...
 * ```
 */
export async function associations(
  table: Table,
  options?: AssociationsOptions,
): Promise<Associations> {
  const given = readOptions('associations()', options);
  const { associationMatrix } = await lazyPart(
    'comparison.js',
    () => import('../report/comparison.js'),
  );
  return associationMatrix(table, given);
}
