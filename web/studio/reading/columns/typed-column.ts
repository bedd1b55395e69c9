import type { Cell } from 'vae1';
import type { NumberColumn, TextColumn } from '../../session/dataset.js';
import { growingCodes, growingFloats } from './growing.js';

const AT_MIDNIGHT = /T00:00:00$/;

/** Collects a column's cells from a file whose cells have types. */
export class TypedColumn {
  readonly name: string;
  /** Null once a cell was no number. */
  #numbers: ReturnType<typeof growingFloats> | null = growingFloats();
  readonly #codes = growingCodes();
  readonly #values: string[] = [];
  readonly #codeOf = new Map<string, number>();
  /** Whether every cell so far is a gap or a date. */
  #onlyDates = true;
  #infinite = 0;

  /** @param before How many rows there were before the column first had a cell. */
  constructor(name: string, before: number) {
    this.name = name;
    this.fill(before);
  }

  /** How many numbers count as gaps because they are infinite. */
  get infinite(): number {
    return this.#infinite;
  }

  get length(): number {
    return this.#numbers ? this.#numbers.length : this.#codes.length;
  }

  /** Adds gaps up to a number of rows. */
  fill(rows: number): void {
    while (this.length < rows) this.add(null);
  }

  add(cell: Cell): void {
    const number = cell === null || cell === undefined ? NaN : asNumber(cell);
    if (number !== null && !Number.isNaN(number)) this.#onlyDates = false;
    if (this.#numbers && number !== null) {
      const isInfinite = number === Infinity || number === -Infinity;
      if (isInfinite) this.#infinite++;
      this.#numbers.push(isInfinite ? NaN : number);
      return;
    }
    if (this.#numbers) this.#becomeText(this.#numbers);
    this.#codes.push(Number.isNaN(number) ? 0 : this.#codeFor(textOf(cell!)));
    if (number === null && !(cell instanceof Date)) this.#onlyDates = false;
  }

  #becomeText(numbers: ReturnType<typeof growingFloats>): void {
    for (const value of numbers.whole())
      this.#codes.push(Number.isNaN(value) ? 0 : this.#codeFor(`${value}`));
    this.#numbers = null;
  }

  #codeFor(text: string): number {
    if (text === '') return 0;
    const known = this.#codeOf.get(text);
    if (known !== undefined) return known;
    const code = this.#values.push(text);
    this.#codeOf.set(text, code);
    return code;
  }

  finish(): NumberColumn | TextColumn {
    const { name } = this;
    if (this.#numbers) return { kind: 'numbers', name, values: this.#numbers.whole() };
    const days = this.#onlyDates && this.#values.every((text) => AT_MIDNIGHT.test(text));
    const values = days ? this.#values.map((text) => text.slice(0, 10)) : this.#values;
    return { kind: 'text', name, codes: this.#codes.whole(), values };
  }
}

/** NaN for a gap, and null for what is no number, or one whose digits a double does not keep. */
function asNumber(cell: NonNullable<Cell>): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'bigint') return null;
  const number = Number(cell);
  return Number.isSafeInteger(number) ? number : null;
}

function textOf(cell: NonNullable<Cell>): string {
  if (!(cell instanceof Date)) return `${cell}`.trim();
  // An invalid date is a gap.
  if (Number.isNaN(cell.getTime())) return '';
  return cell.toISOString().replace(/\.\d+Z$/, '');
}
