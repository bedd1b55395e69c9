import Papa from 'papaparse';
import type { Cell } from 'vae1';
import type { Destination } from './destination.js';
import { dateText, isGap, type OutputColumn, type OutputType } from './output-column.js';
import type { TableWriter } from './table-writer.js';

/**
 * CSV by RFC 4180, but with lines that end in LF, as programs on a command line expect; or the same with
 * tabs. A gap is an empty cell. Numbers keep all their digits, and text its form.
 */
export async function csvWriter(
  format: 'csv' | 'tsv',
  columns: readonly OutputColumn[],
  destination: Destination,
): Promise<TableWriter> {
  const line = { delimiter: format === 'tsv' ? '\t' : ',', newline: '\n' };
  // In a single column, an empty cell without quotes would be an empty line, which readers skip.
  const quotes = (cell: unknown) => cell === '' && columns.length === 1;
  const lines = (rows: readonly (readonly unknown[])[]) =>
    `${Papa.unparse(rows as unknown[][], { ...line, quotes })}\n`;
  // Not before there are rows, or it is known that there are none.
  let header: string | null = lines([columns.map(({ name }) => name)]);
  return {
    async write(cells) {
      const count = cells[0]?.length ?? 0;
      if (count === 0) return;
      const rows = Array.from({ length: count }, (_, row) =>
        columns.map(({ type }, column) => cellText(cells[column]![row], type)),
      );
      await destination.write((header ?? '') + lines(rows));
      header = null;
    },
    async end() {
      if (header !== null) await destination.write(header);
    },
  };
}

function cellText(cell: Cell, type: OutputType): Cell {
  if (isGap(cell)) return '';
  return cell instanceof Date ? dateText(cell, type) : cell;
}
