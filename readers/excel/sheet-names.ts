import { cellText, isEmpty, type SheetCell, type SheetRow } from './sheet-rows.js';

/** Whether a row holds names: only text, or text and years, such as 2019 and 2020. */
export function holdsNames(row: SheetRow): boolean {
  const cells = row.filter((cell) => !isEmpty(cell));
  const isYear = (cell: SheetCell) =>
    typeof cell === 'number' && Number.isInteger(cell) && cell >= 1900 && cell < 2100;
  return (
    cells.some((cell) => typeof cell === 'string') &&
    cells.every((cell) => typeof cell === 'string' || isYear(cell))
  );
}

/**
 * The names of columns from the rows that hold them; '' where there is none. Of several rows, a name in an upper
 * one spans the columns to its right.
 */
export function columnNames(rows: readonly SheetRow[], width: number): string[] {
  const columns = Array.from({ length: width }, (_, column) => column);
  const parts = rows.map((row, index) => {
    let last = '';
    return columns.map((column) => {
      const own = cellText(row[column]);
      if (index === rows.length - 1) return own;
      return (last = own || last);
    });
  });
  return columns.map((column) =>
    parts
      .map((row) => row[column]!)
      .filter((part) => part !== '')
      .join(' '),
  );
}
