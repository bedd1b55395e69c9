import Papa from 'papaparse';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { firstText } from '../bytes/text-chunks.js';
import { distinctNames } from '../columns/column-names.js';
import type { Note } from '../columns/note.js';
import type { Delimiter, ReadingOptions } from '../reading-options.js';
import { findDelimiter } from './find-delimiter.js';
import { findHeader } from './find-header.js';
import { csvRecords, type Records } from './records.js';

/** Characters from the beginning that decide how the rest is read. */
const SAMPLE = 128 * 1024;
/** Used when the first record is longer than SAMPLE. */
const LONG_SAMPLE = 32 * SAMPLE;

/** A CSV file whose separator and column names are known. */
export class CsvFile {
  readonly names: readonly string[];
  /** Whether the first line was taken for column names, unless the options said so. */
  readonly headerNotes: readonly Note[];
  /** Which names are not those of the file. */
  readonly nameNotes: readonly Note[];

  /** @throws a sentence for people if the file is empty or not text */
  static async open(source: ByteSource, options: ReadingOptions, pace: Pace): Promise<CsvFile> {
    let sample = await firstText(source, SAMPLE, pace);
    if (!sample.trim().includes('\n')) sample = await firstText(source, LONG_SAMPLE, pace);
    const delimiter = options.delimiter ?? findDelimiter(sample);
    const first = firstRecords(sample, delimiter);
    if (!first[0]) throw new Error(`${source.name} is empty: all of its lines are blank.`);
    const guessed = options.headerRows === undefined;
    const header = guessed ? findHeader(first) : options.headerRows > 0;
    return new CsvFile(source, delimiter, header, first[0], guessed);
  }

  private constructor(
    private readonly source: ByteSource,
    readonly delimiter: Delimiter,
    readonly header: boolean,
    first: readonly string[],
    guessed: boolean,
  ) {
    const { names, notes } = header
      ? distinctNames(first)
      : { names: first.map((_, index) => `${index + 1}`), notes: [] };
    this.names = names;
    this.headerNotes = guessed ? [headerNote(header)] : [];
    this.nameNotes = notes;
  }

  /**
   * The rows, piece by piece: trimmed cells, as many as names.
   * @returns How many empty lines were skipped in a table with several columns.
   * @throws a sentence with the line for a row of another width, and for quotes that do not match
   */
  async *rows(pace: Pace): AsyncGenerator<Records, number> {
    const { source, delimiter } = this;
    const width = this.names.length;
    let named = !this.header;
    let skipped = 0;
    /** Empty lines that no other line has followed yet. */
    let empty: number[] = [];
    for await (const { cells, lines } of csvRecords(source, delimiter, pace)) {
      const kept: string[][] = [];
      const keptLines: number[] = [];
      const keep = (record: string[], line: number) => {
        kept.push(record);
        keptLines.push(line);
      };
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
        if (width === 1) for (const gap of empty) keep([''], gap);
        else skipped += empty.length;
        if (empty.length > 0) empty = [];
        keep(record.map(trimmed), line);
      }
      yield { cells: kept, lines: keptLines };
    }
    return skipped;
  }
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

const trimmed = (cell: string) => cell.trim();

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}

function headerNote(header: boolean): Note {
  const message = header
    ? 'The first line was read as column names.'
    : 'The first line was read as a row because it holds values, so the columns are numbered.';
  return { message };
}
