import type { Cell, TableSchema } from 'vae1';
import type { ColumnGaps } from '../../contract/index.js';
import type { Column, TableDataset } from '../session/dataset.js';
import { readerOf } from './coded-column.js';

/** The gaps of each column that has any. */
export async function tableGaps(
  data: TableDataset,
  schema: TableSchema,
): Promise<readonly ColumnGaps[]> {
  const found: ColumnGaps[] = [];
  for (const column of data.columns) {
    const gaps = (await gapRows(column, schema)).length;
    if (gaps > 0) found.push({ column: column.name, gaps, stay: whyStay(column.name, schema) });
  }
  return found;
}

/** The rows in which a column has a gap, ascending. */
export async function gapRows(column: Column, schema: TableSchema): Promise<number[]> {
  const isGap = await gapTest(column.name, schema);
  const rows: number[] = [];
  if (column.kind === 'numbers') {
    column.values.forEach((value, row) => Number.isNaN(value) && rows.push(row));
    return rows;
  }
  const gapCodes = new Set(column.values.flatMap((text, i) => (isGap(text) ? [i + 1] : [])));
  column.codes.forEach((code, row) => (code === 0 || gapCodes.has(code)) && rows.push(row));
  return rows;
}

/** Whether a text stands for no value in its column, as the library takes it. */
async function gapTest(name: string, schema: TableSchema): Promise<(text: Cell) => boolean> {
  const column = schema.columns.find((each) => each.name === name);
  if (!column) return () => false;
  const read = await readerOf(column);
  if (read) return (text) => read(text) === undefined;
  if (column.type !== 'boolean') return () => false;
  return (text) => column.categories.every(({ value }) => value !== text);
}

export function whyStay(name: string, { columns, conditions }: TableSchema): ColumnGaps['stay'] {
  const column = columns.find((each) => each.name === name);
  if (!column) return 'left out';
  if (conditions.includes(name)) return 'condition';
  return column.type === 'identifier' ? 'identifier' : null;
}
