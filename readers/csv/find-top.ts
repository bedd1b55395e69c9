import type { Records } from './records.js';
import { isValue } from './find-header.js';
import { filledCells, isBlank } from './widths.js';

/** Titles and comments are looked for in this many records. */
const MOST = 50;

/** The index of the record in which the table begins: that of its names, or else its first row. */
export function findTop({ cells }: Records, width: number): number {
  for (let index = 0; index < Math.min(cells.length, MOST); ++index) {
    const record = cells[index]!;
    if (isBlank(record) || isComment(cells, index, width)) continue;
    if (!isTitle(record, cells[index + 1], width)) return index;
  }
  // Everything looks like a title, so nothing is.
  return Math.max(
    0,
    cells.findIndex((record) => !isBlank(record)),
  );
}

/** A line that begins with #, unless it holds the names. */
function isComment(cells: Records['cells'], index: number, width: number): boolean {
  const record = cells[index]!;
  if (!record[0]!.trimStart().startsWith('#')) return false;
  if (record.length !== width) return true;
  const next = cells[index + 1];
  return next !== undefined && !next.some(isValue);
}

function isTitle(
  record: readonly string[],
  next: readonly string[] | undefined,
  width: number,
): boolean {
  if (width < 2) return false;
  const { length } = record;
  const filled = filledCells(record);
  if (length < width) {
    // In R's tables nothing stands above the names of the rows.
    const isHeader = length === width - 1 && length > 1 && filled.length === length;
    return !isHeader || record.some(isValue);
  }
  // Spreadsheets fill a title's line with empty cells.
  if (filled.length !== 1 || record[0]!.trim() === '') return false;
  return width > 2 || length > width || (next !== undefined && isBlank(next));
}
