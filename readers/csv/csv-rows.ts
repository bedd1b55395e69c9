import type { Note } from '../columns/note.js';
import { shortened } from '../columns/listed.js';
import type { ReadingOptions } from '../reading-options.js';
import type { CsvLayout } from './csv-layout.js';
import { BOTTOM_LINES, findBottom, isTotal } from './find-bottom.js';
import { isSame } from './find-header.js';
import { RaggedLines } from './ragged-lines.js';
import type { Records } from './records.js';
import { filledCells, isBlank } from './widths.js';

interface Line {
  readonly record: readonly string[];
  readonly line: number;
}

/** Turns the records of a file into the rows of its table, one piece after another. */
export class CsvRows {
  readonly #width: number;
  readonly #options: ReadingOptions;
  readonly #ragged: RaggedLines;
  /** Records of the header that are still to come. */
  #headerLeft: number;
  readonly #header: string[][] = [];
  /** Blank lines that no other line has followed yet. */
  #blank: number[] = [];
  #blankSkipped = 0;
  #comments = 0;
  readonly #repeated: number[] = [];
  /** The last lines, which may be no rows. */
  #held: Line[] = [];
  readonly #hold: number;
  #totals = false;

  constructor(name: string, { names, headerRows }: CsvLayout, options: ReadingOptions) {
    this.#width = names.length;
    this.#options = options;
    this.#ragged = new RaggedLines(name, this.#width, options.ragged);
    this.#headerLeft = headerRows;
    this.#hold = options.skipBottom ?? BOTTOM_LINES;
  }

  take({ cells, lines }: Records): Records {
    for (let index = 0; index < cells.length; ++index) this.#add(cells[index]!, lines[index]!);
    return this.#rowsOf(this.#held.splice(0, Math.max(0, this.#held.length - this.#hold)));
  }

  /** The last rows, and what the whole file has shown. @throws a sentence if many lines do not fit */
  end() {
    const { skipBottom: given } = this.#options;
    const records = this.#held.map(({ record }) => record);
    const skipBottom = given ?? findBottom(records, this.#width, this.#totals);
    const skipped = this.#held.splice(Math.max(0, this.#held.length - skipBottom));
    const last = this.#rowsOf(this.#held);
    const notes = [
      ...this.#ragged.notes(),
      ...(given === undefined ? bottomNotes(skipped) : []),
      ...this.#lineNotes(),
    ];
    const irregular =
      this.#ragged.any || skipped.length > 0 || this.#comments + this.#repeated.length > 0;
    return { last, skipBottom: skipped.length, irregular, notes };
  }

  #add(record: readonly string[], line: number): void {
    if (isBlankLine(record)) {
      this.#blank.push(line);
      return;
    }
    const isShort = record.length !== this.#width;
    if (isShort && record[0]!.startsWith('#')) {
      ++this.#comments;
      return;
    }
    if (this.#headerLeft > 0) {
      --this.#headerLeft;
      this.#header.push([...record]);
      this.#blank = [];
      return;
    }
    if (this.#header.some((header) => isSame(record, header))) {
      this.#repeated.push(line);
      return;
    }
    // In a table with one column an empty line is a gap, except at the end of the file.
    if (this.#width === 1)
      for (const gap of this.#blank) this.#held.push({ record: [''], line: gap });
    else this.#blankSkipped += this.#blank.length;
    if (this.#blank.length > 0) this.#blank = [];
    this.#held.push({ record, line });
  }

  #rowsOf(taken: readonly Line[]): Records {
    const cells: string[][] = [];
    const lines: number[] = [];
    for (const { record, line } of taken) {
      const fitted = this.#ragged.fit(record, line);
      if (!fitted) continue;
      this.#totals ||= isTotal(record);
      cells.push(fitted.map((cell) => cell.trim()));
      lines.push(line);
    }
    return { cells, lines };
  }

  #lineNotes(): Note[] {
    const [blank, comments, repeated] = [this.#blankSkipped, this.#comments, this.#repeated];
    const notes: string[] = [];
    if (repeated.length > 0)
      notes.push(
        repeated.length === 1
          ? `Line ${repeated[0]} repeats the column names and was skipped.`
          : `${repeated.length} lines repeat the column names and were skipped, the first being line ${repeated[0]}.`,
      );
    if (comments > 0)
      notes.push(
        comments === 1
          ? 'A line that begins with # was skipped.'
          : `${comments} lines that begin with # were skipped.`,
      );
    if (blank > 0)
      notes.push(
        `${blank === 1 ? 'An empty line was' : `${blank.toLocaleString('en')} empty lines were`} skipped.`,
      );
    return notes.map((message) => ({ message }));
  }
}

const isBlankLine = (record: readonly string[]) => record.length === 1 && record[0]!.trim() === '';

function bottomNotes(skipped: readonly Line[]): Note[] {
  if (skipped.length === 0) return [];
  const told = skipped.find(({ record }) => !isBlank(record));
  const many = skipped.length === 1 ? 'The last line was' : `The last ${skipped.length} lines were`;
  if (!told)
    return [
      { message: `${many} skipped, which ${skipped.length === 1 ? 'has' : 'have'} no values.` },
    ];
  const { record, line } = told;
  const text = shortened(filledCells(record).join(' '));
  const what = isTotal(record) ? 'a total rather than a row' : 'a remark rather than a row';
  const message =
    skipped.length === 1
      ? `${many} skipped because it looks like ${what}: “${text}” in line ${line}.`
      : `${many} skipped because they look like totals or remarks, such as “${text}” in line ${line}.`;
  return [{ message }];
}
