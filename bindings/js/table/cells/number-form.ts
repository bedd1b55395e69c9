// The form of a column's numbers that are not written as programs do.
import type { NumberForm } from '../../data/schema.js';
import {
  type DecimalMark,
  isPlain,
  type Negative,
  type NumberText,
  readNumber,
} from './number-text.js';
import { Tally } from './tally.js';

/**
 * Returns a function that reads the text of a number by a form; without a form, as programs write it.
 * An amount in another currency is not a number of the column.
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

/** Whether the number is an amount in a currency, or a percentage. */
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
 * Returns a function that writes numbers in the form.
 * @param digits Writes a number >= 0 as programs do, rounded.
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

/** A character that no text of an amount has. */
const SPLIT = '1';

/** Group separators that telephone numbers and the like also have. */
const CODE_GROUP = /^[.\s]$/;

/** Reads the texts of a column as numbers by one decimal mark, and finds the form that writes them. */
export class NumberTexts {
  readonly #decimal: DecimalMark;
  /** The number of texts that are numbers, and of other cells that are numbers. */
  count = 0;
  /** The row of the first text that is not a number. */
  firstOther = -1;
  /** The number of texts not written as programs do, and the row of the first. */
  #formed = 0;
  firstFormed = -1;
  /** The text around the digits: prefix, SPLIT, suffix. */
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

  /** @param text A number as programs write it. */
  addPlain(text: string): void {
    this.count++;
    if (text.includes('.')) this.#isCode = false;
    else this.#lookAtDigits(text.length);
  }

  /** Adds another text, and its reading by the decimal mark. */
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
   * Why these are not numbers of one column: there is more than one kind of amount, or digits name
   * something.
   * @param numbers The number of cells that are numbers, not text.
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

  /** The mark of the amounts, if any: a currency or a percent sign. */
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
