import { isValue } from './find-header.js';
import { filledCells, isBlank } from './widths.js';

/** The most lines at the end of a file that are looked at. */
export const BOTTOM_LINES = 8;

const TOTAL =
  /^(?:grand total|sub-?total|totals?|sum|summe|gesamt(?:summe|ergebnis)?|insgesamt|total(?:e|es)|totaal|somme|suma|razem|итого|всего|合计|総計)(?![\p{L}\d])/iu;

/** Whether a record looks like a line of totals. */
export function isTotal(record: readonly string[]): boolean {
  const first = record.find((cell) => cell.trim() !== '')?.trim();
  // Most cells begin with a digit or a sign.
  return first !== undefined && first >= 'A' && first.length <= 30 && TOTAL.test(first);
}

/** How many of the last records are no rows: totals, a remark alone in its line, or nothing. */
export function findBottom(
  records: readonly (readonly string[])[],
  width: number,
  isTotalElsewhere: boolean,
): number {
  let count = 0;
  while (count < records.length && count < BOTTOM_LINES) {
    const record = records[records.length - 1 - count]!;
    // Spreadsheets fill blank lines with separators.
    const isEmpty = width > 1 && isBlank(record);
    const isSum = width > 1 && isTotal(record) && !isTotalElsewhere;
    if (!isEmpty && !isSum && !isRemark(record, width)) break;
    ++count;
  }
  return count;
}

function isRemark(record: readonly string[], width: number): boolean {
  const filled = filledCells(record);
  return (
    width > 2 &&
    filled.length === 1 &&
    record[0]!.trim() !== '' &&
    !isValue(filled[0]!) &&
    (record.length < width || /[:©*]|\s/.test(filled[0]!))
  );
}
