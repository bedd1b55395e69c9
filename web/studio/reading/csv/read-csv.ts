import Papa from 'papaparse';
import type { Note, ReadingOptions } from '../../../contract/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { firstText } from '../bytes/text-chunks.js';
import { buildTable } from '../columns/build-table.js';
import { distinctNames } from '../columns/column-names.js';
import type { Pace } from '../bytes/pace.js';
import type { ReadResult } from '../columns/read-result.js';
import { type Delimiter, findDelimiter } from './find-delimiter.js';
import { findHeader } from './find-header.js';
import { csvRecords } from './records.js';

/** Characters from the beginning that decide how the rest is read. */
const SAMPLE = 128 * 1024;
/** Used when the first record is longer than SAMPLE. */
const LONG_SAMPLE = 32 * SAMPLE;

/** @throws a sentence for people, with the line */
export async function readCsv(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<ReadResult> {
  const { name } = source;
  let sample = await firstText(source, SAMPLE, pace);
  if (!sample.trim().includes('\n')) sample = await firstText(source, LONG_SAMPLE, pace);
  const delimiter = options.delimiter ?? findDelimiter(sample);
  const first = firstRecords(sample, delimiter);
  if (!first[0]) throw new Error(`${name} is empty: all of its lines are blank.`);
  const header = options.header ?? findHeader(first);
  const { names, notes } = header
    ? distinctNames(first[0])
    : { names: first[0].map((_, index) => `${index + 1}`), notes: [] };
  let skipped = 0;
  const table = await buildTable({
    name,
    columns: names,
    delimiter,
    decimal: options.decimal,
    place: 'line',
    async read(add) {
      skipped = await eachRow(source, delimiter, header, names.length, pace, add);
    },
  });
  if (table.rows === 0) {
    throw new Error(`${name} has column names in its first line, but no rows below it.`);
  }
  const decimal = table.decimal ?? '.';
  const { rows, columns, places, gaps } = table;
  const file = { format: 'text', name, delimiter, header, decimal, places, gaps } as const;
  // In a file with one column empty lines may be gaps; in others they are skipped.
  const plain = table.uniform && names.length > 1;
  return {
    data: { kind: 'table', name, ...(plain && { file }), rows, columns },
    dropped: table.dropped,
    notes: [...headerNotes(options, header), ...notes, ...table.notes, ...skippedNotes(skipped)],
    reading: { delimiter, header, ...(table.decimal && { decimal: table.decimal }) },
  };
}

function firstRecords(sample: string, delimiter: Delimiter): string[][] {
  const { data } = Papa.parse<string[]>(sample, {
    delimiter,
    newline: '\n',
    preview: 200,
    skipEmptyLines: 'greedy',
  });
  return data;
}

/** @returns How many empty lines were skipped in a table with several columns. */
async function eachRow(
  source: ByteSource,
  delimiter: Delimiter,
  header: boolean,
  width: number,
  pace: Pace,
  add: (cells: readonly string[], line: number) => void,
): Promise<number> {
  let named = !header;
  let skipped = 0;
  /** Empty lines that no other line has followed yet. */
  let empty: number[] = [];
  for await (const { cells, lines } of csvRecords(source, delimiter, pace)) {
    for (let index = 0; index < cells.length; ++index) {
      const record = cells[index]!;
      const line = lines[index]!;
      if (record.length === 1 && record[0]!.trim() === '') {
        empty.push(line);
        continue;
      }
      if (!named) {
        named = true;
        empty = [];
        continue;
      }
      if (record.length !== width) {
        throw new Error(
          `Line ${line} of ${source.name} has ${counted(record.length)}; expected ${width}, as in ` +
            'the first line.',
        );
      }
      // In a table with one column an empty line is a gap, except at the end of the file.
      if (width === 1) for (const gap of empty) add([''], gap);
      else skipped += empty.length;
      if (empty.length > 0) empty = [];
      add(record.map(trimmed), line);
    }
  }
  return skipped;
}

const trimmed = (cell: string) => cell.trim();

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}

function headerNotes(options: ReadingOptions, header: boolean): Note[] {
  if (options.header !== undefined) return [];
  const message = header
    ? 'The first line was read as column names.'
    : 'The first line was read as a row because it holds values, so the columns are numbered.';
  return [{ message }];
}

function skippedNotes(skipped: number): Note[] {
  if (skipped === 0) return [];
  return [
    { message: `${skipped === 1 ? 'An empty line was' : `${skipped} empty lines were`} skipped.` },
  ];
}
