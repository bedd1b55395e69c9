// The form of a column's dates, as a text: 'YYYY-MM-DDTHH:MM:SS.mmmZ', 'Mon D, YYYY'.
import {
  DAY,
  type DayOrder,
  GERMAN_MONTHS,
  LAST_TIME,
  MONTHS,
  offsetOf,
  readDate,
  WEEKDAYS,
} from './date-text.js';

/** Forms of numbers that count from 1970, UTC, with the milliseconds of their unit. */
const COUNTED: Readonly<Record<string, number>> = { milliseconds: 1, seconds: 1000 };

/** Dates written as numbers, rather than numbers that count. */
export const DIGITS = 'YYYYMMDD';

/** Matches a token of a form, or the text between tokens. After the hours, MM means minutes. */
const PART =
  /YYYY|YY|MONTH|Month|month|MONAT|Monat|monat|MON|Mon|mon|MNT|Mnt|mnt|WEEKDAY|Weekday|weekday|WWW|Www|www|MM?|DD?|HH?|hh?|SS|m+|AM|am|Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?|[^]/g;

interface Moment {
  readonly date: Date;
  /** Three digits of milliseconds. */
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

/** Tokens of names, by their lower-case letters. */
const NAMES: Readonly<Record<string, (date: Date) => string>> = {
  month: (date) => MONTHS[date.getUTCMonth()]!,
  mon: (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  monat: (date) => GERMAN_MONTHS[date.getUTCMonth()]!,
  mnt: (date) => GERMAN_MONTHS[date.getUTCMonth()]!.slice(0, 3),
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

/** Returns a function that writes milliseconds since 1970 as text in a form other than 'Date'. */
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

const SAMPLES = [-DAY * 250, 951_782_400_000 + DAY * 40];
/** 0:00 and 12:34. */
const TIMES = [0, 45_240_000];

/** Whether it is the form of times of day, without a date. */
export function isTimeForm(form: string): boolean {
  return /^[Hh]/.test(form);
}

/** Whether the text is a form: dates that it writes must be readable. */
export function isDateForm(form: string): boolean {
  if (form === 'Date' || COUNTED[form] !== undefined) return true;
  const write = dateTextWriter(form);
  const read = dateTextReader(form);
  return (
    form.length < 64 &&
    (isTimeForm(form) ? TIMES : SAMPLES).every((time) => read(write(time)) === time)
  );
}

/** Returns a function that reads the text of a date in this form as milliseconds since 1970. */
export function dateTextReader(form: string): (text: string) => number | undefined {
  const ofNumber = COUNTED[form] === undefined ? undefined : dateNumberReader(form);
  const order = orderOf(form);
  return (text) => {
    const trimmed = text.trim();
    if (ofNumber && /^-?\d{1,15}(\.\d+)?$/.test(trimmed)) return ofNumber(Number(trimmed));
    return readDate(trimmed, order)?.time;
  };
}

/** Reads dates that are numbers; dateTextReader() reads the same as text. */
export function dateNumberReader(form: string): (number: number) => number | undefined {
  const unit = COUNTED[form];
  if (unit !== undefined)
    return (number) => {
      const time = Math.round(number * unit) + 0;
      return Math.abs(time) <= LAST_TIME ? time : undefined;
    };
  return (number) => (form === DIGITS ? readDate(String(number), 'day first')?.time : undefined);
}

/** The order of day and month, if the form states it; or that there is no day. */
export function orderOf(form: string): DayOrder | undefined {
  if (isTimeForm(form)) return 'time of day';
  if (/^DD?[-/]MM?\b/.test(form)) return 'day first';
  return /^MM?[-/]/.test(form) ? 'month first' : undefined;
}
