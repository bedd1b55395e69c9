import { listed } from '../columns/listed.js';
import type { Note } from '../columns/note.js';
import type { SheetCell } from './sheet-rows.js';

/** Excel counts days from here. */
const DAY_0 = Date.UTC(1899, 11, 30);
/** No data begin so early: before it are times of day, and durations. */
const FIRST_DATE = Date.UTC(1900, 2, 1);

const isTime = (cell: SheetCell): cell is Date =>
  cell instanceof Date && cell.getTime() < FIRST_DATE;

/**
 * Replaces columns of times of day or durations, which are dates near day 0 to Excel, by hours in place.
 * @returns a note if there are any
 */
export function timesAsHours(names: readonly string[], rows: readonly SheetCell[][]): Note[] {
  const times = names.filter((_, column) => {
    const cells = rows.map((row) => row[column]!).filter((cell) => cell !== null);
    if (cells.length === 0 || !cells.every(isTime)) return false;
    for (const row of rows) if (isTime(row[column]!)) row[column] = hoursOf(row[column]);
    return true;
  });
  if (times.length === 0) return [];
  const which = times.length === 1 ? `Column ${times[0]} holds` : `Columns ${listed(times)} hold`;
  return [{ message: `${which} times, which were read as hours: 7:30 is 7.5.` }];
}

function hoursOf(date: Date): number {
  const hours = (date.getTime() - DAY_0) / 36e5;
  return Math.round(hours * 1e6) / 1e6;
}
