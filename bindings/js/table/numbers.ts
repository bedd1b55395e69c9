import type { Cell } from './table-view.js';

/** A decimal number, which may have an exponent. */
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Digits that name something rather than count it: 02139, +4930123456, and more than a number holds. */
const CODE = /^\s*(\+|-?0\d|-?\d{16})/;

/** The number that a cell is, or is the text of; undefined for every other cell. */
export function numberOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || !NUMBER.test(cell)) return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether text that is a number is rather a code, which loses by being taken for one. */
export function isCode(text: string): boolean {
  return CODE.test(text);
}

/** Digits after the point in the text of a number; undefined where it has an exponent. */
export function writtenDecimals(text: string): number | undefined {
  const [, fraction = ''] = text.trim().split('.');
  return /e/i.test(text) ? undefined : fraction.length;
}

/** 2^51: below it a double has at least one bit to spare after the point. */
const EXACT = 2251799813685248;

/** Above it a double's own digits end before those asked for. */
export const MAX_DECIMALS = 15;

const POWERS = Array.from({ length: MAX_DECIMALS + 1 }, (_, digits) => Number(`1e${digits}`));

/** The least number of digits after the point, from `least` on, that give the value; null: above 15. */
export function decimalsOf(value: number, least: number): number | null {
  for (let digits = least; digits <= MAX_DECIMALS; digits++)
    if (roundTo(value, digits) === value) return digits;
  return null;
}

/** To so many digits after the point; null: not at all. */
export function roundTo(value: number, digits: number | null): number {
  if (digits === null) return value;
  // Both the product and the quotient are off by half a unit in the last place at most, so that
  // the double nearest to a decimal comes back as itself.
  const scaled = value * POWERS[digits]!;
  return scaled < EXACT && scaled > -EXACT ? Math.round(scaled) / POWERS[digits]! + 0 : value;
}
