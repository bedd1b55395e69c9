import { readDate } from './date-text.js';

const YEARS = [19_000_101, 20_991_231] as const;
/** Fewer different days may be chance, or number the rows of a month. */
const FEWEST = { days: 3, months: 2 };

/**
 * Whether the whole numbers of a column are days, such as 20201231. They are if all of them are days
 * that exist, from 1900 to 2099, with at least three different days in at least two months. Of other
 * numbers of eight digits, only a few in a hundred are days.
 */
export class CalendarDays {
  /** Days among the numbers. */
  count = 0;
  readonly #days = new Set<number>();
  readonly #months = new Set<number>();

  add(number: number): void {
    if (!(number >= YEARS[0] && number <= YEARS[1]) || !Number.isInteger(number)) return;
    if (!readDate(String(number))) return;
    this.count++;
    if (this.#days.size < FEWEST.days) this.#days.add(number);
    this.#months.add(Math.floor(number / 100));
  }

  /** @param numbers The number of numbers in the column. */
  areAll(numbers: number): boolean {
    const enough = this.#days.size >= FEWEST.days && this.#months.size >= FEWEST.months;
    return this.count === numbers && enough;
  }
}
