import type { Cell, TableColumns } from 'vae1';
import type { CellValue, Decoded, TableRows } from '../../contract/index.js';
import { toBytes } from '../session/image-bytes.js';
import { cellText, isGap } from './made-cell.js';

/** An image model's output as bytes. */
export function decodedImages(means: Float32Array): Decoded {
  return { kind: 'images', pixels: toBytes(means) };
}

/** A table model's output as rows. */
export function decodedTable(table: TableColumns): Decoded {
  return { kind: 'table', table: toRows(table) };
}

/**
 * The first rows of an object of arrays, by default all of them. Numbers stay numbers, gaps become
 * null, everything else becomes text.
 */
export function toRows(table: TableColumns, most = Infinity): TableRows {
  const columns = Object.keys(table);
  const cells = Object.values(table);
  const rows = Math.min(most, cells[0]?.length ?? 0);
  return {
    columns,
    rows: Array.from({ length: rows }, (_, row) => cells.map((column) => toCell(column[row]))),
  };
}

export function toCell(cell: Cell): CellValue {
  if (isGap(cell)) return null;
  return typeof cell === 'number' ? cell : cellText(cell);
}
