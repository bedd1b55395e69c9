import type { DecimalMark } from '../../../../readers/reading-options.js';
import type { NumberDigits } from '../../session/dataset.js';
import { growingBytes } from './growing.js';

/** Of a number that is written in another way than with so many digits. */
const SHORTEST = 255;

/** Collects how many digits the numbers of a column have after their mark, so that they can be written as they were. */
export class DigitsOfNumbers {
  readonly #digits = growingBytes();
  #least = SHORTEST;
  #most = 0;
  /** Whether any number would be written with fewer digits by itself. */
  #padded = false;

  /** @param text Undefined for a gap, which is written by no digits. */
  add(text: string | undefined, value: number, decimal: DecimalMark): void {
    if (text === undefined || Number.isNaN(value)) return this.#digits.push(SHORTEST);
    const mark = text.indexOf(decimal);
    const digits = Math.min(mark < 0 ? 0 : text.length - mark - 1, 100);
    const isPlain = value.toFixed(digits).replace('.', decimal) === text;
    if (isPlain && String(value).replace('.', decimal) !== text) this.#padded = true;
    const code = isPlain ? digits : SHORTEST;
    this.#least = Math.min(this.#least, code);
    this.#most = Math.max(this.#most, code);
    this.#digits.push(code);
  }

  /** One number if all have as many; undefined if all are written as programs write them. */
  finish(): NumberDigits | undefined {
    if (!this.#padded) return undefined;
    return this.#least === this.#most ? this.#least : this.#digits.whole();
  }
}
