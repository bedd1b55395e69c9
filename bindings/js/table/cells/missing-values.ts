import { MISSING_VALUES } from '../../data/missing-values.js';
import { isCode, isPlain } from './number-text.js';

/** Which cells stand for "not known". */
export class MissingValues {
  readonly #words: ReadonlySet<string>;
  readonly #numbers: ReadonlySet<number>;
  readonly #longest: number;
  /** Whether the user named them. Then they are gaps in columns of every type. */
  readonly everywhere: boolean;

  constructor(named: readonly (string | number)[] | undefined) {
    const values = named ?? MISSING_VALUES;
    const words = values.map((value) => keyOf(String(value)));
    this.everywhere = named !== undefined;
    this.#words = new Set(words);
    this.#numbers = new Set(values.filter((value) => typeof value === 'number'));
    this.#longest = Math.max(0, ...words.map((word) => word.length));
  }

  has(cell: unknown): boolean {
    if (typeof cell === 'number') return this.#numbers.size > 0 && this.#numbers.has(cell);
    if (typeof cell !== 'string') return false;
    if (this.#numbers.size > 0 && isPlain(cell) && !isCode(cell))
      return this.#numbers.has(Number(cell)) || this.#words.has(keyOf(cell));
    return cell.length <= this.#longest + SPACES && this.#words.has(keyOf(cell));
  }
}

/** The most white space around a word. */
const SPACES = 4;

const keyOf = (text: string) => text.trim().toLowerCase();
