import { show } from '../errors/show.js';
import type { ColumnCells } from './column-cells.js';
import type { ColumnSurvey } from './column-survey.js';
import type { ColumnSchema, ConstantColumn } from '../data/schema.js';
import { isDate } from './table-view.js';

/** The properties of every column of a schema. */
export type Named = Pick<ColumnSchema, 'name' | 'missing' | 'reason'>;

/** Infers a column whose cells are all the same. */
export function constant(column: Named, { firstCell = '', bigInts }: ColumnSurvey): ConstantColumn {
  if (isDate(firstCell))
    return { ...column, type: 'constant', value: firstCell.getTime(), date: true };
  if (typeof firstCell !== 'number')
    return { ...column, type: 'constant', value: firstCell as string | boolean };
  return { ...column, type: 'constant', value: firstCell + 0, ...(bigInts && { bigint: true }) };
}

/** @throws ERR_DATA_VALUE for the first cell that differs from those above. */
export async function checkConstant(cells: ColumnCells): Promise<void> {
  let first: unknown;
  await cells.each((cell, row) => {
    const value = isDate(cell) ? cell.getTime() : cell;
    if ((first ??= value) !== value)
      throw cells.fault(row, `${show(first)}, as above`, '; columns says "constant"');
  });
}
