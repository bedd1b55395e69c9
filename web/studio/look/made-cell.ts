import type { Cell } from 'vae1';

/** Whether a cell of a generated table has no value. */
export function isGap(cell: Cell): cell is null | undefined {
  return cell === null || cell === undefined || Number.isNaN(cell);
}

/** The text of a cell that is not a gap, for display and files. */
export function cellText(cell: Cell): string {
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
