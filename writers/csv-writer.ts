import Papa from 'papaparse';
import type { Cell } from 'vae1';
import { dateText, isGap, type OutputColumn, type OutputType } from './output-column.js';
import type { ByteSink, TableWriter } from './table-writer.js';

/** How a file of delimited text is written. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r\n';
  readonly decimal: '.' | ',';
  /** Whether the file begins with a byte-order mark, by which Excel knows UTF-8. Default false. */
  readonly mark?: boolean;
}

/** The byte-order mark. */
export const MARK = '\ufeff';

/**
 * Delimited text with quotes where needed, as RFC 4180 has them. A gap is an empty cell. Numbers keep all
 * their digits, and text its form.
 *
 * Text that a spreadsheet would take for a formula ("=A1", "-5 mg") is not changed: it comes from
 * the person's own data, and only a spreadsheet would undo an added apostrophe.
 */
export async function csvWriter(
  { decimal, mark = false, ...line }: CsvDialect,
  columns: readonly OutputColumn[],
  sink: ByteSink,
): Promise<TableWriter> {
  // In a single column, an empty cell without quotes would be an empty line, which readers skip.
  const quotes = (cell: unknown) => cell === '' && columns.length === 1;
  const lines = (rows: readonly (readonly unknown[])[]) =>
    `${Papa.unparse(rows as unknown[][], { ...line, quotes })}${line.newline}`;
  // Not before there are rows, or it is known that there are none.
  let header: string | null = (mark ? MARK : '') + lines([columns.map(({ name }) => name)]);
  return {
    async write(cells) {
      const count = cells[0]?.length ?? 0;
      if (count === 0) return;
      const rows = Array.from({ length: count }, (_, row) =>
        columns.map(({ type }, column) => cellText(cells[column]![row], type, decimal)),
      );
      await sink.write((header ?? '') + lines(rows));
      header = null;
    },
    async end() {
      if (header !== null) await sink.write(header);
    },
  };
}

function cellText(cell: Cell, type: OutputType, decimal: CsvDialect['decimal']): Cell {
  if (isGap(cell)) return '';
  if (typeof cell === 'number' && decimal === ',') return String(cell).replace('.', ',');
  return cell instanceof Date ? dateText(cell, type) : cell;
}
