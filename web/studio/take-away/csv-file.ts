import Papa from 'papaparse';
import type { Cell } from 'vae1';
import { isGap } from '../made-cell.js';

/**
 * A CSV file as RFC 4180 has it: UTF-8, commas, lines that end in CR LF, quotes where they are
 * needed. A gap is an empty cell. Numbers stand as they are, to the last digit.
 *
 * Text that a spreadsheet would take for a formula ("=A1", "-5 mg") stands as it is, too: it comes
 * from the person's own data, and an apostrophe before it would be a change of them that no program
 * but a spreadsheet undoes.
 */
export class CsvFile {
  // Each a blob, which the browser may keep outside of the memory for scripts.
  readonly #parts: Blob[] = [];
  readonly #columns: number;

  constructor(names: readonly string[]) {
    this.#columns = names.length;
    this.add([names]);
  }

  add(rows: readonly (readonly Cell[])[]): void {
    if (rows.length === 0) return;
    const cells = rows.map((row) => row.map((cell) => (isGap(cell) ? '' : cell)));
    // Of a single column, an empty cell without quotes would be an empty line, which readers skip.
    const quotes = (cell: unknown) => cell === '' && this.#columns === 1;
    this.#parts.push(new Blob([Papa.unparse(cells, { quotes }), '\r\n']));
  }

  blob(): Blob {
    return new Blob(this.#parts, { type: 'text/csv;charset=utf-8' });
  }
}
