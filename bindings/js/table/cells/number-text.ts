import type { NumberForm } from '../../data/schema.js';

export type DecimalMark = NumberForm['decimal'];
export type Negative = NumberForm['negative'];

type Minus = '-' | '−';

/** The style of one amount, without its digits. */
export interface NumberStyle {
  /** The text before the digits, such as '$' or 'CHF ', without a minus sign. */
  readonly prefix: string;
  /** The text after the digits: '%', ' €'. */
  readonly suffix: string;
  /** The place of the minus sign; undefined for a number that is not negative. */
  readonly negative: Negative | undefined;
  /** Whether a plus sign precedes it. */
  readonly plus: boolean;
  /** The separator between groups of three digits, or ''. */
  readonly group: string;
}

export interface NumberText {
  readonly value: number;
  readonly style: NumberStyle;
  /** Digits after the decimal mark; undefined if there is an exponent. */
  readonly decimals: number | undefined;
  /** Digits before the decimal mark. */
  readonly digits: number;
}

/** A decimal number as programs write it, which may have an exponent. */
const PLAIN = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Digits that name something: 02139, +4930123456, and more digits than a number holds. */
const CODE = /^\s*(\+|-?0\d|-?\d{16})/;

/** Whether the text is a number as programs write it. Every column reads it as one. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Whether text that is a number is really a code, which would lose digits as a number. */
export function isCode(text: string): boolean {
  return CODE.test(text);
}

// Common codes of ISO 4217, and abbreviations. Symbols have the Unicode category Sc.
const CURRENCY =
  '[A-Z]{0,3}\\p{Sc}|USD|EUR|GBP|JPY|CNY|INR|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|RUB|UAH|TRY|' +
  'BRL|MXN|ZAR|KRW|SGD|HKD|TWD|THB|ILS|AED|SAR|Fr\\.|kr\\.?|zł|Kč|Ft|lei|Rs\\.?|руб\\.?';
const AMOUNT = new RegExp(
  `^(\\()?([-−+])?((?:${CURRENCY})\\s?)?([-−])?((?:\\d|[.,](?=\\d))[\\d.,'’\\s]*?)(e[-+]?\\d+)?(\\s?(?:%|‰|${CURRENCY}))?(-)?(\\))?$`,
  'u',
);
/** Digits in groups of three, by the decimal mark. */
const GROUPED = {
  '.': /^[1-9]\d{0,2}(?:([,'’\s])\d{3})(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[1-9]\d{0,2}(?:([.'’\s])\d{3})(?:\1\d{3})*(?:,\d*)?$/,
};
const UNGROUPED = { '.': /^(?:\d+\.?\d*|\.\d+)$/, ',': /^(?:\d+,?\d*|,\d+)$/ };

/** The parts of a text that may be a number as people write it, before the decimal mark is known. */
interface Amount extends Omit<NumberStyle, 'group'> {
  readonly digits: string;
  readonly exponent: string | undefined;
}

/** No amount is longer; the time to match one grows with the square of its length. */
const LONGEST_AMOUNT = 64;

function amountIn(text: string): Amount | undefined {
  // Nearly all text that is not a number is rejected here.
  if (!/\d/.test(text)) return undefined;
  const trimmed = text.trim();
  const match = trimmed.length > LONGEST_AMOUNT ? null : AMOUNT.exec(trimmed);
  if (!match) return undefined;
  const [, open, sign, prefix = '', inner, digits = '', exponent, suffix = '', after, close] =
    match;
  const minus = [open, sign === '+' ? undefined : sign, inner, after].filter(Boolean);
  if (!open !== !close || minus.length > 1 || (sign && (inner || after))) return undefined;
  if (prefix && suffix && !suffix.includes('%')) return undefined;
  // 007 is not an amount of a currency, but +5 is a percentage.
  if (/^0\d/.test(digits) || (sign === '+' && !prefix && !suffix)) return undefined;
  const plus = sign === '+';
  const minusBefore = sign && !plus ? (`${sign as Minus}$1` as const) : undefined;
  const minusWithin = inner ? (`$${inner as Minus}1` as const) : minusBefore;
  const negative = open ? '($1)' : after ? '$1-' : minusWithin;
  return { digits, exponent, prefix, suffix, negative, plus };
}

function numberIn(amount: Amount, decimal: DecimalMark): NumberText | undefined {
  const { digits, exponent, ...style } = amount;
  const grouped = GROUPED[decimal].exec(digits);
  if (!grouped && !UNGROUPED[decimal].test(digits)) return undefined;
  const group = grouped?.[1] ?? '';
  const plain = (group ? digits.replaceAll(group, '') : digits).replace(',', '.');
  const [whole = '', fraction = ''] = plain.split('.');
  const value = Number(plain + (exponent ?? ''));
  if (!Number.isFinite(value) || whole.length > 15) return undefined;
  return {
    value: style.negative ? -value : value,
    style: { ...style, group },
    decimals: exponent ? undefined : fraction.length,
    digits: whole.length,
  };
}

/**
 * Reads a number as people write it: with either decimal mark, digits in groups of three, a currency
 * or a percent sign, or parentheses for a minus. Returns undefined for every other text. The value is
 * the written number: '12.5%' is 12.5.
 */
export function readNumber(text: string, decimal: DecimalMark): NumberText | undefined {
  const amount = amountIn(text);
  return amount && numberIn(amount, decimal);
}

/** The same by each decimal mark. */
export function readNumbers(text: string): Partial<Record<DecimalMark, NumberText | undefined>> {
  const amount = amountIn(text);
  return amount ? { '.': numberIn(amount, '.'), ',': numberIn(amount, ',') } : NEITHER;
}

const NEITHER = {};

/** A number such as 1.234 or 1,234, which may have a fraction or thousands. */
const EITHER = /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/;

/** Whether a text is a number by either decimal mark, but a different one. */
export function isAmbiguous(text: string): boolean {
  return /[.,]/.test(text) && EITHER.test(text);
}
