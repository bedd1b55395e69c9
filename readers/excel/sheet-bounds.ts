import { isTotal } from '../csv/find-bottom.js';
import { cellText, filled, type SheetRow } from './sheet-rows.js';

/** Rows that show how wide a table is. */
const SAMPLE = 200;

/** The most cells that a row has, among those at the sheet's beginning that are not empty. */
export function tableWidth(sheet: readonly SheetRow[]): number {
  const some = sheet.filter((row) => filled(row) > 0).slice(0, SAMPLE);
  return some.reduce((most, row) => Math.max(most, filled(row)), 0);
}

/**
 * The first row that is at least half as wide as the table: above it are titles. Of two rows of names the upper
 * one may have only some.
 */
export function firstRow(
  sheet: readonly SheetRow[],
  width: number,
  headerRows: number | undefined,
): number {
  const least = Math.max(1, Math.min(2, width), width / 2);
  const first = sheet.findIndex((row) => filled(row) >= least);
  return headerRows === 2 && first > 0 && filled(sheet[first - 1]!) > 1 ? first - 1 : first;
}

/** Where remarks begin that stand below the table, after an empty row; the length if there are none. */
export function endOfRows(body: readonly SheetRow[], width: number): number {
  if (width < 3) return body.length;
  let end = body.length;
  while (end > 0 && filled(body[end - 1]!) <= 1) --end;
  const gap = body.slice(end).findIndex((row) => filled(row) === 0);
  return gap < 0 ? body.length : end + gap;
}

/** How many of the last rows are totals: none if there are totals elsewhere, too. */
export function totalsAtEnd(rows: readonly SheetRow[], width: number): number {
  const isSum = (row: SheetRow) => isTotal(row.slice(0, width).map(cellText));
  let count = 0;
  while (width > 1 && count < rows.length - 1 && isSum(rows.at(-1 - count)!)) ++count;
  return rows.slice(0, rows.length - count).some(isSum) ? 0 : count;
}
