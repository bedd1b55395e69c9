import type { Progress, Report } from '../../contract/index.js';
import { cellOf, type TableDataset } from '../session/dataset.js';
import type { Session } from '../session/session.js';
import { dialectOf, tableFile, typedColumns } from './table-file.js';

/** The columns that the model is trained on, as the page has read them. */
export function modelledColumns({ columns }: TableDataset, leftOut: readonly string[]) {
  return columns.filter(({ name }) => !leftOut.includes(name));
}

/** The name of the file of readTable(). */
export const readTableName = (stem: string) => `${stem}-as-read.jsonl`;

/** The modelled columns of the open table as JSON lines, which the snippet reads. */
export async function readTable(session: Session, report: Report<Progress>): Promise<Blob> {
  const { modelData: data, leftOut } = session;
  if (data?.kind !== 'table')
    throw new Error('The model’s training data are not open. Open their file first.');
  const columns = modelledColumns(data, leftOut);
  const content = {
    // As read: numbers stay numbers, and text stays text.
    columns: typedColumns(columns, undefined),
    rows: data.rows,
    cell: (column: number, row: number) => cellOf(columns[column]!, row),
  };
  return tableFile(content, 'jsonl', dialectOf(null), report);
}
