import { integer } from './format.js';

export interface NumberLimits {
  readonly minimum: number;
  readonly maximum: number;
  /** Whether only whole numbers are accepted. */
  readonly whole: boolean;
  /** What the empty field stands for; absent if the field must not be empty. */
  readonly empty?: string | undefined;
}

const DECIMAL = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;
const WHOLE = /^[+-]?\d+(e\+?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}([,\s]\d{3})+$/;
/** One thousand to some people, one to others. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * A number as people type it. The decimal sign is a point or a comma; whole numbers may have commas
 * or spaces between thousands.
 * @returns null for an empty field that may be empty.
 * @throws a sentence that says what is wrong and what is accepted.
 */
export function parseNumber(text: string, limits: NumberLimits): number | null {
  const typed = text.trim();
  if (typed === '' && limits.empty !== undefined) return null;
  const fault = faultOf(typed, limits);
  if (fault !== null) throw new Error(`${fault} ${accepted(limits)}`);
  return numberOf(typed, limits.whole);
}

function faultOf(typed: string, { minimum, maximum, whole }: NumberLimits): string | null {
  if (typed === '') return 'The field is empty.';
  const isWhole = WHOLE.test(typed) || GROUPED.test(typed);
  if (!DECIMAL.test(typed) && !(whole && isWhole)) return `“${typed}” is not a number.`;
  if (whole && !isWhole) return `“${typed}” is not a whole number.`;
  if (!whole && AMBIGUOUS.test(typed)) {
    const [before] = typed.split(',');
    return `“${typed}” can be read as ${before} or as ${typed.replace(',', '')}.`;
  }
  const value = numberOf(typed, whole);
  if (value < minimum) return `${typed} is too small.`;
  if (value > maximum) return `${typed} is too large.`;
  return null;
}

/** The number that a text stands for; NaN if it is none. */
export function numberOf(typed: string, whole: boolean): number {
  return Number(whole ? typed.replace(/[,\s]/g, '') : typed.replace(',', '.'));
}

function accepted({ minimum, maximum, whole, empty }: NumberLimits): string {
  const [kind, textOf] = whole ? ['whole number', integer] : ['number', String];
  const otherwise = empty === undefined ? '' : `, or leave the field empty for ${empty}`;
  return `Enter a ${kind} from ${textOf(minimum)} to ${textOf(maximum)}${otherwise}.`;
}
