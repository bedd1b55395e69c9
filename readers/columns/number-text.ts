import type { DecimalMark, ThousandsMark } from '../reading-options.js';

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
/** Digits in groups of three. */
const GROUPED_POINT = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const GROUPED_COMMA = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;
/** 1.234 or 1,234, which may be thousands or a fraction. */
const EITHER = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Spaces and apostrophes between groups of three digits. */
const SPACES = /(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))/g;
const APOSTROPHES = /(?<=\d)['’](?=\d{3}(?!\d))/g;

/**
 * Parses a number; NaN if the text is not one.
 * @param thousands By default the point or comma that is not the decimal mark, or none.
 */
export function numberOf(text: string, decimal: DecimalMark, thousands?: ThousandsMark): number {
  const value = thousands === undefined ? either(text, decimal) : grouped(text, decimal, thousands);
  return Number.isFinite(value) ? value : NaN;
}

function either(text: string, decimal: DecimalMark): number {
  return decimal === '.' ? withPoint(text) : withComma(text);
}

function grouped(text: string, decimal: DecimalMark, thousands: ThousandsMark): number {
  if (thousands === ',' || thousands === '.') return either(text, decimal);
  if (thousands === ' ') return plain(text.replace(SPACES, ''), decimal);
  return plain(thousands === '' ? text : text.replace(APOSTROPHES, ''), decimal);
}

/** Without a separator of thousands. */
function plain(text: string, decimal: DecimalMark): number {
  return (decimal === '.' ? POINT : COMMA).test(text) ? Number(text.replace(',', '.')) : NaN;
}

function withPoint(text: string): number {
  if (POINT.test(text)) return Number(text);
  return GROUPED_POINT.test(text) ? Number(text.replaceAll(',', '')) : NaN;
}

function withComma(text: string): number {
  if (COMMA.test(text)) return Number(text.replace(',', '.'));
  return GROUPED_COMMA.test(text) ? Number(text.replaceAll('.', '').replace(',', '.')) : NaN;
}

/** Whether a text is a number under both decimal marks, but a different one. */
export function isAmbiguous(text: string): boolean {
  return EITHER.test(text);
}

/** A code that looks like a number but would lose digits as one: 007, or too many digits. */
export function isCode(text: string): boolean {
  return /^[+-]?0\d[\d.,]*$/.test(text) || (text.length > 15 && /^\d{16,}$/.test(text));
}
