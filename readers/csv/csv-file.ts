import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { firstText } from '../bytes/text-chunks.js';
import { PieceDecoder } from '../bytes/text-decoder.js';
import type { Note } from '../columns/note.js';
import type { Encoding, ReadingOptions } from '../reading-options.js';
import { type CsvLayout, findLayout } from './csv-layout.js';
import { CsvRows } from './csv-rows.js';
import { csvRecords, type Records } from './records.js';

/** Characters from the beginning that decide how the rest is read. */
const SAMPLE = 128 * 1024;
/** Used when the first record is longer than SAMPLE. */
const LONG_SAMPLE = 32 * SAMPLE;

/** What only the whole file shows. */
export interface CsvEnd {
  readonly encoding: Encoding;
  /** Whether the file begins with the byte-order mark of UTF-8. */
  readonly marked: boolean;
  /** Lines at the end that are no rows; blank ones do not count. */
  readonly skipBottom: number;
  /** Whether any line had another number of cells than there are columns, or was skipped. */
  readonly irregular: boolean;
  readonly notes: readonly Note[];
}

/** The text that a file begins with, and the encoding that it shows. */
export async function csvSample(source: ByteSource, options: ReadingOptions, pace: Pace) {
  let decoder = new PieceDecoder(source.name, options.encoding);
  let text = await firstText(source, SAMPLE, pace, decoder);
  if (!text.trim().includes('\n')) {
    decoder = new PieceDecoder(source.name, options.encoding);
    text = await firstText(source, LONG_SAMPLE, pace, decoder);
  }
  return { text, encoding: decoder.encoding };
}

/** A CSV file whose arrangement is known. */
export class CsvFile {
  readonly #source: ByteSource;
  readonly #options: ReadingOptions;
  readonly layout: CsvLayout;

  /** @throws a sentence for people if the file is empty or not text */
  static async open(source: ByteSource, options: ReadingOptions, pace: Pace): Promise<CsvFile> {
    const { text } = await csvSample(source, options, pace);
    return new CsvFile(source, options, findLayout(source.name, text, options));
  }

  private constructor(source: ByteSource, options: ReadingOptions, layout: CsvLayout) {
    this.#source = source;
    this.#options = options;
    this.layout = layout;
  }

  get names(): readonly string[] {
    return this.layout.names;
  }

  /**
   * The rows, piece by piece: trimmed cells, as many as names.
   * @throws a sentence with the line for rows of other widths, and for quotes that do not match
   */
  async *rows(pace: Pace): AsyncGenerator<Records, CsvEnd> {
    const { name } = this.#source;
    const decoder = new PieceDecoder(name, this.#options.encoding);
    const rows = new CsvRows(name, this.layout, this.#options);
    for await (const records of csvRecords(this.#source, this.layout, pace, decoder))
      yield rows.take(records);
    const { last, skipBottom, irregular, notes } = rows.end();
    yield last;
    const { encoding, marked } = decoder;
    const guessed = this.#options.encoding === undefined && !encoding.startsWith('utf-');
    const read = { message: `The text was read as ${ENCODING_NAMES[encoding] ?? encoding}.` };
    const all = [...(guessed ? [read] : []), ...notes];
    return { encoding, marked, skipBottom, irregular, notes: all };
  }
}

/** Names of encodings as people write them. */
const ENCODING_NAMES: Partial<Record<Encoding, string>> = {
  'windows-1252': 'Windows-1252, as Excel writes in Western Europe',
  'windows-1251': 'Windows-1251, which is Cyrillic',
  macintosh: 'Mac Roman, as old Macintoshes wrote',
  shift_jis: 'Shift JIS, which is Japanese',
  gb18030: 'GB 18030, which is Chinese',
};
