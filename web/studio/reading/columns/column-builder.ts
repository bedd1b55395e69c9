import type { Column } from '../../session/dataset.js';
import { type ColumnPlan, type ColumnReading, columnReading } from './column-reading.js';
import { commonUnit, withoutUnit } from './common-unit.js';
import { isGapWord } from '../../../../readers/columns/gaps.js';
import { growingFloats } from './growing.js';
import { isAmbiguous, isCode, numberOf } from '../../../../readers/columns/number-text.js';
import type { DecimalMark } from '../../../../readers/reading-options.js';
import { DigitsOfNumbers } from './number-digits.js';
import { TextStore } from './text-store.js';

/** A column counts as numeric despite up to this many non-numbers, and up to this share of them. */
const MOST_STRAYS = 20;
const STRAY_SHARE = 0.01;
/** After this many distinct texts, a column that looks numeric is stored as numbers. */
const ENOUGH_VALUES = 4096;

/** A cell that is not a number in a numeric column. */
export interface Stray {
  readonly line: number;
  readonly text: string;
}

/** How many stray cells a column has, and the first of them. */
export interface StrayCells {
  readonly strays: readonly Stray[];
  readonly strayCells: number;
}

/** How a column's texts read under one decimal mark. */
interface Evidence {
  readonly decimal: DecimalMark;
  readonly strays: Stray[];
  strayCells: number;
}

export type BuiltColumn = {
  readonly gapWords: ReadonlyMap<string, number>;
} & (
  | (StrayCells & {
      readonly column: Column;
      /** The mark that the numbers were read with; null if both marks give the same. */
      readonly decimal: DecimalMark | null;
      /**
       * A number such as 1.234, if nothing in the column distinguishes thousands from fractions.
       */
      readonly ambiguous: string | null;
      /** The unit that was left off all numbers, such as kg. */
      readonly unit: string | null;
    })
  | { readonly column: null; readonly readAgain: ColumnPlan }
  | { readonly column: null; readonly dropped: string; readonly gaps: number }
);

/** Collects the cells of a column and finds out whether they are numbers. */
export class ColumnBuilder {
  readonly #name: string;
  readonly #delimiter: string;
  readonly #plan: ColumnPlan | undefined;
  readonly #reading: ColumnReading;
  /** Null once the column is stored as numbers or dropped. */
  #texts: TextStore | null;
  readonly #numbers = growingFloats();
  readonly #digits = new DigitsOfNumbers();
  #decimal: DecimalMark = '.';
  #evidence: Evidence | null = null;
  /** The first ambiguous number, until another number resolves it. */
  #ambiguous: string | null = null;
  /** Whether any number contains a point or comma. */
  #marked = false;
  #gapWords: Map<string, number> = new Map();
  #failed = false;
  #dropped = false;
  /** Gaps of a dropped column, up to the row where it was dropped. */
  #gaps = 0;
  #askedAt = ENOUGH_VALUES;
  #unit: string | null = null;

  /** @param delimiter The file's delimiter; '' if there is none. */
  constructor(
    name: string,
    delimiter: string,
    plan: ColumnPlan | undefined,
    reading: ColumnReading = columnReading(name, {}),
  ) {
    this.#name = name;
    this.#reading = reading;
    this.#texts = new TextStore(reading.isGap);
    this.#delimiter = delimiter;
    this.#plan = plan;
  }

  /** @param text Trimmed; '' is a gap. */
  add(text: string, line: number): void {
    if (this.#texts) this.#addText(this.#texts, text, line);
    else if (!this.#dropped) this.#addNumber(text, line);
  }

  #addText(texts: TextStore, text: string, line: number): void {
    texts.add(text, line);
    const different = texts.values.length;
    if (different <= this.#askedAt) return;
    this.#askedAt = 2 * different;
    if (this.#plan !== 'text') {
      const found = this.#weigh(texts);
      if (found && found.strayCells <= MOST_STRAYS) return this.#keepAsNumbers(texts, found);
    }
    if (!texts.overflows) {
      this.#askedAt = Math.min(this.#askedAt, different + 50_000);
      return;
    }
    this.#dropped = true;
    this.#gaps = texts.gaps;
    this.#gapWords = texts.gapWords;
    this.#texts = null;
  }

  #addNumber(text: string, line: number): void {
    if (this.#failed) return;
    if (text === '') return this.#push(NaN);
    if (this.#reading.isGap(text)) {
      this.#push(NaN);
      this.#countGap(text);
      return;
    }
    const value = this.#numberOf(text, this.#decimal);
    this.#push(value, text);
    if (Number.isNaN(value)) return this.#addStray(text, line);
    if (isCode(text) && !this.#reading.isNumeric) this.#failed = true;
    else if (!this.#marked || this.#ambiguous !== null) this.#lookAtMark(text);
  }

  #push(value: number, text?: string): void {
    this.#numbers.push(value);
    this.#digits.add(text, value, this.#decimal);
  }

  /** Looks for a number that resolves the meaning of the marks. */
  #lookAtMark(text: string): void {
    if (!hasMark(text)) return;
    if (!isAmbiguous(text)) this.#ambiguous = null;
    else if (!this.#marked && this.#plan === undefined && this.#reading.thousands === undefined)
      this.#ambiguous = text;
    this.#marked = true;
  }

  #addStray(text: string, line: number): void {
    if (isGapWord(text)) return this.#countGap(text);
    const { strays } = this.#evidence!;
    if (strays.length <= MOST_STRAYS) strays.push({ line, text });
    if (++this.#evidence!.strayCells > MOST_STRAYS && !this.#reading.isNumeric) this.#failed = true;
  }

  #countGap(text: string): void {
    this.#gapWords.set(text, (this.#gapWords.get(text) ?? 0) + 1);
  }

  #numberOf(text: string, decimal: DecimalMark): number {
    return numberOf(text, decimal, this.#reading.thousands);
  }

  /** How the texts read as numbers; null if some are codes. */
  #weigh(texts: TextStore): Evidence | null {
    if (!this.#reading.isNumeric && texts.values.some(isCode)) return null;
    // Answers such as none, and nothing else.
    if (texts.values.length > 0 && texts.values.every(isGapWord)) return null;
    const [best, other] =
      this.#plan === '.' || this.#plan === ','
        ? [this.#evidenceFor(texts, this.#plan)]
        : [this.#evidenceFor(texts, '.'), this.#evidenceFor(texts, ',')].sort(
            (a, b) => a.strayCells - b.strayCells,
          );
    const marked = texts.values.filter(hasMark);
    this.#marked = marked.length > 0;
    this.#ambiguous = null;
    if (!other || best!.strayCells < other.strayCells || !this.#marked) return best!;
    // Nothing decides, so the mark counts as decimal, unless it is also the delimiter.
    if (this.#reading.thousands === undefined) this.#ambiguous = marked.find(isAmbiguous) ?? null;
    const comma = marked.some((text) => text.includes(',')) && this.#delimiter !== ',';
    return [best!, other].find(({ decimal }) => decimal === (comma ? ',' : '.'))!;
  }

  /** How the texts read by one decimal mark. */
  #evidenceFor({ values, counts, lines }: TextStore, decimal: DecimalMark): Evidence {
    const strays: Stray[] = [];
    let strayCells = 0;
    values.forEach((text, index) => {
      if (!Number.isNaN(this.#numberOf(text, decimal)) || isGapWord(text)) return;
      strayCells += counts[index]!;
      if (strays.length <= MOST_STRAYS) strays.push({ line: lines[index]!, text });
    });
    return { decimal, strays, strayCells };
  }

  #keepAsNumbers(texts: TextStore, found: Evidence): void {
    this.#decimal = found.decimal;
    this.#evidence = found;
    this.#gapWords = new Map(texts.gapWords);
    texts.values.forEach((text, index) => {
      if (isGapWord(text)) this.#gapWords.set(text, texts.counts[index]!);
    });
    const values = texts.values.map((text) => this.#numberOf(text, found.decimal));
    for (const code of texts.codes.whole()) {
      if (code === 0) this.#push(NaN);
      else this.#push(values[code - 1]!, texts.values[code - 1]);
    }
    this.#texts = null;
  }

  finish(): BuiltColumn {
    if (this.#dropped) {
      return {
        column: null,
        gapWords: this.#gapWords,
        gaps: this.#gaps,
        dropped: 'It has more different texts than the page can store, so it looks like an ID.',
      };
    }
    if (this.#texts) {
      const texts = this.#texts;
      this.#leaveOffUnit(texts);
      const found = this.#weigh(texts);
      const filled = texts.codes.length - texts.gaps;
      const few = this.#reading.isNumeric
        ? Math.floor(filled / 2)
        : Math.min(MOST_STRAYS, Math.floor(STRAY_SHARE * filled));
      if (!found || this.#plan === 'text' || found.strayCells > few) return this.#asText(texts);
      this.#keepAsNumbers(texts, found);
    }
    const gapWords = this.#gapWords;
    if (this.#failed) return { column: null, gapWords, readAgain: 'text' };
    const digits = this.#digits.finish();
    const values = this.#numbers.whole();
    return {
      column: {
        kind: 'numbers',
        name: this.#name,
        values,
        ...(digits !== undefined && { digits }),
      },
      strays: this.#evidence!.strays,
      strayCells: this.#evidence!.strayCells,
      decimal: this.#marked ? this.#decimal : null,
      ambiguous: this.#ambiguous,
      unit: this.#unit,
      gapWords,
    };
  }

  /** Texts such as 12 kg become 12, which may still be grouped as only the library reads it. */
  #leaveOffUnit(texts: TextStore): void {
    if (this.#plan === 'text') return;
    this.#unit = commonUnit(texts.values.filter((text) => !isGapWord(text)));
    if (this.#unit === null) return;
    texts.values.forEach((text, index) => (texts.values[index] = withoutUnit(text)));
  }

  #asText({ values, codes, gapWords }: TextStore) {
    const column: Column = { kind: 'text', name: this.#name, codes: codes.whole(), values };
    return {
      ...{ column, strays: [], strayCells: 0, decimal: null, ambiguous: null, gapWords },
      unit: this.#unit,
    };
  }
}

function hasMark(text: string): boolean {
  return text.includes('.') || text.includes(',');
}
