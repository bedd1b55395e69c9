import { isGapInText } from '../columns/gaps.js';
import { numberOf } from '../columns/number-text.js';

/** Whether the first record holds names: none of its cells is a number, a date or a gap word. */
export function findHeader([first, ...others]: readonly (readonly string[])[]): boolean {
  if (!first || first.some(isValue)) return false;
  if (first.every((cell) => cell.trim() === '')) return false;
  // A name does not occur among its column's values. In text columns nothing else distinguishes it.
  return !first.some((cell, column) =>
    others.some((record) => cell !== '' && record[column]?.trim() === cell.trim()),
  );
}

const DATE = /^\d{4}-\d\d?-\d\d?|^\d\d?[./]\d\d?[./]\d{2,4}/;

function isValue(cell: string): boolean {
  const text = cell.trim();
  return (
    !Number.isNaN(numberOf(text, '.')) ||
    !Number.isNaN(numberOf(text, ',')) ||
    isGapInText(text) ||
    DATE.test(text)
  );
}
