// How the dates of a column are written, as one text: 'YYYY-MM-DDTHH:MM:SS.mmmZ', 'Mon D, YYYY'.
import { type DayOrder, LAST_TIME, MONTHS, offsetOf, readDate, WEEKDAYS } from './date-text.js';

/** Numbers that count from 1970 on, UTC: how many milliseconds one is. */
const COUNTED: Readonly<Record<string, number>> = { milliseconds: 1, seconds: 1000 };

/** Dates that are numbers by their look, rather than numbers that count. */
export const DIGITS = 'YYYYMMDD';

/** Of a form: a token, or what stands between tokens. MM after the hours are minutes. */
const PART =
  /YYYY|YY|MONTH|Month|month|MON|Mon|mon|WEEKDAY|Weekday|weekday|WWW|Www|www|MM?|DD?|HH?|hh?|SS|m+|AM|am|Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?|[^]/g;

interface Moment {
  readonly date: Date;
  /** Its milliseconds, of three digits. */
  readonly fraction: string;
}

type Write = (moment: Moment) => string;

const padded =
  (digits: number, number: (date: Date) => number): Write =>
  ({ date }) =>
    String(number(date)).padStart(digits, '0');
const year = (date: Date) => date.getUTCFullYear();
const month = (date: Date) => date.getUTCMonth() + 1;
const day = (date: Date) => date.getUTCDate();
const hour = (date: Date) => date.getUTCHours();
const twelve = (date: Date) => ((date.getUTCHours() + 11) % 12) + 1;

const TOKENS: Readonly<Record<string, Write>> = {
  YYYY: padded(4, year),
  YY: padded(2, (date) => ((year(date) % 100) + 100) % 100),
  MM: padded(2, month),
  M: padded(1, month),
  DD: padded(2, day),
  D: padded(1, day),
  HH: padded(2, hour),
  H: padded(1, hour),
  hh: padded(2, twelve),
  h: padded(1, twelve),
  SS: padded(2, (date) => date.getUTCSeconds()),
};
const minutes = padded(2, (date) => date.getUTCMinutes());

/** Tokens of names, by their letters in small. */
const NAMES: Readonly<Record<string, (date: Date) => string>> = {
  month: (date) => MONTHS[date.getUTCMonth()]!,
  mon: (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  weekday: (date) => WEEKDAYS[date.getUTCDay()]!,
  www: (date) => WEEKDAYS[date.getUTCDay()]!.slice(0, 3),
  am: (date) => (hour(date) < 12 ? 'AM' : 'PM'),
};

function writerOf(token: string): Write | undefined {
  const write = TOKENS[token];
  if (write) return write;
  if (/^m+$/.test(token))
    return ({ fraction }) => fraction.slice(0, token.length).padEnd(token.length, '0');
  const lower = token.toLowerCase();
  const name = NAMES[lower];
  if (!name) return undefined;
  if (token === lower) return ({ date }) => name(date).toLowerCase();
  return token === token.toUpperCase()
    ? ({ date }) => name(date).toUpperCase()
    : ({ date }) => name(date);
}

/** What writes milliseconds since 1970 as text in a form other than 'Date'. */
export function dateTextWriter(form: string): (time: number) => string {
  const unit = COUNTED[form];
  if (unit !== undefined) return (time) => String(time / unit);
  let inTime = false;
  const parts = (form.match(PART) ?? []).map((part): Write => {
    if (part === 'MM' && inTime) return minutes;
    inTime ||= /^h/i.test(part);
    return writerOf(part) ?? (() => part);
  });
  const shift = offsetOf(form);
  return (time) => {
    const date = new Date(time + (shift ?? 0));
    const fraction = String(date.getUTCMilliseconds()).padStart(3, '0');
    const moment = { date, fraction };
    return parts.map((write) => write(moment)).join('');
  };
}

/** The finest step that a form can write, in milliseconds. */
export function stepOf(form: string): number {
  const digits = form.match(PART)?.find((part) => /^m+$/.test(part))?.length ?? 3;
  return form in COUNTED ? 1 : 10 ** Math.max(0, 3 - digits);
}

const SAMPLES = [-86_400_000 * 250, 951_782_400_000 + 86_400_000 * 40];

/** Whether a date can be read that the form has written: anything else is no form. */
export function isDateForm(form: string): boolean {
  if (form === 'Date' || COUNTED[form] !== undefined) return true;
  const write = dateTextWriter(form);
  const read = dateTextReader(form);
  return form.length < 64 && SAMPLES.every((time) => read(write(time)) === time);
}

/** What reads the text of a date in a column of a form: milliseconds since 1970. */
export function dateTextReader(form: string): (text: string) => number | undefined {
  const ofNumber = COUNTED[form] === undefined ? undefined : dateNumberReader(form);
  const order = orderOf(form);
  return (text) => {
    const trimmed = text.trim();
    if (ofNumber && /^-?\d{1,15}(\.\d+)?$/.test(trimmed)) return ofNumber(Number(trimmed));
    return readDate(trimmed, order)?.time;
  };
}

/** Of dates that are numbers; the same of text is left to dateTextReader(). */
export function dateNumberReader(form: string): (number: number) => number | undefined {
  const unit = COUNTED[form];
  if (unit !== undefined)
    return (number) => {
      const time = Math.round(number * unit) + 0;
      return Math.abs(time) <= LAST_TIME ? time : undefined;
    };
  return (number) => (form === DIGITS ? readDate(String(number), 'day first')?.time : undefined);
}

/** Which is first, the day or the month, in a form that says it. */
export function orderOf(form: string): DayOrder | undefined {
  if (/^DD?[-/]MM?\b/.test(form)) return 'day first';
  return /^MM?[-/]/.test(form) ? 'month first' : undefined;
}
