import { isDate, type Cell } from './table-view.js';

/** ISO 8601, also with a space for its T and with slashes; no offset: UTC. */
const ISO =
  /^(\d{4})([-/])(\d\d)\2(\d\d)(?:([T ])(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/;
const ENGLISH = /^([A-Z][a-z]{2}) (\d{1,2}) (\d{4})$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/**
 * Milliseconds since 1970, UTC, of a Date, a text such as '2020-01-31', '2020-01-31T23:59:59Z' (in
 * all its forms, see formOf()), 'Jan 31 2020' or '31.01.2020'; undefined for every other cell, and for a day that
 * does not exist.
 */
export function dateOf(cell: Cell): number | undefined {
  if (typeof cell !== 'string') return isDate(cell) ? cell.getTime() : undefined;
  const iso = ISO.exec(cell);
  if (iso) {
    const day = dayOf(Number(iso[1]), Number(iso[3]), Number(iso[4]));
    const [hours, minutes, seconds] = [
      Number(iso[6] ?? 0),
      Number(iso[7] ?? 0),
      Number(iso[8] ?? 0),
    ];
    const shift = offset(iso[10] ?? '');
    if (day === undefined || shift === undefined || hours > 23 || minutes > 59 || seconds > 59)
      return undefined;
    const milliseconds = iso[9] ? Number(iso[9].slice(0, 3).padEnd(3, '0')) : 0;
    return day + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds - shift;
  }
  const dotted = DOTTED.exec(cell);
  if (dotted) return dayOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const english = ENGLISH.exec(cell);
  if (!english) return undefined;
  const month = MONTHS.indexOf(english[1]!) / 3 + 1;
  return Number.isInteger(month) ? dayOf(Number(english[3]), month, Number(english[2])) : undefined;
}

/** Date.UTC() takes February 30, and years below 100 for those after 1900. */
function dayOf(year: number, month: number, day: number): number | undefined {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (month < 1 || month > 12 || day < 1 || day > days) return undefined;
  return Date.UTC(year + 400, month - 1, day) - FOUR_CENTURIES;
}

export const DAY = 86_400_000;
const FOUR_CENTURIES = 146_097 * DAY;

/** In milliseconds: no Date is later, nor earlier than its negative, less a day for offsets. */
export const LAST_TIME = 8_640_000_000_000_000 - DAY;

/** In milliseconds, of Z, +02:00 and nothing. */
function offset(zone: string): number | undefined {
  if (zone.length < 6) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (zone[0] === '-' ? -60_000 : 60_000);
}

/** ISO forms are beginnings of it, then Z, an offset, or nothing. */
const FULL = 'YYYY-MM-DDTHH:MM:SS.mmm';
const FORM = /^(YYYY([-/])MM\2DD(?:[T ]HH:MM(?::SS(?:\.mmm)?)?)?)(Z|[+-]\d\d:\d\d)?$/;

/** A form's body of a length, with the separators that it shares with another one. */
function bodyOf(length: number, dash = '-', separator = 'T'): string {
  return FULL.slice(0, length).replaceAll('-', dash).replace('T', separator);
}

/** How a date is written, such as 'YYYY-MM-DDTHH:MM+02:00'; 'Date' for an object. */
export function formOf(cell: Cell): string {
  if (typeof cell !== 'string') return 'Date';
  const iso = ISO.exec(cell);
  const dotted = DOTTED.exec(cell);
  if (dotted) return dotted[1]!.length + dotted[2]!.length < 4 ? 'D.M.YYYY' : 'DD.MM.YYYY';
  if (!iso) return ENGLISH.exec(cell)?.[2]?.length === 1 ? 'Mon D YYYY' : 'Mon DD YYYY';
  const length = !iso[5] ? 10 : !iso[8] ? 16 : !iso[9] ? 19 : 23;
  return bodyOf(length, iso[2], iso[5]) + (iso[10] ?? '');
}

/** A form that can write what both can. Of two offsets it has neither, but UTC. */
export function commonForm(a: string, b: string): string {
  if (a === b) return a;
  if (a === 'Date' || b === 'Date') return 'Date';
  const isoA = FORM.exec(a);
  const isoB = FORM.exec(b);
  if (!isoA || !isoB) {
    if (isoA || isoB) return isoA ? a : b;
    if (a.startsWith('Mon') !== b.startsWith('Mon')) return bodyOf(10);
    return a.startsWith('Mon') ? 'Mon D YYYY' : 'D.M.YYYY';
  }
  const [, bodyA = '', dashA, zoneA] = isoA;
  const [, bodyB = '', dashB, zoneB] = isoB;
  const length = Math.max(bodyA.length, bodyB.length);
  const spaced = !bodyA.includes('T') && !bodyB.includes('T');
  const body = bodyOf(length, dashA === dashB ? dashA : '-', spaced ? ' ' : 'T');
  if (bodyA.length === 10) return body + (zoneB ?? '');
  return body + ((bodyB.length === 10 || zoneA === zoneB ? zoneA : 'Z') ?? '');
}

export function isDateForm(form: string): boolean {
  const iso = FORM.exec(form);
  if (iso) return offset(iso[3] ?? '') !== undefined;
  return ['Date', 'Mon D YYYY', 'Mon DD YYYY', 'D.M.YYYY', 'DD.MM.YYYY'].includes(form);
}

/** What writes milliseconds since 1970 in a form. */
export function dateWriter(form: string): (time: number) => Date | string {
  if (form === 'Date') return (time) => new Date(time);
  const iso = FORM.exec(form);
  if (!iso)
    return (time) => {
      const date = new Date(time);
      const digits = form.includes('DD') ? 2 : 1;
      const day = String(date.getUTCDate()).padStart(digits, '0');
      const month = date.getUTCMonth();
      const year = String(date.getUTCFullYear()).padStart(4, '0');
      return form.startsWith('Mon')
        ? `${MONTHS.slice(3 * month, 3 * month + 3)} ${day} ${year}`
        : `${day}.${String(month + 1).padStart(digits, '0')}.${year}`;
    };
  const [, body = '', dash = '-', zone = ''] = iso;
  const shift = offset(zone)!;
  const length = body.length;
  const separator = body[10] ?? '';
  return (time) => {
    const text = new Date(time + shift).toISOString();
    const day = dash === '-' ? text.slice(0, 10) : text.slice(0, 10).replaceAll('-', dash);
    return length === 10 ? day + zone : day + separator + text.slice(11, length) + zone;
  };
}

const STEPS = [DAY, 3_600_000, 60_000, 1000, 1];

/** Of a day, an hour, a minute, a second and a millisecond: the largest that divides both. */
export function commonStep(time: number, step: number): number {
  return STEPS.find((candidate) => step % candidate === 0 && time % candidate === 0)!;
}
