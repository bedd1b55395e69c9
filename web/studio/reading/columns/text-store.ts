import { isGapInText } from '../../../../readers/columns/gaps.js';
import { growingCodes } from './growing.js';

/** More distinct texts in a column are useless to a model and too much to store. */
const MOST_VALUES = 200_000;
/** Dates and amounts are useful to a model however many there are. */
const MOST_MEASURES = 3_000_000;
const MEASURE =
  /^\d{4}[-/.]?\d\d?[-/.]?\d\d?|^\d\d?([-/.]\d\d?[-/.]| ?[A-Z]{3,9},? )\d\d|^[A-Z]{3,9} \d\d?,? \d{4}|^\W?\p{Sc}|(\p{Sc}|%)$/iu;

/** A column's cells as text, with each distinct text stored once. */
export class TextStore {
  /** Distinct texts in the order of appearance; a cell's code is its text's index plus one. */
  readonly values: string[] = [];
  /** For each text, the number of cells and the line of the first one. */
  readonly counts: number[] = [];
  readonly lines: number[] = [];
  readonly codes = growingCodes();
  /** The number of cells for each gap word. */
  readonly gapWords = new Map<string, number>();
  gaps = 0;
  readonly #codeOf = new Map<string, number>([['', 0]]);
  readonly #isGap: (text: string) => boolean;

  /** @param isGap Whether a text stands for a gap, besides the words that always do. */
  constructor(isGap: (text: string) => boolean) {
    this.#isGap = isGap;
  }

  /** Whether there are more distinct texts than are stored. */
  get overflows(): boolean {
    const { length } = this.values;
    return (
      length > MOST_VALUES && (length > MOST_MEASURES || !MEASURE.test(this.values[length - 1]!))
    );
  }

  add(text: string, line: number): void {
    const code = this.#codeOf.get(text) ?? this.#newCode(text, line);
    this.codes.push(code);
    if (code > 0) {
      this.counts[code - 1]!++;
      return;
    }
    this.gaps++;
    if (text !== '') this.gapWords.set(text, (this.gapWords.get(text) ?? 0) + 1);
  }

  #newCode(text: string, line: number): number {
    const own = detached(text);
    if (isGapInText(text) || this.#isGap(text)) {
      this.#codeOf.set(own, 0);
      return 0;
    }
    const code = this.values.push(own);
    this.counts.push(0);
    this.lines.push(line);
    this.#codeOf.set(own, code);
    return code;
  }
}

/**
 * Copies a text: engines store a substring as a view, which here would retain a piece of the file.
 */
function detached(text: string): string {
  return (' ' + text).slice(1);
}
