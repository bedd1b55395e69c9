import type { ColumnCells } from './column-cells.js';
import type { ColumnSurvey } from './column-survey.js';
import { bits, firstAbove, Purpose } from './draws.js';
import type { IdentifierColumn } from '../data/schema.js';
import { forEach, type Work } from './slices.js';
import { sortedValues } from './sorted-values.js';
import type { Cell } from '../data/table.js';

/** Above it, too few integers may be left for a generated table. */
const MAX_NUMBER = 2 ** 52;

/** The most digits to count on: numbers with more are not exact. */
const MOST_DIGITS = 15;

/** More rows than anyone makes, so that the digits do not overflow. */
const MOST_MADE = 2 ** 40;

/** Splits a text into what precedes its last digits, the digits, and what follows. */
const NUMBERED = /^([^]*?)(\d{1,15})(\D*)$/;

/** How new identifiers are made. */
type Form = Pick<IdentifierColumn, 'next' | 'width' | 'unused' | 'text' | 'bigint'>;

/**
 * Finds how to make new identifiers that the column does not have: they count up from the greatest
 * number. If all cells are text of one form ("cust-0042", "7/2020"), new identifiers have that form.
 * Otherwise they are the column's name and a number.
 */
export async function inferIdentifier(
  cells: ColumnCells,
  { bigInts, first }: Pick<ColumnSurvey, 'bigInts' | 'first'>,
  reason: string,
): Promise<Form & Pick<IdentifierColumn, 'type' | 'reason'>> {
  const forms = new Forms(cells.name);
  await cells.each((cell) => forms.add(cell));
  const form = first.beyond >= 0 ? forms.beyond() : forms.common();
  const unused = await unusedBelow(cells, form);
  return {
    type: 'identifier',
    reason,
    ...form,
    ...(unused.length > 0 && { unused }),
    ...(forms.numbers && (bigInts || first.beyond >= 0) && { bigint: true }),
  };
}

/** What the cells so far have in common. */
class Forms {
  /** Whether all are numbers or BigInts. */
  numbers = true;
  readonly #named: string;
  #greatest = 0;
  #greatestBeyond = 0n;
  #width: number | undefined;
  #prefix: string | undefined;
  #suffix = '';
  /** The fewest digits; 0 if the texts have no common form. */
  #digits = Infinity;
  #last = 0;
  #lastNamed = 0;

  constructor(column: string) {
    this.#named = `${column || 'row'} `;
  }

  add(cell: NonNullable<Cell>): void {
    if (typeof cell === 'number') this.#greatest = Math.max(this.#greatest, cell);
    else if (typeof cell !== 'bigint') this.numbers = false;
    else if (cell > this.#greatestBeyond) this.#greatestBeyond = cell;
    const match = NUMBERED.exec(String(cell));
    const [, prefix = this.#named, digits = '', suffix = ''] = match ?? [];
    if (this.#prefix === undefined) {
      this.#prefix = prefix;
      this.#suffix = suffix;
      this.#width = digits.length;
    }
    const isSame = match !== null && prefix === this.#prefix && suffix === this.#suffix;
    if (!isSame || digits.length !== this.#width) this.#width = 0;
    if (!isSame || typeof cell !== 'string') this.#digits = 0;
    this.#digits = Math.min(this.#digits, digits.length);
    const number = Number(digits);
    if (isSame) this.#last = Math.max(this.#last, number);
    if (prefix === this.#named && suffix === '')
      this.#lastNamed = Math.max(this.#lastNamed, number);
  }

  common(): Form {
    const prefix = this.#prefix ?? '';
    if (this.numbers && this.#greatest < MAX_NUMBER)
      return { next: Math.floor(this.#greatest) + 1, ...(prefix === '' && this.#fixed) };
    if (this.#digits === 0)
      return { next: this.#lastNamed + 1, text: { prefix: this.#named, digits: 1 } };
    const suffix = this.#suffix && { suffix: this.#suffix };
    return {
      next: this.#last + 1,
      text: { prefix, digits: this.#digits, ...suffix },
      ...this.#fixed,
    };
  }

  /** For BigInts beyond 2^53: counts up from the greatest, in its last digits only. */
  beyond(): Form {
    const digits = MOST_DIGITS;
    if (!this.numbers || this.#greatestBeyond === 0n) return this.common();
    const next = String(this.#greatestBeyond + 1n);
    const [prefix, last] = [next.slice(0, -digits), Number(next.slice(-digits))];
    return last < 10 ** digits - MOST_MADE
      ? { next: last, text: { prefix, digits } }
      : { next: 0, text: { prefix: String(BigInt(prefix) + 1n), digits } };
  }

  get #fixed(): { width?: number } {
    return this.#width ? { width: this.#width } : {};
  }
}

/** The most runs of unused numbers that a schema keeps. */
const MOST_RUNS = 10_000;

/**
 * Unused numbers of the width below the greatest: as many as a table of the same number of rows lacks
 * above it. Takes the longest runs, in ascending order.
 */
async function unusedBelow(
  cells: ColumnCells,
  { next, width, text }: Form,
): Promise<[number, number][]> {
  const lacking = width === undefined ? 0 : cells.rows - (10 ** width - next);
  if (lacking <= 0) return [];
  const numbers = new Float64Array(cells.rows).fill(NaN);
  // Codes without leading zeros must not get any.
  let least = 10 ** (width! - 1);
  await cells.each((cell, row) => {
    const digits = text ? NUMBERED.exec(String(cell))![2]! : String(cell);
    numbers[row] = Number(digits);
    if (digits[0] === '0') least = 1;
  });
  return cells.run(longestRuns(await cells.run(sortedValues(numbers)), least, lacking));
}

function* longestRuns(used: Float64Array, least: number, wanted: number): Work<[number, number][]> {
  const runs: [number, number][] = [];
  let first = least;
  yield* forEach(used.length, 1 << 14, (i) => {
    if (used[i]! > first) runs.push([first, used[i]! - first]);
    first = Math.max(first, used[i]! + 1);
  });
  runs.sort(([a, m], [b, n]) => n - m || a - b);
  let kept = 0;
  for (let count = 0; kept < Math.min(runs.length, MOST_RUNS) && count < wanted; kept++)
    count += runs[kept]![1];
  return runs.slice(0, kept).sort(([a], [b]) => a - b);
}

/** Returns a function that makes identifier number 0, 1, ... */
export function identifierMaker(column: IdentifierColumn): (index: number) => Cell {
  const { next, width, unused = [], text, bigint } = column;
  const above = width === undefined ? Infinity : Math.max(0, 10 ** width - next);
  let below = 0;
  const ends = unused.map(([, count]) => (below += count));
  const numberAt = (index: number) => {
    if (index < above) return next + index;
    const place = index - above;
    if (place >= below) return 10 ** width! + (place - below);
    const run = firstAbove(ends, place);
    return unused[run]![0] + (place - (ends[run - 1] ?? 0));
  };
  if (!text) return numberAt;
  const { prefix, digits, suffix = '' } = text;
  return (index) => {
    const made = prefix + String(numberAt(index)).padStart(digits, '0') + suffix;
    return bigint ? BigInt(made) : made;
  };
}

/**
 * Whether identifier number `index` is a gap. Gaps are as frequent as in the training table.
 * @param place The column's index in the schema, which makes its draws differ from other columns'.
 * @param seed Seed of the draws. If it is undefined, the more frequent case is returned.
 */
export function isIdentifierGap(
  { missing }: IdentifierColumn,
  place: number,
  seed: number | undefined,
  index: number,
): boolean {
  if (seed === undefined) return missing > 0.5;
  return missing > 0 && bits(seed, Purpose.gap, place, index) < missing * 2 ** 32;
}
