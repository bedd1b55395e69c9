import type { Progress, Report, RowFormat } from '../../contract/index.js';
import { requireFilled, requireModelTable } from '../look/fill-gaps.js';
import { cellOf } from '../session/dataset.js';
import type { FilledCells } from '../session/filled-table.js';
import type { Session } from '../session/session.js';
import { dialectOf, endingOf, tableFile, typedColumns } from './table-file.js';
import { unlike } from './unlike.js';
import { ZipFile } from './zip-file.js';

interface FilledFile {
  readonly format: RowFormat;
  readonly marked: boolean;
}

/** The open table with its gaps filled: one file, or a zip with a file for each draw. */
export async function filledTable(
  session: Session,
  { format, marked }: FilledFile,
  stem: string,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<{ name: string; blob: Blob }> {
  const { draws, drawn } = requireFilled(session);
  const dialect = dialectOf(session.summary);
  const ending = endingOf(format, dialect);
  const file = (cells: FilledCells) =>
    tableFile(filledContent(session, cells, marked), format, dialect, report, signal);
  if (!drawn) return { name: `${stem}-filled.${ending}`, blob: await file(draws[0]!) };
  const zip = new ZipFile();
  for (const [draw, cells] of draws.entries()) {
    const bytes = new Uint8Array(await (await file(cells)).arrayBuffer());
    const number = String(draw + 1).padStart(String(draws.length).length, '0');
    zip.add(`${stem}-filled-${number}.${ending}`, bytes);
  }
  return { name: `${stem}-filled.zip`, blob: zip.blob() };
}

function filledContent(session: Session, filled: FilledCells, marked: boolean) {
  const { vae, data } = requireModelTable(session);
  const columns = typedColumns(data.columns, vae.schema);
  const names = columns.map(({ name }) => name);
  const cellAt = (column: number, row: number) =>
    filled.get(names[column]!)?.get(row) ?? cellOf(data.columns[column]!, row);
  if (!marked) return { columns, rows: data.rows, cell: cellAt };
  const filledIn = (row: number) =>
    names.filter((name) => filled.get(name)?.has(row)).join('; ') || null;
  return {
    columns: [...columns, { name: unlike(names, 'filled'), type: 'text' } as const],
    rows: data.rows,
    cell: (column: number, row: number) =>
      column < names.length ? cellAt(column, row) : filledIn(row),
  };
}
