import type { Cell, TableColumns } from 'vae1';
import type { CellValue, Decoded, Pixels, TableRows } from '../contract.js';

/** What an image model gives, as bytes. */
export function decodedImages(means: Float32Array): Decoded {
  return { kind: 'images', pixels: toBytes(means) };
}

/** What a table model gives, as rows. */
export function decodedTable(table: TableColumns): Decoded {
  return { kind: 'table', table: toRows(table) };
}

/** Means from 0 to 1 as bytes. */
export function toBytes(means: Float32Array): Pixels {
  // A Uint8ClampedArray rounds; the view on its buffer is what the page takes.
  return new Uint8Array(Uint8ClampedArray.from(means, (mean) => 255 * mean).buffer);
}

/** An object of arrays as rows of cells: numbers as they are, all else as text, gaps as null. */
export function toRows(table: TableColumns): TableRows {
  const columns = Object.keys(table);
  const cells = Object.values(table);
  return {
    columns,
    rows: (cells[0] ?? []).map((_, row) => cells.map((column) => toCell(column[row]))),
  };
}

function toCell(cell: Cell): CellValue {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return null;
  if (typeof cell === 'number' || typeof cell === 'string') return cell;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
