import { type DayOrder, readDate } from './date-text.js';

/** Texts that are dates by one order, but not by the other. */
const ORDERED = /^\d\d?[-/]\d\d?[-/]/;

/** Reads the texts of a column as dates, by either order of day and month, and as times of day. */
export class DateTexts {
  readonly #dayFirst = { count: 0, firstOther: -1 };
  readonly #monthFirst = { count: 0, firstOther: -1 };
  readonly #times = { count: 0, firstOther: -1 };
  #slashes = 0;
  /** The least text that is a different day by the other order. */
  #either: string | undefined;
  /** Whether a year has only two digits. */
  shortYears = false;

  /**
   * @param text The trimmed text.
   * @returns Whether it is a date by either order, or a time of day.
   */
  add(text: string, row: number): boolean {
    const dayFirst = readDate(text, 'day first');
    const other = dayFirst ? dayFirst.ordered : ORDERED.test(text);
    const monthFirst = other ? readDate(text, 'month first') : dayFirst;
    count(this.#dayFirst, dayFirst, row);
    count(this.#monthFirst, monthFirst, row);
    const time = dayFirst || monthFirst ? undefined : readDate(text, 'time of day');
    count(this.#times, time, row);
    if (!dayFirst && !monthFirst) return time !== undefined;
    this.shortYears ||= (dayFirst ?? monthFirst)!.shortYear;
    if (!dayFirst || !monthFirst || dayFirst.time === monthFirst.time) return true;
    if (text.includes('/')) this.#slashes++;
    if (this.#either === undefined || text < this.#either) this.#either = text;
    return true;
  }

  /** How more texts are read: by an order, or as times of day. If no text tells, slashes mean month first. */
  get order(): DayOrder {
    if (this.#times.count > Math.max(this.#dayFirst.count, this.#monthFirst.count))
      return 'time of day';
    const difference = this.#dayFirst.count - this.#monthFirst.count;
    if (difference !== 0) return difference > 0 ? 'day first' : 'month first';
    return this.#slashes > 0 ? 'month first' : 'day first';
  }

  /** An ambiguous text, if no text tells the order. */
  get ambiguous(): string | undefined {
    return this.#dayFirst.count === this.#monthFirst.count ? this.#either : undefined;
  }

  /** How many texts are read by this order, and the row of the first that is not; -1 for none. */
  of(order: DayOrder) {
    if (order === 'time of day') return this.#times;
    return order === 'day first' ? this.#dayFirst : this.#monthFirst;
  }
}

function count(found: { count: number; firstOther: number }, date: unknown, row: number): void {
  if (date) found.count++;
  else if (found.firstOther < 0) found.firstOther = row;
}
