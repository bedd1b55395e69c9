import type {
  DecimalMark,
  ReadingOptions,
  ThousandsMark,
} from '../../../../readers/reading-options.js';

/** How the cells of one column are read, as far as the user has said. */
export interface ColumnReading {
  readonly thousands: ThousandsMark | undefined;
  /** Whether the user says that the column holds numbers, so that all else is a gap. */
  readonly isNumeric: boolean;
  /** Whether a text stands for a gap by the user's words. */
  isGap(text: string): boolean;
}

export function columnReading(name: string, options: ReadingOptions): ColumnReading {
  const { thousands, types = {}, gapWords = [], columnGapWords = {} } = options;
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  const own = wordsOf(columnGapWords, name);
  const words = new Set([...gapWords, ...own].map((word) => word.trim()));
  // -999 is also written -999.0.
  const numbers = new Set([...words].map(plainNumber).filter((value) => !Number.isNaN(value)));
  return {
    thousands,
    isNumeric: type === 'continuous' || type === 'integer',
    isGap: (text) =>
      words.size > 0 && (words.has(text) || (numbers.size > 0 && numbers.has(plainNumber(text)))),
  };
}

/** The words that the user has made gaps in this column. */
export function wordsOf(
  columnGapWords: NonNullable<ReadingOptions['columnGapWords']>,
  name: string,
): readonly string[] {
  return Object.hasOwn(columnGapWords, name) ? columnGapWords[name]! : [];
}

/** How to read a column, if the user or an earlier pass over the file has shown it. */
export type ColumnPlan = 'text' | DecimalMark;

/** What the user has said of a column before it is read. */
export function firstPlan(
  name: string,
  { types = {}, ...options }: ReadingOptions,
): ColumnPlan | undefined {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  // Categories and identifiers keep their texts.
  if (type === 'categorical' || type === 'identifier') return 'text';
  return chosenMark(options);
}

/** The decimal mark that the user chose, if any. */
export function chosenMark({ decimal, thousands }: ReadingOptions): DecimalMark | undefined {
  if (decimal) return decimal;
  if (thousands === ',') return '.';
  return thousands === '.' ? ',' : undefined;
}

function plainNumber(text: string): number {
  return text === '' ? NaN : Number(text.replace(',', '.'));
}
