import type { ReadingOptions } from '../reading-options.js';
import type { Cell } from 'vae1';
import { distinctNames } from '../columns/column-names.js';
import { counted } from '../columns/counted.js';
import { listed, shortened } from '../columns/listed.js';
import type { Note } from '../columns/note.js';

/** A cell of a sheet; null is an empty one. */
export type SheetCell = string | number | boolean | Date | null;
export type SheetRow = readonly SheetCell[];

/** How a sheet is read. `skipTop`: rows above the table. */
export type SheetOptions = Pick<ReadingOptions, 'headerRows' | 'skipTop'>;

export interface SheetTable {
  readonly names: readonly string[];
  readonly rows: readonly SheetRow[];
  readonly notes: readonly Note[];
}

/** Rows that show how wide a table is. */
const SAMPLE = 200;
/** Excel counts days from here. */
const DAY_0 = Date.UTC(1899, 11, 30);
/** No data begin so early: before it are times of day, and durations. */
const FIRST_DATE = Date.UTC(1900, 2, 1);

/**
 * The table of a sheet: without the titles above it, empty rows and columns, and remarks below it; null if
 * there is none.
 */
export function sheetTable(sheet: readonly SheetRow[], options: SheetOptions): SheetTable | null {
  const width = tableWidth(sheet);
  if (width === 0) return null;
  const first = options.skipTop ?? firstRow(sheet, width);
  const below = sheet.slice(first);
  const headerRows = options.headerRows ?? Number(hasNames(below));
  const body = below.slice(headerRows);
  const end = endOf(body, width);
  const rows = body.slice(0, end).filter((row) => filled(row) > 0);
  if (rows.length === 0) return null;
  const widest = below.reduce((most, row) => Math.max(most, row.length), 0);
  const given = namesOf(below.slice(0, headerRows), widest);
  const used = Array.from({ length: widest }, (_, column) => column).filter(
    (column) => given[column] !== '' || rows.some((row) => !isEmpty(row[column])),
  );
  const { names, notes } =
    headerRows > 0
      ? distinctNames(used.map((column) => given[column]!))
      : { names: used.map((_, index) => `${index + 1}`), notes: [] };
  const cells = rows.map((row) => used.map((column) => row[column] ?? null));
  const about = [
    ...titleNotes(sheet, first, options),
    ...(headerRows > 0 ? [] : [noNamesNote(options)]).flat(),
    ...notes,
    ...remarkNotes(body, end),
  ];
  return { names, rows: cells, notes: [...about, ...timeNotes(names, cells)] };
}

const isEmpty = (cell: SheetCell | undefined): cell is null | undefined | '' =>
  cell === null || cell === undefined || cell === '';

function filled(row: SheetRow): number {
  return row.reduce<number>((count, cell) => count + Number(!isEmpty(cell)), 0);
}

/** The most cells that a row has, among those at the sheet's beginning that are not empty. */
function tableWidth(sheet: readonly SheetRow[]): number {
  const some = sheet.filter((row) => filled(row) > 0).slice(0, SAMPLE);
  return some.reduce((most, row) => Math.max(most, filled(row)), 0);
}

/** The first row that is at least half as wide as the table: above it are titles. */
function firstRow(sheet: readonly SheetRow[], width: number): number {
  return sheet.findIndex((row) => filled(row) >= Math.max(1, Math.min(2, width), width / 2));
}

/** Whether the first row holds names: only text, or text and years, such as 2019 and 2020. */
function hasNames([first = []]: readonly SheetRow[]): boolean {
  const cells = first.filter((cell) => !isEmpty(cell));
  const isYear = (cell: SheetCell) =>
    typeof cell === 'number' && Number.isInteger(cell) && cell >= 1900 && cell < 2100;
  return (
    cells.some((cell) => typeof cell === 'string') &&
    cells.every((cell) => typeof cell === 'string' || isYear(cell))
  );
}

/** Where remarks begin that stand below the table, after an empty row; the length if there are none. */
function endOf(body: readonly SheetRow[], width: number): number {
  if (width < 3) return body.length;
  let end = body.length;
  while (end > 0 && filled(body[end - 1]!) <= 1) --end;
  const rest = body.slice(end);
  const gap = rest.findIndex((row) => filled(row) === 0);
  return gap < 0 ? body.length : end + gap;
}

/** The names of columns from the rows that hold them. Of several, an upper one spans those to its right. */
function namesOf(rows: readonly SheetRow[], width: number): string[] {
  const text = (cell: SheetCell | undefined) => (isEmpty(cell) ? '' : nameText(cell));
  const spread = rows.map((row, index) => {
    let last = '';
    return Array.from({ length: width }, (_, column) => {
      const own = text(row[column]);
      if (index === rows.length - 1) return own;
      return (last = own || last);
    });
  });
  return Array.from({ length: width }, (_, column) =>
    spread
      .map((row) => row[column]!)
      .filter((part) => part !== '')
      .join(' '),
  );
}

function nameText(cell: SheetCell): string {
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : `${cell}`.trim();
}

function titleNotes(sheet: readonly SheetRow[], first: number, { skipTop }: SheetOptions): Note[] {
  const titles = sheet.slice(0, first).filter((row) => filled(row) > 0);
  if (skipTop !== undefined || titles.length === 0) return [];
  const text = shortened(nameText(titles[0]!.find((cell) => !isEmpty(cell))!));
  return [
    {
      message:
        titles.length === 1
          ? `The row above the table was skipped: “${text}”.`
          : `The ${titles.length} rows above the table were skipped; the first is “${text}”.`,
    },
  ];
}

function noNamesNote({ headerRows }: SheetOptions): Note[] {
  if (headerRows !== undefined) return [];
  const message =
    'The first row was read as a row because it holds values, so the columns are numbered.';
  return [{ message }];
}

function remarkNotes(body: readonly SheetRow[], end: number): Note[] {
  const remarks = body.slice(end).filter((row) => filled(row) > 0);
  const notes: Note[] = [];
  if (remarks.length > 0) {
    const text = shortened(nameText(remarks[0]!.find((cell) => !isEmpty(cell))!));
    notes.push({ message: `Text below the table was skipped: “${text}”.` });
  }
  const empty = body.slice(0, end).filter((row) => filled(row) === 0).length;
  if (empty > 0) {
    const were = empty === 1 ? 'was' : 'were';
    notes.push({ message: `${counted(empty, 'empty row')} ${were} skipped.` });
  }
  return notes;
}

/** A time of day or a duration is a date near day 0 to Excel. As hours it is a number. */
function timeNotes(names: readonly string[], rows: SheetCell[][]): Note[] {
  const times = names.filter((_, column) => {
    const cells = rows.map((row) => row[column]!).filter((cell) => cell !== null);
    return cells.length > 0 && cells.every((cell) => cell instanceof Date && isTime(cell));
  });
  for (const name of times) {
    const column = names.indexOf(name);
    for (const row of rows) if (row[column] instanceof Date) row[column] = hoursOf(row[column]);
  }
  if (times.length === 0) return [];
  const which = times.length === 1 ? `Column ${times[0]} holds` : `Columns ${listed(times)} hold`;
  return [{ message: `${which} times, which were read as hours: 7:30 is 7.5.` }];
}

const isTime = (date: Date) => date.getTime() < FIRST_DATE;

function hoursOf(date: Date): number {
  const hours = (date.getTime() - DAY_0) / 36e5;
  return Math.round(hours * 1e6) / 1e6;
}

/** Rows as columns of cells. */
export function columnsOf(rows: readonly SheetRow[], width: number): Cell[][] {
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column]! as Cell));
}
