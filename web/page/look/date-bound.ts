const DAY = 86_400_000;
const FORM = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?$/;

/**
 * Reads one end of a range of dates, in UTC; null for an empty text.
 * @param end A day alone is its last millisecond at the upper end.
 * @returns ms since 1970.
 * @throws a sentence that says what is wrong with the text
 */
export function dateBound(text: string, end: 'min' | 'max'): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const [, day, time] = FORM.exec(trimmed) ?? [];
  const moment = day === undefined ? NaN : Date.parse(`${day}T${time ?? '00:00'}Z`);
  // Date.parse() takes 31 February for a day of March.
  if (Number.isNaN(moment) || !new Date(moment).toISOString().startsWith(day!))
    throw new Error(`“${trimmed}” is not a date. Enter one such as 2024-01-31.`);
  return end === 'max' && time === undefined ? moment + DAY - 1 : moment;
}

/** A bound as dateBound() reads it: '2024-01-31', or '2024-01-31 12:00'. */
export function dateBoundText(moment: number | null, end: 'min' | 'max'): string {
  if (moment === null) return '';
  const isDay = (moment + (end === 'max' ? 1 : 0)) % DAY === 0;
  const text = new Date(moment).toISOString();
  return isDay ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}
