import { distinctNames } from '../columns/column-names.js';
import { counted } from '../columns/counted.js';
import type { Note } from '../columns/note.js';
import type { ReadingOptions } from '../reading-options.js';
import { endOfRows, firstRow, tableWidth, totalsAtEnd } from './sheet-bounds.js';
import { columnNames, holdsNames } from './sheet-names.js';
import { filled, firstText, isEmpty, type SheetRow } from './sheet-rows.js';
import { timesAsHours } from './sheet-times.js';

/** How a sheet is read; rows are counted as text files count lines. */
export type SheetOptions = Pick<ReadingOptions, 'headerRows' | 'skipTop' | 'skipBottom'>;

export interface SheetTable {
  readonly names: readonly string[];
  readonly rows: readonly SheetRow[];
  readonly headerRows: 0 | 1 | 2;
  readonly notes: readonly Note[];
}

/**
 * The table of a sheet: without the titles above it, empty rows and columns, and remarks and totals below it;
 * null if there is none.
 */
export function sheetTable(sheet: readonly SheetRow[], options: SheetOptions): SheetTable | null {
  const width = tableWidth(sheet);
  if (width === 0) return null;
  const first = options.skipTop ?? firstRow(sheet, width, options.headerRows);
  const below = sheet.slice(first);
  const headerRows = options.headerRows ?? (holdsNames(below[0] ?? []) ? 1 : 0);
  const body = below.slice(headerRows);
  const end = endOfRows(body, width);
  const all = body.slice(0, end).filter((row) => filled(row) > 0);
  const bottom = options.skipBottom ?? totalsAtEnd(all, width);
  const rows = all.slice(0, Math.max(0, all.length - bottom));
  if (rows.length === 0) return null;
  const widest = below.reduce((most, row) => Math.max(most, row.length), 0);
  const given = columnNames(below.slice(0, headerRows), widest);
  const used = [...given.keys()].filter(
    (column) => given[column] !== '' || rows.some((row) => !isEmpty(row[column])),
  );
  const { names, notes } =
    headerRows > 0
      ? distinctNames(used.map((column) => given[column]!))
      : { names: used.map((_, index) => `${index + 1}`), notes: [] };
  const cells = rows.map((row) => used.map((column) => row[column] ?? null));
  const about = [
    ...titleNotes(sheet, first, options),
    ...(headerRows === 0 && options.headerRows === undefined ? [NO_NAMES] : []),
    ...notes,
    ...remarkNotes(body, end),
    ...(options.skipBottom === undefined ? totalNotes(all.slice(rows.length)) : []),
    ...timesAsHours(names, cells),
  ];
  return { names, rows: cells, headerRows, notes: about };
}

const NO_NAMES: Note = {
  message: 'The first row was read as a row because it holds values, so the columns are numbered.',
};

function titleNotes(sheet: readonly SheetRow[], first: number, { skipTop }: SheetOptions): Note[] {
  const titles = sheet.slice(0, first).filter((row) => filled(row) > 0);
  if (skipTop !== undefined || titles.length === 0) return [];
  const text = firstText(titles[0]!);
  const message =
    titles.length === 1
      ? `The row above the table was skipped: “${text}”.`
      : `The ${titles.length} rows above the table were skipped; the first is “${text}”.`;
  return [{ message }];
}

function remarkNotes(body: readonly SheetRow[], end: number): Note[] {
  const [remark] = body.slice(end).filter((row) => filled(row) > 0);
  const empty = body.slice(0, end).filter((row) => filled(row) === 0).length;
  const message = `${counted(empty, 'empty row')} ${empty === 1 ? 'was' : 'were'} skipped.`;
  return [
    ...(remark ? [{ message: `Text below the table was skipped: “${firstText(remark)}”.` }] : []),
    ...(empty > 0 ? [{ message }] : []),
  ];
}

function totalNotes(totals: readonly SheetRow[]): Note[] {
  if (totals.length === 0) return [];
  const rows = counted(totals.length, 'row');
  const were = totals.length === 1 ? 'was' : 'were';
  const message = `${rows} of totals at the end ${were} skipped: “${firstText(totals[0]!)}”.`;
  return [{ message }];
}
