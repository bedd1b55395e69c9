import { isGapInText } from './gaps.js';
import { growingCodes } from './growing.js';

/** Of a column: more different texts are of no use to a model, and too much to keep. */
const MOST_VALUES = 200_000;
/** Dates and amounts are of use to it however many they are. */
const MOST_MEASURES = 3_000_000;
const MEASURE =
  /^\d{4}[-/.]?\d\d?[-/.]?\d\d?|^\d\d?([-/.]\d\d?[-/.]| ?[A-Z]{3,9},? )\d\d|^[A-Z]{3,9} \d\d?,? \d{4}|^\W?\p{Sc}|(\p{Sc}|%)$/iu;

/** A column's cells as text, each different one kept once. */
export class TextStore {
  /** Different texts, in the order of their coming; a cell's code is one more than its index here. */
  readonly values: string[] = [];
  /** Cells of each of them, and the line of its first one. */
  readonly counts: number[] = [];
  readonly lines: number[] = [];
  readonly codes = growingCodes();
  /** Cells with a word for a gap, by the word. */
  readonly gapWords = new Map<string, number>();
  gaps = 0;
  readonly #codeOf = new Map<string, number>([['', 0]]);

  /** Whether there are more different texts than are kept. */
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
    if (isGapInText(text)) {
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

/** Engines keep a part of a text as a view of the whole, which here is a piece of a file. */
function detached(text: string): string {
  return (' ' + text).slice(1);
}
