import type { DecimalMark } from '../reading-options.js';

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
/** Digits in groups of three. */
const GROUPED_POINT = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const GROUPED_COMMA = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;
/** 1.234 or 1,234, which may be thousands or a fraction. */
const EITHER = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Parses a number; NaN if the text is not one. */
export function numberOf(text: string, decimal: DecimalMark): number {
  const value = decimal === '.' ? withPoint(text) : withComma(text);
  return Number.isFinite(value) ? value : NaN;
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
