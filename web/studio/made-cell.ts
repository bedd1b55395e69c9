import type { Cell } from 'vae1';

/** Whether a cell of a table that the library made has no value. */
export function isGap(cell: Cell): cell is null | undefined {
  return cell === null || cell === undefined || Number.isNaN(cell);
}

/** One that is no gap, as it is shown and written. */
export function cellText(cell: Cell): string {
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
