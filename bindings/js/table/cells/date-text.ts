/**
 * How the texts of a column are read: by the order of day and month in a date such as 01/02/2020, or as
 * times of day without a date, which are those of 1 January 1970.
 */
export type DayOrder = 'day first' | 'month first' | 'time of day';

/** The style of one date: the parts of a form, see date-form.ts. */
export interface DateStyle {
  /** Such as 'YYYY-MM-DD' or 'Mon D, YYYY'; '' for a time of day. */
  readonly day: string;
  /** Absent for a date without a time of day. */
  readonly time?: TimeStyle;
}

export interface TimeStyle {
  /** The text between the day and the hours: 'T', ' '. */
  readonly separator: string;
  /** 'HH' or 'H', and 'hh' or 'h' for 12-hour clocks. */
  readonly hours: string;
  /** The text between hours and minutes: ':', or '' in the basic format of ISO 8601. */
  readonly colon: string;
  readonly seconds: boolean;
  /** '.' or ',' if there is a fraction of a second, and the number of its digits. */
  readonly mark: string;
  readonly digits: number;
  /** ' AM', 'am', or ''. */
  readonly half: string;
  /** 'Z', ' +0200', or '' for none, which is read as UTC. */
  readonly zone: string;
}

export interface DateText {
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  /** Whether the time depends on the order of day and month. */
  readonly ordered: boolean;
  /** Whether the year has only two digits. */
  readonly shortYear: boolean;
  /** Computed on request: most readings need only the time. */
  readonly style: () => DateStyle;
}

// Each ends before the time of day. Years of two digits come last, as people write them.
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d\d?)\2(\d\d?)(?!\d)/;
const YEAR_LAST = /^(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)(?!\d)/;
const DAY_NAME_YEAR =
  /^(?:([A-Z]{3,9})(,? ))?(\d\d?)([-/ ]|\. ?|)([A-ZÄ]{3,9})(\.?)([-/ ]|, |)(\d{4}|\d\d)(?!\d)/i;
const NAME_DAY_YEAR =
  /^(?:([A-Z]{3,9})(,? ))?([A-Z]{3,9})(\.?)([-/ ])(\d\d?)(,? |[-/])(\d{4})(?!\d)/i;
const YEAR_NAME_DAY = /^(\d{4})([-/ ])([A-Z]{3,9})\2(\d\d?)(?!\d)/i;
const TIME =
  /^([Tt: ]|, )(\d\d?)(:?)(\d\d)(?:\3(\d\d)(?:([.,])(\d{1,9}))?)?( ?[AP]M)?( ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/i;

export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];
export const GERMAN_MONTHS = [
  ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September'],
  ...['Oktober', 'November', 'Dezember'],
];
/** Other German names. */
const ALSO_GERMAN: Readonly<Record<string, string>> = {
  ...{ mrz: 'Mär', jänner: 'Januar', jän: 'Jan' },
};
export const WEEKDAYS = [
  ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
];

/**
 * Reads a date as people and programs write it: ISO 8601 in its extended and basic format (with a space
 * or lower-case letters for its T and Z, a comma in seconds, offsets of any length), numbers with
 * slashes, dashes or points, and English or German names of months. Returns undefined for every other text, and
 * for a day that does not exist. Without an offset, the time is UTC.
 * @param order The order of day and month if both are numbers and the year is last. Default: the most
 *   common meaning, month first with slashes (01/31/2020), day first with dashes. With points, the
 *   day is always first.
 */
export function readDate(text: string, order?: DayOrder): DateText | undefined {
  if (order === 'time of day') return readTimeOfDay(text);
  const first = text.charCodeAt(0);
  // Nearly all text that is not a date is rejected here.
  if (text.length < 6 || (first > 57 && !NAME.test(text))) return undefined;
  const day = first <= 57 ? startingWithDigit(text, order) : startingWithName(text);
  if (!day) return undefined;
  const { length, time, ordered, shortYear, written } = day;
  if (length === text.length)
    return { time, ordered, shortYear, style: () => ({ day: written() }) };
  const ofDay = readTime(text.slice(length), day);
  if (!ofDay) return undefined;
  const style = () => ({ day: written(), time: ofDay.style() });
  return { time: time + ofDay.time, ordered, shortYear, style };
}

/** Reads 7:04, 07:04:30, 7:04 PM: all that a date can have after its day, except an offset. */
function readTimeOfDay(text: string): DateText | undefined {
  const found = TIME_OF_DAY.test(text) ? readTime(` ${text}`, { mark: '-' }) : undefined;
  if (!found) return undefined;
  const style = () => ({ day: '', time: { ...found.style(), separator: '' } });
  return { time: found.time, ordered: false, shortYear: false, style };
}

const TIME_OF_DAY = /^\d\d?:[\d:.,]+(?: ?[AP]M)?$/i;

/** Beginnings of months and days of the week. */
const NAME = /^(?:jan|feb|ma[ry]|apr|ju[nl]|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)/i;

interface Day extends Omit<DateText, 'style'> {
  /** The style of the text. */
  readonly length: number;
  /** The text between day, month and year, if they are numbers. */
  readonly mark: string | undefined;
  readonly written: () => string;
}

function startingWithDigit(text: string, order: DayOrder | undefined): Day | undefined {
  let match = YEAR_FIRST.exec(text);
  if (match) {
    const [all, year, mark, month, day] = match as unknown as string[];
    if (mark === '' && all!.length !== 8) return undefined;
    return dayFrom(all!, year!, month!, day!, mark, () => ['YYYY', mark!, 'MM', mark!, 'DD']);
  }
  match = YEAR_LAST.exec(text);
  if (match) {
    const [all, a, mark, b, year] = match as unknown as string[];
    // 1.2.34 is the number of a version or a section.
    if (mark === '.' && year!.length === 2 && all!.length < 8) return undefined;
    const dayFirst = mark === '.' || (order ? order === 'day first' : mark === '-');
    const ordered = mark !== '.';
    return dayFirst
      ? dayFrom(all!, year!, b!, a!, mark, () => ['DD', mark!, 'MM', mark!, 'YYYY'], ordered)
      : dayFrom(all!, year!, a!, b!, mark, () => ['MM', mark!, 'DD', mark!, 'YYYY'], ordered);
  }
  match = DAY_NAME_YEAR.exec(text);
  if (match) return named(match, 3, 5, 8);
  match = YEAR_NAME_DAY.exec(text);
  if (!match) return undefined;
  const [all, year, mark, name, day] = match as unknown as string[];
  const month = monthNamed(name!);
  if (!month) return undefined;
  const parts = () => ['YYYY', mark!, month.token, mark!, 'DD'];
  return dayFrom(all!, year!, month.number, day!, undefined, parts);
}

function startingWithName(text: string): Day | undefined {
  const match = NAME_DAY_YEAR.exec(text);
  if (match) return named(match, 6, 3, 8);
  const weekday = DAY_NAME_YEAR.exec(text);
  return weekday ? named(weekday, 3, 5, 8) : undefined;
}

/** Groups of a match: after a weekday and what follows it, parts and what stands between them. */
function named(match: RegExpExecArray, day: number, name: number, year: number): Day | undefined {
  const [all = '', weekday, comma] = match;
  const month = monthNamed(match[name]!);
  const week = weekday === undefined ? '' : nameToken(weekday, WEEKDAYS, 'Www', 'Weekday')?.token;
  if (!month || week === undefined) return undefined;
  const tokens = new Map([
    [day, 'DD'],
    [name, month.token],
    [year, 'YYYY'],
  ]);
  const parts = () => {
    const others = match.slice(3).map((text, i) => tokens.get(i + 3) ?? text);
    return [week, comma ?? '', ...others];
  };
  return dayFrom(all, match[year]!, month.number, match[day]!, undefined, parts);
}

/** @param pattern Has tokens of full length; the function shortens them as in the text. */
function dayFrom(
  all: string,
  year: string,
  month: string | number,
  day: string,
  mark: string | undefined,
  pattern: () => string[],
  ordered = false,
): Day | undefined {
  const time = dayOf(fullYear(year), Number(month), Number(day));
  if (time === undefined) return undefined;
  const shortYear = year.length === 2;
  const written = () => {
    const short = day.length === 1 || (typeof month === 'string' && month.length === 1);
    const tokens = pattern().map((part) => {
      if (part === 'YYYY' && shortYear) return 'YY';
      return (part === 'DD' || part === 'MM') && short ? part[0]! : part;
    });
    return tokens.join('');
  };
  return { time, ordered, shortYear, length: all.length, mark, written };
}

/** The POSIX rule: from 1969 to 2068. */
function fullYear(year: string): number {
  const number = Number(year);
  return year.length > 2 ? number : number + (number < 69 ? 2000 : 1900);
}

function readTime(
  text: string,
  { mark: dayMark }: Pick<Day, 'mark'>,
): { time: number; style: () => TimeStyle } | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, separator = '', hh = '', colon = '', mm = '', ss, mark = '', digits = ''] = match;
  const half = match[8] ?? '';
  const zone = match[9] ?? '';
  // The basic format has no separators in either date or time. After slashes, a colon may follow.
  if (colon === '' && (dayMark !== '' || hh.length === 1)) return undefined;
  if (separator === ':' && dayMark === '') return undefined;
  const twelve = half !== '';
  let hours = Number(hh);
  if (twelve) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (/p/i.test(half) ? 12 : 0);
  }
  const shift = offsetOf(zone);
  const seconds = Number(ss ?? 0);
  if (shift === undefined || hours > 23 || Number(mm) > 59 || seconds > 59) return undefined;
  const milliseconds = digits ? Number(digits.slice(0, 3).padEnd(3, '0')) : 0;
  return {
    time: ((hours * 60 + Number(mm)) * 60 + seconds) * 1000 + milliseconds - shift,
    style: () => ({
      separator,
      hours: (twelve ? 'hh' : 'HH').slice(0, hh.length),
      colon,
      seconds: ss !== undefined,
      mark,
      digits: digits.length,
      half: half.replace(/.M/, 'AM').replace(/.m/, 'am'),
      zone: zone.trim() === 'z' ? zone : zone.toUpperCase(),
    }),
  };
}

/** Milliseconds of Z, UTC, +02:00, -0530, +01 or no offset; undefined beyond a day. */
export function offsetOf(zone: string): number | undefined {
  const match = zone.length < 3 ? null : /([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  const [hours, minutes] = [Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (match[1] === '-' ? -60_000 : 60_000);
}

function monthNamed(text: string) {
  const name = /^sept$/i.test(text) ? text.slice(0, 3) : text;
  const german = ALSO_GERMAN[text.toLowerCase()];
  const found =
    nameToken(name, MONTHS, 'Mon', 'Month') ??
    nameToken(german ? inCaseOf(text, german) : name, GERMAN_MONTHS, 'Mnt', 'Monat');
  return found && { number: found.place + 1, token: found.token };
}

function inCaseOf(text: string, name: string): string {
  if (text === text.toLowerCase()) return name.toLowerCase();
  return text === text.toUpperCase() ? name.toUpperCase() : name;
}

/** The index of a full or three-letter name in a list, and the token in the same letter case. */
function nameToken(text: string, names: readonly string[], short: string, long: string) {
  const lower = text.toLowerCase();
  const place = names.findIndex((name) => name.slice(0, 3).toLowerCase() === lower.slice(0, 3));
  const name = names[place]?.toLowerCase();
  if (name === undefined || (lower !== name && lower.length !== 3)) return undefined;
  // "May" is its own abbreviation.
  const token = lower.length === 3 ? short : long;
  if (text === lower) return { place, token: token.toLowerCase() };
  return { place, token: text === text.toUpperCase() ? token.toUpperCase() : token };
}

/** Date.UTC() accepts February 30, and reads years below 100 as years after 1900. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (month < 1 || month > 12 || day < 1 || day > days) return undefined;
  return Date.UTC(year + 400, month - 1, day) - FOUR_CENTURIES;
}

export const DAY = 86_400_000;
const FOUR_CENTURIES = 146_097 * DAY;

/** The latest time of a Date in milliseconds, less a day for offsets. Its negative is the earliest. */
export const LAST_TIME = 8_640_000_000_000_000 - DAY;
