// How the numbers of a column are written that are not as programs write them.
import {
  type DecimalMark,
  isPlain,
  type Negative,
  type NumberText,
  readNumber,
} from './number-text.js';
import { Tally } from './tally.js';

/** How a column's numbers are written: '$1,234.50', '-12,5 %'. */
export interface NumberForm {
  /** What parts the whole from the fraction. */
  readonly decimal: '.' | ',';
  /** What stands between groups of three digits: ',', '.', a space, an apostrophe, or ''. */
  readonly group: string;
  /** What precedes the digits: '$', 'CHF ', or ''. */
  readonly prefix: string;
  /** What follows them: '%', ' €', or ''. The value is what is written: of 12.5%, 12.5. */
  readonly suffix: string;
  /**
   * How a negative one is written: `'-$1'`, `'$-1'`, the same with U+2212, `'$1-'` or `'($1)'`; $ is
   * the prefix.
   */
  readonly negative: '-$1' | '−$1' | '$-1' | '$−1' | '$1-' | '($1)';
  /** How a positive one is written, where with a plus sign. */
  readonly positive?: '+$1';
}

/**
 * What reads the text of a number in a column of a form; without one, as programs write it. An amount
 * in another currency is no number of the column.
 */
export function numberTextReader(
  form: NumberForm | undefined,
): (text: string) => number | undefined {
  const decimal = form?.decimal ?? '.';
  const symbol = form && symbolOf(form);
  return (text) => {
    if (isPlain(text) && (decimal === '.' || !text.includes('.'))) {
      const value = Number(text);
      return Number.isFinite(value) ? value : undefined;
    }
    const number = form && readNumber(text, decimal);
    if (!number) return undefined;
    const own = symbolOf(number.style);
    return own === '' || own === symbol ? number.value : undefined;
  };
}

/** Of a currency, or of per cent. */
function symbolOf({
  prefix,
  suffix,
}: {
  readonly prefix: string;
  readonly suffix: string;
}): string {
  return (prefix + suffix).trim();
}

/**
 * What writes numbers in the form.
 * @param digits Writes a number that is not negative as programs do, rounded.
 */
export function numberTextWriter(
  { decimal, group, prefix, suffix, negative, positive }: NumberForm,
  digits: (value: number) => string,
): (value: number) => string {
  return (value) => {
    const [mantissa = '', exponent = ''] = digits(Math.abs(value)).split(/(?=e)/);
    const [whole = '', fraction] = mantissa.split('.');
    const grouped = group ? whole.replace(/\B(?=(\d{3})+$)/g, () => group) : whole;
    const amount = grouped + (fraction === undefined ? '' : decimal + fraction) + exponent + suffix;
    const pattern = value < 0 ? negative : (value > 0 && positive) || '$1';
    return pattern.replaceAll(/[$1]/g, (part) => (part === '$' ? prefix : amount));
  };
}

/** No text of an amount has it. */
const SPLIT = '1';

/** Groups that telephone numbers and the like have, too. */
const CODE_GROUP = /^[.\s]$/;

/** What texts of a column are as numbers by one of the decimal marks, and the form that writes them. */
export class NumberTexts {
  readonly #decimal: DecimalMark;
  /** Numbers among them, and other cells that are numbers. */
  count = 0;
  /** Row of the first that is none. */
  firstOther = -1;
  /** Those not written as programs write numbers, and the row of the first. */
  #formed = 0;
  firstFormed = -1;
  /** What is around the digits: prefix, SPLIT, suffix. */
  readonly #affixes = new Tally();
  readonly #groups = new Tally();
  readonly #negatives = new Tally();
  /** Of positive ones with and without a plus sign, how many more have it. */
  #plusses = 0;
  readonly #symbols = new Tally();
  #symbolCount = 0;
  #isCode = true;
  #digits: number | undefined;

  constructor(decimal: DecimalMark) {
    this.#decimal = decimal;
  }

  /** @param text Written as programs write numbers. */
  addPlain(text: string): void {
    this.count++;
    if (text.includes('.')) this.#isCode = false;
    else this.#lookAtDigits(text.length);
  }

  /** Another text, and what it is by the decimal mark. */
  add(number: NumberText | undefined, row: number): void {
    if (!number) {
      if (this.firstOther < 0) this.firstOther = row;
      return;
    }
    this.count++;
    if (this.#formed++ === 0) this.firstFormed = row;
    const { style, digits, decimals, value } = number;
    const symbol = symbolOf(style);
    this.#affixes.add(style.prefix + SPLIT + style.suffix);
    this.#groups.add(style.group);
    if (style.negative) this.#negatives.add(style.negative);
    if (value > 0) this.#plusses += style.plus ? 1 : -1;
    if (symbol) {
      this.#symbols.add(symbol);
      this.#symbolCount++;
    }
    if (symbol || decimals !== 0) this.#isCode = false;
    this.#lookAtDigits(digits);
  }

  /**
   * Why these are no numbers of one column: more than one kind of amount, or digits that name
   * something.
   * @param numbers Cells of the column that are numbers and no text.
   */
  faultBeside(numbers: number): string | undefined {
    const [first, second] = this.#symbols.items.sort();
    if (second !== undefined) return `amounts in ${first} and in ${second}`;
    if (first !== undefined && /[%‰]/.test(first) && this.#symbolCount < this.count + numbers)
      return `numbers with ${first} and without`;
    const group = this.#groups.most((item) => item !== '');
    if (this.#isCode && group && CODE_GROUP.test(group))
      return 'groups of digits, all of one length';
    return undefined;
  }

  /** What marks the amounts, if anything: a currency, or per cent. */
  get symbol(): string | undefined {
    return this.#symbols.most();
  }

  get form(): NumberForm | undefined {
    if (this.#formed === 0) return undefined;
    const some = (item: string) => item !== '';
    const affix = this.#affixes.most((item) => item !== SPLIT) ?? SPLIT;
    const [prefix = '', suffix = ''] = affix.split(SPLIT);
    return {
      decimal: this.#decimal,
      group: this.#groups.most(some) ?? '',
      prefix,
      suffix,
      negative: (this.#negatives.most() as Negative | undefined) ?? '-$1',
      ...(this.#plusses > 0 && { positive: '+$1' as const }),
    };
  }

  #lookAtDigits(digits: number): void {
    this.#digits ??= digits;
    if (digits !== this.#digits || digits < 7) this.#isCode = false;
  }
}
