import type { DateText } from './date-text.js';
import { Tally } from './tally.js';

/**
 * Finds a form that can write the dates of a column with texts in these styles. If styles differ, each
 * part takes its most frequent style, and the time of day is as detailed as in any text. The form does
 * not depend on the order of the texts.
 */
export class CommonDateForm {
  readonly #days = new Tally();
  /** Styles that depend on the order of day and month, which the form must state. */
  readonly #ordered = new Tally();
  readonly #separators = new Tally();
  readonly #hours = new Tally();
  readonly #colons = new Tally();
  readonly #marks = new Tally();
  readonly #halves = new Tally();
  readonly #zones = new Tally();
  #seconds = false;
  #digits = 0;

  add({ ordered, style }: DateText): void {
    const { day, time } = style();
    (ordered ? this.#ordered : this.#days).add(day);
    if (!time) return;
    this.#separators.add(time.separator);
    this.#hours.add(time.hours);
    this.#colons.add(time.colon);
    this.#halves.add(time.half);
    this.#zones.add(time.zone);
    if (time.mark) this.#marks.add(time.mark);
    this.#seconds ||= time.seconds;
    this.#digits = Math.max(this.#digits, time.digits);
  }

  /** Undefined if nothing was added. */
  get form(): string | undefined {
    const day = commonDay(this.#ordered) ?? commonDay(inOneLanguage(this.#days));
    if (day === undefined || this.#separators.size === 0) return day;
    const separator = this.#separators.has('T') ? 'T' : this.#separators.most()!;
    const half = this.#halves.most((item) => item !== '') ?? '';
    const colon = this.#colons.has(':') || day !== 'YYYYMMDD' ? ':' : '';
    const seconds = this.#seconds ? `${colon}SS` : '';
    const fraction = this.#digits ? this.#marks.most()! + 'm'.repeat(this.#digits) : '';
    return (
      day +
      separator +
      this.#hourToken(half) +
      colon +
      'MM' +
      seconds +
      fraction +
      half +
      this.#zone
    );
  }

  /** Short if any is: from 10 on, short and padded numbers are the same. */
  #hourToken(half: string): string {
    const short = this.#hours.items.some((item) => item.length === 1);
    return (half ? 'hh' : 'HH').slice(short ? 1 : 0);
  }

  /** The common offset; UTC if offsets differ. */
  get #zone(): string {
    const zones = this.#zones.items;
    if (zones.length === 1) return zones[0]!;
    const zero = zones[0]!.replace(/\d/g, '0').replace('-', '+');
    const alike = zones.every((zone) => zone.replace(/\d/g, '0').replace('-', '+') === zero);
    return alike && /^ ?\+(00|0000)$/.test(zero) ? zero : 'Z';
  }
}

/** Names such as August and Jan. are the same in English and German; other dates of the column tell. */
function inOneLanguage(days: Tally): Tally {
  if (!days.items.some((day) => /monat|mnt/i.test(day))) return days;
  return days.renamed((day) =>
    day.replace(/month|mon(?!at)/i, (name) => inCase(name, name.length > 3 ? 'Monat' : 'Mnt')),
  );
}

function inCase(like: string, name: string): string {
  if (like === like.toLowerCase()) return name.toLowerCase();
  return like === like.toUpperCase() ? name.toUpperCase() : name;
}

function commonDay(days: Tally): string | undefined {
  const [first, ...others] = days.items;
  if (others.length === 0) return first;
  // If two forms differ only in leading zeros, leave these out.
  const short = days.items.map((day) => day.replace('DD', 'D').replace(/MM(?!\w)/, 'M'));
  if (new Set(short).size === 1) return short[0];
  // "May" is its own abbreviation.
  const long = days.items.map(withWholeNames);
  if (new Set(long).size === 1) return long[0];
  const named = days.items.filter((day) => /mon|mnt/i.test(day)).length;
  if (named === days.size) return days.most();
  const yearFirst = days.items.filter((day) => day.startsWith('YYYY'));
  if (yearFirst.length === 1) return yearFirst[0];
  if (yearFirst.length === 0 && named === 0) return days.most();
  return 'YYYY-MM-DD';
}

const withWholeNames = (day: string) =>
  day
    .replace(/mon(?!th|at)/i, (name) => inCase(name, 'Month'))
    .replace(/mnt/i, (name) => inCase(name, 'Monat'))
    .replace('DD', 'D');
