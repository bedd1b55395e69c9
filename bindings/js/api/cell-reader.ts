import type { CellReader } from '../table/cells/cell-reader.js';
import type { DateColumn, NumberColumn } from '../data/schema.js';

/**
 * What reads the cells of a column of numbers or dates as TableVAE does, whatever their form.
 * @param column Of a schema.
 * @returns A function of a cell: the number that it stands for, of dates milliseconds since 1970,
 *   UTC; undefined for every other cell, gaps included.
 * @example
 * ```js
 * import { cellReader, inferSchema } from 'vae1';
 *
 * const { columns } = await inferSchema({ price: ['$1,234.50', '$7.00', null] });
 * const read = await cellReader(columns[0]);
 * console.log(read('$1,234.50'), read('-$2'), read('none')); // 1234.5 -2 undefined
 * ```
 */
export async function cellReader(column: NumberColumn | DateColumn): Promise<CellReader> {
  // Loaded when it is first needed, as for TableVAE.
  const cells = await import('../table/cells/cell-reader.js');
  return cells.cellReader(column);
}

export type { CellReader };
