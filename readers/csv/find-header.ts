import { isGapInText } from '../columns/gaps.js';
import { numberOf } from '../columns/number-text.js';

type Row = readonly string[];

/** How many of the first records hold names. */
export function findHeader(records: readonly Row[]): 0 | 1 | 2 {
  if (isDoubleHeader(records)) return 2;
  return isHeader(records) ? 1 : 0;
}

/** Whether the first record holds names: none of its cells is a number, a date or a gap word. */
function isHeader([first, ...others]: readonly Row[]): boolean {
  if (!first || (first.some(isValue) && !hasYears(first, others))) return false;
  if (first.every((cell) => cell.trim() === '')) return false;
  // A name does not occur among its column's values. In text columns nothing else distinguishes it.
  const data = others.filter((record) => !isSame(record, first));
  return !first.some((cell, column) =>
    data.some((record) => cell !== '' && record[column]?.trim() === cell.trim()),
  );
}

/** Whether a second record holds text above numbers, as units or years do: then it holds names, too. */
function isDoubleHeader([upper, second, ...others]: readonly Row[]): boolean {
  if (!upper || !second || others.length < 2) return false;
  const lower = second.map((cell) => (isNoUnit(cell) ? '' : cell));
  if (lower.some((cell) => isValue(cell) && !YEAR.test(cell.trim()))) return false;
  if (upper.some((cell) => isValue(cell) && !YEAR.test(cell.trim()))) return false;
  const places = lower.map((_, column) => column);
  const numeric = places.filter((column) => {
    const cells = others
      .map((record) => record[column]?.trim() ?? '')
      .filter((cell) => cell !== '');
    return cells.length > 0 && cells.every(isValue) && !cells.every((cell) => YEAR.test(cell));
  });
  const filled = places.filter((column) => lower[column]!.trim() !== '');
  const named = filled.filter((column) => numeric.includes(column));
  // Names of columns without a unit have nothing below them.
  const areUnits = named.length > 1 && named.length === filled.length;
  const isMerged = upper.some((cell) => cell.trim() === '') || new Set(upper).size < upper.length;
  return (
    areUnits ||
    (named.length > 0 && named.length === numeric.length && (isMerged || named.length > 1))
  );
}

/** Whether a cell among units says that its column has none. */
export function isNoUnit(cell: string): boolean {
  return /^[-–—]$/.test(cell.trim());
}

/** Years as names: several, all different, beside a name, above other values. */
function hasYears(first: Row, others: readonly Row[]): boolean {
  const values = first.filter(isValue).map((cell) => cell.trim());
  const isNamed = first.some((cell) => cell.trim() !== '' && !isValue(cell));
  if (!isNamed || values.length < 2 || new Set(values).size < values.length) return false;
  if (!values.every((cell) => YEAR.test(cell))) return false;
  return !others.some((record) => record.filter((cell) => YEAR.test(cell.trim())).length > 1);
}

const YEAR = /^(?:19|20)\d\d$/;
const DATE = /^\d{4}-\d\d?-\d\d?|^\d\d?[./]\d\d?[./]\d{2,4}/;

export function isValue(cell: string): boolean {
  const text = cell.trim();
  return (
    !Number.isNaN(numberOf(text, '.')) ||
    !Number.isNaN(numberOf(text, ',')) ||
    isGapInText(text) ||
    DATE.test(text)
  );
}

export function isSame(record: Row, other: Row): boolean {
  return (
    record[0]?.trim() === other[0]?.trim() &&
    record.length === other.length &&
    record.every((cell, index) => cell.trim() === other[index]!.trim())
  );
}
