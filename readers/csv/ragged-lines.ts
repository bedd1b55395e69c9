import type { Note } from '../columns/note.js';
import type { ReadingOptions } from '../reading-options.js';

/** From this many lines on, many ragged ones among them are a reason to stop at once. */
const ENOUGH = 1000;

/** Fits the lines of a file to its columns. */
export class RaggedLines {
  readonly #name: string;
  readonly #width: number;
  /** undefined: as `'keep'`, if they are few. */
  readonly #mode: ReadingOptions['ragged'];
  #lines = 0;
  #short = 0;
  #long = 0;
  #first: { readonly line: number; readonly cells: number } | null = null;

  constructor(name: string, width: number, mode: ReadingOptions['ragged']) {
    this.#name = name;
    this.#width = width;
    this.#mode = mode;
  }

  /** Whether any line was ragged. */
  get any(): boolean {
    return this.#first !== null;
  }

  /** As many cells as there are columns; null if the line is left out. @throws a sentence */
  fit(record: readonly string[], line: number): readonly string[] | null {
    ++this.#lines;
    const width = this.#width;
    if (record.length === width) return record;
    const isLong = record.length > width;
    if (isLong && record.slice(width).every((cell) => cell.trim() === ''))
      return record.slice(0, width);
    this.#first ??= { line, cells: record.length };
    if (this.#mode === 'fail') throw new Error(this.#fault());
    if (isLong) ++this.#long;
    else ++this.#short;
    if (this.#lines >= ENOUGH) this.#refuseMany();
    if (isLong || this.#mode === 'drop') return null;
    return [...record, ...Array.from({ length: width - record.length }, () => '')];
  }

  /** What to say of them after the last line. @throws a sentence if they are many */
  notes(): Note[] {
    this.#refuseMany();
    const [short, long] = [this.#short, this.#long];
    if (!this.#first) return [];
    const { line } = this.#first;
    const many = short + long;
    const lines = many === 1 ? `Line ${line} has` : `${many.toLocaleString('en')} lines have`;
    const first = many === 1 ? '' : `, the first being line ${line}`;
    if (this.#mode === 'drop')
      return note(`${lines} more or fewer than ${this.#width} cells and ${left(many)}${first}.`);
    const padded = `${short === 1 ? 'its' : 'their'} missing cells count as gaps`;
    if (long === 0) return note(`${lines} fewer than ${this.#width} cells${first}: ${padded}.`);
    if (short === 0)
      return note(`${lines} more than ${this.#width} cells and ${left(long)}${first}.`);
    return note(
      `${lines} more or fewer than ${this.#width} cells${first}: ${long} with more ${left(long)}; ` +
        'missing cells count as gaps.',
    );
  }

  #refuseMany(): void {
    const many = this.#short + this.#long;
    const isFew = many <= Math.max(1, 0.05 * this.#lines) && 3 * many <= this.#lines;
    if (this.#mode === undefined && many > 0 && !isFew) throw new Error(this.#fault(many));
  }

  #fault(many = 1): string {
    const { line, cells } = this.#first!;
    const has = `Line ${line} of ${this.#name} has ${cells === 1 ? '1 cell' : `${cells} cells`}`;
    const others =
      many < 3
        ? ''
        : ` ${(many - 1).toLocaleString('en')} more of ${this.#lines.toLocaleString('en')} lines do not fit either.`;
    return (
      `${has}; expected ${this.#width}, one for each column.${others} ` +
      'Check the separator and the quotes, or choose to keep or drop such lines.'
    );
  }
}

const note = (message: string): Note[] => [{ message }];
const left = (count: number) => (count === 1 ? 'was left out' : 'were left out');
