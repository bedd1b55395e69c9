import Papa from 'papaparse';
import type { Cell } from 'vae1';
import { MARK } from '../../../writers/csv-writer.js';
import { isGap } from '../look/made-cell.js';

/**
 * A CSV file by RFC 4180: UTF-8, commas, lines that end in CR LF, quotes where needed. A gap is an
 * empty cell. Numbers keep all their digits.
 *
 * Text that a spreadsheet would take for a formula ("=A1", "-5 mg") is not changed: it comes from
 * the person's own data, and only a spreadsheet would undo an added apostrophe.
 */
export class CsvFile {
  // Blobs, which the browser may keep outside of the scripts' memory.
  readonly #parts: Blob[] = [];
  readonly #columns: number;

  /** @param mark Whether it begins with a byte-order mark, as of csvHasMark(). */
  constructor(names: readonly string[], mark = false) {
    this.#columns = names.length;
    if (mark) this.#parts.push(new Blob([MARK]));
    this.add([names]);
  }

  add(rows: readonly (readonly Cell[])[]): void {
    if (rows.length === 0) return;
    const cells = rows.map((row) => row.map((cell) => (isGap(cell) ? '' : cell)));
    // In a single column, an empty cell without quotes would be an empty line, which readers skip.
    const quotes = (cell: unknown) => cell === '' && this.#columns === 1;
    this.#parts.push(new Blob([Papa.unparse(cells, { quotes }), '\r\n']));
  }

  blob(): Blob {
    return new Blob(this.#parts, { type: 'text/csv;charset=utf-8' });
  }
}
