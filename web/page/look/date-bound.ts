import type { WishColumn } from '../../contract/index.js';

const DAY = 86_400_000;
const ISO = 'YYYY-MM-DD';
/** Forms of days in numbers: 'DD.MM.YYYY', 'M/D/YY', 'YYYYMMDD'. Others are typed in ISO 8601. */
const IN_NUMBERS = /^(YYYY|YY|MM?|DD?)([-/.]?)(YYYY|YY|MM?|DD?)\2(YYYY|YY|MM?|DD?)$/;
/** The part of a form after the day, as in 'DD.MM.YYYY HH:MM'. */
const TIME_OF_FORM = /[Tt ,:]+(?:HH?|hh?):?MM.*$/;
const TIME = /^(?:[T ](\d\d:\d\d(?::\d\d)?))?$/;
/** An example in messages. */
const SOME_DAY = Date.UTC(2024, 0, 31);

type Dates = Pick<WishColumn, 'form' | 'whole'>;

/**
 * Reads one end of a range of dates, in UTC, in ISO 8601 or as the column's file has them; null for an
 * empty text.
 * @param end A day alone is its last millisecond at the upper end.
 * @returns ms since 1970.
 * @throws a sentence that says what is wrong with the text
 */
export function dateBound(
  text: string,
  end: 'min' | 'max',
  { form }: Pick<Dates, 'form'>,
): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (isTimeForm(form)) return timeBound(trimmed);
  const day = dayForm(form);
  const date = readDate(trimmed, day) ?? readDate(trimmed, ISO);
  if (!date)
    throw new Error(`“${trimmed}” is not a date. Enter one such as ${dayText(SOME_DAY, day)}.`);
  return end === 'max' && !date.hasTime ? date.time + DAY - 1 : date.time;
}

/** A bound as dateBound() reads it: '2024-01-31', or '2024-01-31 12:00'; with the day as in the file. */
export function dateBoundText(
  moment: number | null,
  end: 'min' | 'max',
  { form, whole }: Dates = { whole: false },
): string {
  if (moment === null) return '';
  if (isTimeForm(form))
    return new Date(moment).toISOString().slice(11, moment % 60_000 === 0 ? 16 : 19);
  const isDay = (moment + (end === 'max' ? 1 : 0)) % DAY === 0 || (whole && moment % DAY === 0);
  const day = dayText(moment, dayForm(form));
  if (isDay) return day;
  const time = new Date(moment).toISOString().slice(11, moment % 60_000 === 0 ? 16 : 19);
  return `${day} ${time}`;
}

/** Whether the dates are times of day: those of 1 January 1970. */
const isTimeForm = (form = '') => /^h/i.test(form);

function timeBound(text: string): number {
  const time = /^\d\d?:\d\d(?::\d\d)?$/.test(text)
    ? Date.parse(`1970-01-01T${text.padStart(text.length > 5 ? 8 : 5, '0')}Z`)
    : NaN;
  if (Number.isNaN(time))
    throw new Error(`“${text}” is not a time of day. Enter one such as 07:30.`);
  return time;
}

/** The form of the day alone. */
function dayForm(form = ISO): string {
  const day = form.replace(TIME_OF_FORM, '');
  return IN_NUMBERS.test(day) ? day : ISO;
}

function dayText(moment: number, day: string): string {
  const [year = '', month = '', date = ''] = new Date(moment).toISOString().split(/-|T/);
  const parts: Readonly<Record<string, string>> = {
    ...{ YYYY: year, YY: year.slice(-2), MM: month, DD: date },
    ...{ M: String(Number(month)), D: String(Number(date)) },
  };
  return day.replaceAll(/YYYY|YY|MM?|DD?/g, (part) => parts[part]!);
}

/** Reads a day in this form, and a time of day after it; undefined for other texts. */
function readDate(text: string, day: string): { time: number; hasTime: boolean } | undefined {
  const [, first = '', mark = '', second = '', third = ''] = IN_NUMBERS.exec(day)!;
  const digits = (part: string) =>
    part.startsWith('Y') ? `(\\d{${part.length}})` : mark && day !== ISO ? '(\\d\\d?)' : '(\\d\\d)';
  const form = [first, second, third].map(digits).join(mark === '.' ? '\\.' : mark);
  const match = new RegExp(`^${form}(?!\\d)`).exec(text);
  const ofDay = match && TIME.exec(text.slice(match[0].length));
  if (!ofDay) return undefined;
  const numbers = Object.fromEntries(
    [first, second, third].map((part, place) => [part[0]!, match[place + 1]!]),
  );
  const iso = [
    fullYear(numbers['Y']!),
    numbers['M']!.padStart(2, '0'),
    numbers['D']!.padStart(2, '0'),
  ];
  const time = Date.parse(`${iso.join('-')}T${ofDay[1] ?? '00:00'}Z`);
  // Date.parse() takes 31 February for a day of March.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso.join('-')))
    return undefined;
  return { time, hasTime: ofDay[1] !== undefined };
}

/** Of two digits, from 1969 to 2068, as the library reads them. */
function fullYear(year: string): string {
  if (year.length > 2) return year;
  return (Number(year) < 69 ? '20' : '19') + year;
}
