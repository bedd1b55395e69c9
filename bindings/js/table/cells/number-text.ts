/** What parts the whole from the fraction of a number. */
export type DecimalMark = '.' | ',';

/** How a negative number is written: $ is what precedes the digits, 1 these and what follows them. */
export type Negative = '-$1' | '−$1' | '$-1' | '$−1' | '$1-' | '($1)';

type Minus = '-' | '−';

/** How one amount is written, but for its digits. */
export interface NumberStyle {
  /** What precedes the digits, such as '$' or 'CHF '; any minus sign aside. */
  readonly prefix: string;
  /** What follows them: '%', ' €'. */
  readonly suffix: string;
  /** Where the sign of a negative one stands; undefined of one that is not. */
  readonly negative: Negative | undefined;
  /** Whether a plus sign precedes it. */
  readonly plus: boolean;
  /** What stands between groups of three digits, or ''. */
  readonly group: string;
}

export interface NumberText {
  readonly value: number;
  readonly style: NumberStyle;
  /** Digits after the decimal mark; undefined where there is an exponent. */
  readonly decimals: number | undefined;
  /** Of the whole. */
  readonly digits: number;
}

/** A decimal number as programs write it, which may have an exponent. */
const PLAIN = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Digits that name something rather than count it: 02139, +4930123456, and more than a number holds. */
const CODE = /^\s*(\+|-?0\d|-?\d{16})/;

/** Whether it is a number as programs write it; whatever the column, it is read as such. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Whether text that is a number is rather a code, which loses by being taken for one. */
export function isCode(text: string): boolean {
  return CODE.test(text);
}

// Common ones of ISO 4217, and abbreviations; symbols are of the Unicode category Sc.
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

/** A text that can be a number as people write it: its parts, before the decimal mark is known. */
interface Amount {
  readonly digits: string;
  readonly exponent: string | undefined;
  readonly prefix: string;
  readonly suffix: string;
  readonly negative: Negative | undefined;
  readonly plus: boolean;
}

/** No amount is longer; the time to match one grows with the square of its length. */
const LONGEST_AMOUNT = 64;

function amountIn(text: string): Amount | undefined {
  // Nearly all text that is no number ends here.
  if (!/\d/.test(text)) return undefined;
  const trimmed = text.trim();
  const match = trimmed.length > LONGEST_AMOUNT ? null : AMOUNT.exec(trimmed);
  if (!match) return undefined;
  const [, open, sign, prefix = '', inner, digits = '', exponent, suffix = '', after, close] =
    match;
  const minus = [open, sign === '+' ? undefined : sign, inner, after].filter(Boolean);
  if (!open !== !close || minus.length > 1 || (sign && (inner || after))) return undefined;
  if (prefix && suffix && !suffix.includes('%')) return undefined;
  // Of a currency, 007 is no amount; with a sign of per cent, +5 is.
  if (/^0\d/.test(digits) || (sign === '+' && !prefix && !suffix)) return undefined;
  const plus = sign === '+';
  const minusBefore = sign && !plus ? (`${sign as Minus}$1` as const) : undefined;
  const minusWithin = inner ? (`$${inner as Minus}1` as const) : minusBefore;
  const negative = open ? '($1)' : after ? '$1-' : minusWithin;
  return { digits, exponent, prefix, suffix, negative, plus };
}

function numberIn(amount: Amount, decimal: DecimalMark): NumberText | undefined {
  const { digits, exponent, prefix, suffix, negative, plus } = amount;
  const grouped = GROUPED[decimal].exec(digits);
  if (!grouped && !UNGROUPED[decimal].test(digits)) return undefined;
  const group = grouped?.[1] ?? '';
  const plain = (group ? digits.replaceAll(group, '') : digits).replace(',', '.');
  const [whole = '', fraction = ''] = plain.split('.');
  const value = Number(plain + (exponent ?? ''));
  if (!Number.isFinite(value) || whole.length > 15) return undefined;
  return {
    value: negative ? -value : value,
    style: { prefix, suffix, negative, plus, group },
    decimals: exponent ? undefined : fraction.length,
    digits: whole.length,
  };
}

/**
 * Reads a number as people write it: with either decimal mark, digits in groups of three, a currency
 * or a sign of per cent, parentheses for a minus; undefined for every other text. The value is the
 * number that is written: of '12.5%' it is 12.5.
 */
export function readNumber(text: string, decimal: DecimalMark): NumberText | undefined {
  const amount = amountIn(text);
  return amount && numberIn(amount, decimal);
}

/** The same by each of the decimal marks. */
export function readNumbers(text: string): Partial<Record<DecimalMark, NumberText | undefined>> {
  const amount = amountIn(text);
  return amount ? { '.': numberIn(amount, '.'), ',': numberIn(amount, ',') } : NEITHER;
}

const NEITHER = {};

/** A number such as 1.234 or 1,234: by its look a fraction or thousands. */
const EITHER = /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/;

/** Whether a text is a number by either decimal mark, but not the same one. */
export function isAmbiguous(text: string): boolean {
  return /[.,]/.test(text) && EITHER.test(text);
}
