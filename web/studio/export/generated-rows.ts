import type { Progress, Report, RowFormat, RowWishes } from '../../contract/index.js';
import { outputColumns } from '../../../writers/output-column.js';
import { wishedRows } from '../look/wished-rows.js';
import type { Session, TableModel } from '../session/session.js';
import { dialectOf, tableFile } from './table-file.js';

interface GeneratedRows {
  readonly count: number;
  readonly seed: number;
  readonly format?: RowFormat | undefined;
  readonly wishes?: RowWishes | undefined;
}

/**
 * New rows as a file, the same that generate(count, { seed }) makes from the model file in Node. A
 * single call makes them all, because a seed's rows can only be generated from the first one on. A
 * million rows with twelve numeric columns take about 800 MB, including the file of 200 MB.
 */
export async function generatedRows(
  { modelData, summary }: Session,
  { vae }: TableModel,
  { format = 'csv', ...wanted }: GeneratedRows,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<Blob> {
  const table = await wishedRows(vae, wanted, report, signal);
  const made = outputColumns(vae.schema!);
  // Objects list keys such as '2024' first, and so does the schema; the data have the order.
  const order = modelData?.kind === 'table' ? modelData.columns.map(({ name }) => name) : [];
  const columns = made.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const cells = columns.map(({ name }) => table[name]!);
  const content = {
    columns,
    rows: wanted.count,
    cell: (column: number, row: number) => cells[column]![row],
  };
  return tableFile(content, format, dialectOf(summary), report, signal);
}
