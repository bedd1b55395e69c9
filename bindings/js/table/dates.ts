import { isDate, type Cell } from './table-view.js';

const ISO = /^(\d{4}-\d\d-\d\d)(?:([T ])(\d\d:\d\d)(:\d\d)?(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?)?$/;
const ENGLISH = /^([A-Z][a-z]{2}) (\d{1,2}) (\d{4})$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/**
 * Milliseconds since 1970, UTC, of a Date, an ISO date or date-time (without an offset: UTC), or a
 * date such as "Jan 31 2020"; undefined for every other cell, a day that does not exist included.
 */
export function dateOf(cell: Cell): number | undefined {
  if (typeof cell !== 'string') return isDate(cell) ? cell.getTime() : undefined;
  const iso = ISO.exec(cell);
  if (iso) {
    const [, day, , minutes = '00:00', seconds = ':00', fraction = '', zone = ''] = iso;
    if (fraction && !iso[4]) return undefined;
    const text = `${day}T${minutes}${seconds}.${fraction.slice(1, 4).padEnd(3, '0')}Z`;
    return exactly(text, offset(zone));
  }
  const english = ENGLISH.exec(cell);
  const month = english ? MONTHS.indexOf(english[1]!) / 3 + 1 : 0;
  if (!english || !Number.isInteger(month) || month < 1) return undefined;
  return exactly(`${english[3]}-${two(month)}-${two(english[2]!)}T00:00:00.000Z`, 0);
}

/** Engines differ in what they make of February 30. */
function exactly(text: string, shift: number | undefined): number | undefined {
  const time = Date.parse(text);
  if (Number.isNaN(time) || shift === undefined) return undefined;
  return new Date(time).toISOString() === text ? time - shift : undefined;
}

/** In milliseconds, of Z, +02:00 and nothing. */
function offset(zone: string): number | undefined {
  if (zone.length < 6) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (zone[0] === '-' ? -60_000 : 60_000);
}

const two = (value: number | string) => String(value).padStart(2, '0');

/** ISO forms are beginnings of it, then Z, an offset, or nothing. */
const FULL = 'YYYY-MM-DDTHH:MM:SS.mmm';
const FORM = /^(YYYY-MM-DD(?:[T ]HH:MM(?::SS(?:\.mmm)?)?)?)(Z|[+-]\d\d:\d\d)?$/;

/** How a date is written, such as 'YYYY-MM-DDTHH:MM+02:00'; 'Date' for an object. */
export function formOf(cell: Cell): string {
  if (typeof cell !== 'string') return 'Date';
  const iso = ISO.exec(cell);
  if (!iso) return ENGLISH.exec(cell)?.[2]?.length === 1 ? 'Mon D YYYY' : 'Mon DD YYYY';
  const [, , separator, , seconds, fraction, zone = ''] = iso;
  const length = !separator ? 10 : !seconds ? 16 : !fraction ? 19 : 23;
  return FULL.slice(0, length).replace('T', separator ?? 'T') + zone;
}

/** A form that can write what both can. Of two offsets it has neither, but UTC. */
export function commonForm(a: string, b: string): string {
  if (a === b) return a;
  if (a === 'Date' || b === 'Date') return 'Date';
  const isoA = FORM.exec(a);
  const isoB = FORM.exec(b);
  if (!isoA || !isoB) return isoA ? a : isoB ? b : 'Mon D YYYY';
  const [, bodyA = '', zoneA] = isoA;
  const [, bodyB = '', zoneB] = isoB;
  const length = Math.max(bodyA.length, bodyB.length);
  const body = FULL.slice(0, length);
  const spaced = [bodyA, bodyB].every((one) => one.length === 10 || one[10] === ' ');
  const zone = bodyA.length === 10 ? zoneB : bodyB.length === 10 || zoneA === zoneB ? zoneA : 'Z';
  return (spaced ? body.replace('T', ' ') : body) + (zone ?? '');
}

export function isDateForm(form: string): boolean {
  const iso = FORM.exec(form);
  if (iso) return offset(iso[2] ?? '') !== undefined;
  return form === 'Date' || form === 'Mon D YYYY' || form === 'Mon DD YYYY';
}

/** What writes milliseconds since 1970 in a form. */
export function dateWriter(form: string): (time: number) => Date | string {
  if (form === 'Date') return (time) => new Date(time);
  const iso = FORM.exec(form);
  if (!iso)
    return (time) => {
      const date = new Date(time);
      const month = 3 * date.getUTCMonth();
      const day = String(date.getUTCDate()).padStart(form.length - 'Mon  YYYY'.length, '0');
      const year = String(date.getUTCFullYear()).padStart(4, '0');
      return `${MONTHS.slice(month, month + 3)} ${day} ${year}`;
    };
  const [, body = '', zone = ''] = iso;
  const shift = offset(zone)!;
  const separator = body[10] ?? '';
  return (time) => {
    const text = new Date(time + shift).toISOString();
    return text.slice(0, 10) + separator + text.slice(11, Math.max(body.length, 10)) + zone;
  };
}

const STEPS = [86_400_000, 3_600_000, 60_000, 1000, 1];

/** Of a day, an hour, a minute, a second and a millisecond: the largest that divides both. */
export function commonStep(time: number, step: number): number {
  return STEPS.find((candidate) => step % candidate === 0 && time % candidate === 0)!;
}

export const DAY = STEPS[0]!;

/** In milliseconds: no Date is later, nor earlier than its negative, less a day for offsets. */
export const LAST_TIME = 8_640_000_000_000_000 - DAY;
