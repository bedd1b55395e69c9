import type { Note } from '../columns/note.js';
import { listed } from '../columns/listed.js';
import type { ReadingOptions } from '../reading-options.js';
import { findDelimiter, statedDelimiter } from './find-delimiter.js';
import { findHeader, isValue } from './find-header.js';
import { findQuote } from './find-quote.js';
import { findTop } from './find-top.js';
import { headerNames } from './header-names.js';
import { type Cutting, firstRecords } from './records.js';
import { commonWidth, filledCells, isBlank } from './widths.js';

/** How the text of a CSV file is arranged. */
export interface CsvLayout extends Cutting {
  readonly headerRows: 0 | 1 | 2;
  readonly names: readonly string[];
  /** Whether the first line was taken for column names, unless the options said so; lines skipped. */
  readonly headerNotes: readonly Note[];
  /** Which names are not those of the file. */
  readonly nameNotes: readonly Note[];
}

/** Records that decide how the rest is read. */
const RECORDS = 200;
/** The share of rows that decide the width if the names have another. */
const MOST_ROWS = 0.9;

/**
 * Finds the arrangement of a text by its beginning, except for what the options say.
 * @throws a sentence if it has no lines but blank ones
 */
export function findLayout(name: string, sample: string, options: ReadingOptions): CsvLayout {
  const quote = options.quote ?? findQuote(sample);
  const stated = options.skipTop === undefined ? statedDelimiter(sample) : null;
  const before = options.skipTop ?? (stated ? 1 : 0);
  const delimiter = options.delimiter ?? stated ?? findDelimiter(sample, quote, before);
  const found = firstRecords(sample, { delimiter, quote, skipTop: before }, RECORDS);
  const cells = found.cells.filter((record) => !isBlank(record));
  if (cells.length === 0) throw new Error(`${name} is empty: all of its lines are blank.`);
  const common = commonWidth(cells.filter((record) => !record[0]!.startsWith('#')));
  const top = options.skipTop === undefined ? findTop(found, common) : 0;
  const skipTop = found.lines[top]! - 1;
  const table = found.cells.slice(top).filter((record) => !isBlank(record));
  const headerRows = options.headerRows ?? findHeader(table);
  const header = table.slice(0, headerRows);
  const rows = table.slice(headerRows);
  const width = usedWidth(header, rows);
  const { names, notes } = headerNames(header, width);
  const titles = found.cells.slice(0, top).filter((record) => !isBlank(record));
  return {
    ...{ delimiter, quote, skipTop, headerRows, names },
    headerNotes: [
      ...(options.skipTop === undefined ? topNotes(titles, skipTop) : []),
      ...(options.headerRows === undefined ? [headerNote(headerRows, skipTop, rows)] : []),
    ],
    nameNotes: notes,
  };
}

/**
 * The width of the names, or of nearly all rows if that is another one, without the empty cells that a
 * separator at the end of each line makes.
 */
function usedWidth(
  header: readonly (readonly string[])[],
  rows: readonly (readonly string[])[],
): number {
  const common = commonWidth(rows.length > 0 ? rows : header);
  const like = rows.filter(({ length }) => length === common);
  const named = Math.max(0, ...header.map(({ length }) => length));
  const agree = header.length === 0 || like.length >= MOST_ROWS * rows.length;
  let width = Math.max(named, agree ? common : 0);
  const isUnused = () =>
    [...header, ...like].every((record) => (record[width - 1]?.trim() ?? '') === '');
  while (width > 1 && isUnused()) --width;
  return width;
}

function topNotes(titles: readonly (readonly string[])[], skipTop: number): Note[] {
  if (titles.length === 0) return [];
  const texts = listed(titles.map((record) => `“${filledCells(record).join(' ')}”`));
  const [lines, were] =
    skipTop === 1 ? ['The first line', 'was'] : [`The first ${skipTop} lines`, 'were'];
  return [{ message: `${lines}, above the table, ${were} skipped: ${texts}.` }];
}

function headerNote(
  headerRows: number,
  skipTop: number,
  rows: readonly (readonly string[])[],
): Note {
  const line = skipTop === 0 ? 'The first line' : `Line ${skipTop + 1}`;
  if (headerRows === 2) {
    const two = skipTop === 0 ? 'The first two lines' : `Lines ${skipTop + 1} and ${skipTop + 2}`;
    return { message: `${two} were read as column names and joined.` };
  }
  if (headerRows === 1) return { message: `${line} was read as column names.` };
  const why = rows[0]!.some(isValue) ? 'it holds values' : 'its texts occur below, too';
  return { message: `${line} was read as a row because ${why}, so the columns are numbered.` };
}
