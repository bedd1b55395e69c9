import { shortened } from '../columns/listed.js';

/** A cell of a sheet; null is an empty one. */
export type SheetCell = string | number | boolean | Date | null;
export type SheetRow = readonly SheetCell[];

export const isEmpty = (cell: SheetCell | undefined): cell is null | undefined | '' =>
  cell === null || cell === undefined || cell === '';

/** How many cells of a row have a value. */
export function filled(row: SheetRow): number {
  return row.reduce<number>((count, cell) => count + Number(!isEmpty(cell)), 0);
}

export function cellText(cell: SheetCell | undefined): string {
  if (isEmpty(cell)) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : `${cell}`.trim();
}

/** The first value of a row, to name it by in a note. */
export function firstText(row: SheetRow): string {
  return shortened(cellText(row.find((cell) => !isEmpty(cell))));
}
