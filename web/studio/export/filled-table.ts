import type { Cell } from 'vae1';
import type { CsvDialect } from '../../../writers/csv-writer.js';
import type { Progress, Report, RowFormat } from '../../contract/index.js';
import { requireFilled, requireModelTable } from '../look/fill-gaps.js';
import { cellOf, type Column } from '../session/dataset.js';
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
    tableFile(
      filledContent(session, cells, marked, format === 'csv' ? dialect.decimal : null),
      format,
      dialect,
      report,
      signal,
    );
  if (!drawn) return { name: `${stem}-filled.${ending}`, blob: await file(draws[0]!) };
  const zip = new ZipFile();
  for (const [draw, cells] of draws.entries()) {
    const bytes = new Uint8Array(await (await file(cells)).arrayBuffer());
    const number = String(draw + 1).padStart(String(draws.length).length, '0');
    zip.add(`${stem}-filled-${number}.${ending}`, bytes);
  }
  return { name: `${stem}-filled.zip`, blob: zip.blob() };
}

/** @param decimal The mark of numbers in a file of text, which has them as they were; else null. */
function filledContent(
  session: Session,
  filled: FilledCells,
  marked: boolean,
  decimal: CsvDialect['decimal'] | null,
) {
  const { vae, data } = requireModelTable(session);
  const columns = typedColumns(data.columns, vae.schema);
  const names = columns.map(({ name }) => name);
  const cellAt = (column: number, row: number) => {
    const cell = filled.get(names[column]!)?.get(row) ?? cellOf(data.columns[column]!, row);
    return decimal === null ? cell : asInFile(cell, data.columns[column]!, row, decimal);
  };
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

/** A number with as many digits as it has in the file. Those of filled cells are the column's, if all have as many. */
function asInFile(cell: Cell, column: Column, row: number, decimal: CsvDialect['decimal']): Cell {
  if (typeof cell !== 'number' || column.kind !== 'numbers') return cell;
  const digits = typeof column.digits === 'object' ? column.digits[row] : column.digits;
  if (digits === undefined || digits > MOST_DIGITS) return cell;
  return cell.toFixed(digits).replace('.', decimal);
}

/** Of toFixed(). */
const MOST_DIGITS = 100;
