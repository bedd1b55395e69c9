import { numberOf } from '../columns/number-text.js';
import type { Delimiter, Quote } from '../reading-options.js';
import { isValue } from './find-header.js';
import { type Records, firstRecords } from './records.js';
import { commonWidth, isBlank } from './widths.js';

/** The comma comes last: as a decimal comma it may split lines evenly beside another delimiter. */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', ','];
const RECORDS = 100;

/** How Excel states the delimiter, in a first line of its own. */
const STATED = /^sep=([,;|\t])[ \t]*(?:\n|$)/i;

export function statedDelimiter(text: string): Delimiter | null {
  return (STATED.exec(text)?.[1] as Delimiter | undefined) ?? null;
}

/** Finds the delimiter that splits most lines into equally many cells. */
export function findDelimiter(text: string, quote: Quote, skipTop: number): Delimiter {
  let best: Delimiter | null = null;
  let bestShare = 0;
  for (const delimiter of CANDIDATES) {
    const { share, width } = splitBy(text, { delimiter, quote, skipTop });
    if (width >= 2 && share > bestShare) [best, bestShare] = [delimiter, share];
  }
  if (best === '\t' && hasTabsAmongSpaces(text, quote, skipTop)) return ' ';
  if (bestShare < 0.9 && hasSpaces(text, quote, skipTop)) return ' ';
  // A single column of numbers; any delimiter but the comma reads it.
  if ((best ?? ',') === ',' && hasDecimalCommas(text)) return ';';
  return best ?? ',';
}

function splitBy(text: string, cutting: Parameters<typeof firstRecords>[1]) {
  const records = completeRecords(firstRecords(text, cutting, RECORDS));
  const width = commonWidth(records);
  const share = records.filter(({ length }) => length === width).length / (records.length || 1);
  return { records, width, share };
}

function completeRecords({ cells }: Records): readonly (readonly string[])[] {
  // The last of a text that was cut may be incomplete.
  const complete = cells.length < RECORDS && cells.length > 3 ? cells.slice(0, -1) : cells;
  return complete.filter((record) => !isBlank(record) && !record[0]!.startsWith('#'));
}

/** Whether runs of white space separate the cells: as many in each line, and mostly numbers. */
function hasSpaces(text: string, quote: Quote, skipTop: number): boolean {
  const { records, width, share } = splitBy(text, { delimiter: ' ', quote, skipTop });
  // 1 234 is one number, and 12 kg is one amount.
  if (width < 2 || share < 0.9 || records.length < 2) return false;
  const [first] = records;
  const rows = records.slice(1).filter(({ length }) => length === width);
  const numbers = rows.flat().filter((cell) => !Number.isNaN(numberOf(cell, '.'))).length;
  const grouped = rows.every((row) =>
    row.slice(1).every((cell) => /^\d{3}(?:[.,]\d+)?$/.test(cell)),
  );
  const named = first!.length === width || (first!.length === width - 1 && width > 2);
  return numbers > 0.5 * width * rows.length && !grouped && named;
}

/** Whether a tab is only one of the white spaces between numbers. */
function hasTabsAmongSpaces(text: string, quote: Quote, skipTop: number): boolean {
  const spaces = splitBy(text, { delimiter: ' ', quote, skipTop });
  const { records } = splitBy(text, { delimiter: '\t', quote, skipTop });
  const several = records.filter((record) => record.some(isSeveralValues));
  const whole = spaces.records[0]?.length === spaces.width && spaces.share >= 0.9;
  return whole && several.length >= 0.9 * records.length && !several.every(isGrouped);
}

function isSeveralValues(cell: string): boolean {
  const parts = cell.trim().split(/ +/);
  return parts.length > 1 && parts.every(isValue);
}

/** Whether spaces separate thousands alone. */
function isGrouped(record: readonly string[]): boolean {
  return record
    .filter(isSeveralValues)
    .every((cell) => /^\d{1,3}( \d{3})+([.,]\d+)?$/.test(cell.trim()));
}

/** Whether commas of a one-column text appear only in numbers, below a name without a comma. */
function hasDecimalCommas(text: string): boolean {
  const [first, ...others] = text.split('\n', RECORDS).map((line) => line.trim());
  return (
    !first!.includes(',') &&
    others.some((line) => line.includes(',')) &&
    others.every((line) => !line.includes(',') || !Number.isNaN(numberOf(line, ',')))
  );
}
