import type { NumberMarks } from '../../contract/index.js';
import { integer } from './format.js';

export interface NumberLimits {
  readonly minimum: number;
  readonly maximum: number;
  /** Whether only whole numbers are accepted. */
  readonly whole: boolean;
  /** What the empty field stands for; absent if the field must not be empty. */
  readonly empty?: string | undefined;
  /** How the file writes numbers that the field's number is compared with; absent if there is none. */
  readonly marks?: NumberMarks | undefined;
}

const DECIMAL = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;
const WHOLE = /^[+-]?\d+(e\+?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}([,\s]\d{3})+$/;
/** With one mark alone, 1,500 is fifteen hundred to some people, one and a half to others. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;
/** Groups of three digits, all apart by one mark, and perhaps a fraction. */
const IN_GROUPS = /^[+-]?[1-9]\d{0,2}([.,'’\s])\d{3}(?:\1\d{3})*(?:([.,])\d+)?$/;

/**
 * A number as people type it. The decimal sign is a point or a comma; whole numbers may have commas
 * or spaces between thousands. With the marks of a file, numbers as that file has them come first.
 * @returns null for an empty field that may be empty.
 * @throws a sentence that says what is wrong and what is accepted.
 */
export function parseNumber(text: string, limits: NumberLimits): number | null {
  const typed = text.trim();
  if (typed === '' && limits.empty !== undefined) return null;
  const fault = faultOf(typed, limits);
  if (fault !== null) throw new Error(`${fault} ${accepted(limits)}`);
  return numberOf(typed, limits.whole, limits.marks);
}

function faultOf(typed: string, { minimum, maximum, whole, marks }: NumberLimits): string | null {
  if (typed === '') return 'The field is empty.';
  const plain = plainText(typed, marks);
  const isWhole = WHOLE.test(plain) || GROUPED.test(plain);
  if (!DECIMAL.test(plain) && !(whole && isWhole)) return `“${typed}” is not a number.`;
  if (whole && !isWhole) return `“${typed}” is not a whole number.`;
  const mark = AMBIGUOUS.exec(typed)?.[1];
  // A file with a decimal comma leaves open what its point is, unless it has points between thousands.
  if (!whole && mark === (marks?.decimal === ',' ? '.' : ',') && mark !== marks?.thousands) {
    const asFraction = numberText(Number(typed.replace(mark, '.')), marks);
    return `“${typed}” can be read as ${asFraction} or as ${typed.replace(mark, '')}.`;
  }
  const value = numberOf(typed, whole, marks);
  if (value < minimum) return `${typed} is too small.`;
  if (value > maximum) return `${typed} is too large.`;
  return null;
}

/** The number that a text stands for; NaN if it is none. */
export function numberOf(typed: string, whole: boolean, marks?: NumberMarks): number {
  const plain = plainText(typed, marks);
  return Number(whole ? plain.replace(/[,\s]/g, '') : plain.replace(',', '.'));
}

/** A number as the file has it, as programs write it: 1.500,50 is 1500.50. Other texts stay. */
function plainText(typed: string, marks: NumberMarks | undefined): string {
  if (!marks) return typed;
  const [grouped, group, decimal] = IN_GROUPS.exec(typed) ?? [];
  if (
    grouped !== undefined &&
    group !== marks.decimal &&
    (decimal ?? marks.decimal) === marks.decimal
  )
    return grouped.replaceAll(group!, '').replace(marks.decimal, '.');
  return typed.replace(marks.decimal, '.');
}

/** A number as the file writes it: '12.000,5'. Four digits have no mark, as years have none. */
export function numberText(value: number, marks?: NumberMarks): string {
  const text = String(value);
  if (!marks) return text;
  const [, whole = '', rest = ''] = /^(-?\d+)(.*)$/.exec(text) ?? [];
  const isLong = whole.replace('-', '').length > 4;
  const grouped = isLong ? whole.replace(/\B(?=(\d{3})+$)/g, marks.thousands) : whole;
  return grouped + rest.replace('.', marks.decimal);
}

function accepted({ minimum, maximum, whole, empty, marks }: NumberLimits): string {
  const kind = whole ? 'whole number' : 'number';
  const textOf = (value: number) => (whole && !marks ? integer(value) : numberText(value, marks));
  const otherwise = empty === undefined ? '' : `, or leave the field empty for ${empty}`;
  return `Enter a ${kind} from ${textOf(minimum)} to ${textOf(maximum)}${otherwise}.`;
}
