import { CalendarDays } from './cells/calendar-days.js';
import { orderOf } from './cells/date-form.js';
import type { DayOrder } from './cells/date-text.js';
import { DateTexts } from './cells/date-texts.js';
import { NumberTexts } from './cells/number-form.js';
import {
  type DecimalMark,
  isAmbiguous,
  isCode,
  isPlain,
  readNumbers,
} from './cells/number-text.js';
import type { ColumnCells } from './column-cells.js';
import { isIdentifierName } from './row-numbers.js';
import type { Said } from './said.js';
import type { CategoryValue, NumberForm } from '../data/schema.js';
import { ValueCounts } from './value-counts.js';

/** Counts the kinds of cells in a column. Gaps do not count. */
export interface ColumnSurvey {
  /** Cells that are neither gaps, empty text nor words for "not known". */
  readonly filled: number;
  /** Empty texts. */
  readonly empty: number;
  /** Words that may stand for "not known", unless they are gaps in any column. */
  readonly words: number;
  /** Numbers, including those as text, and BigInts. */
  readonly numbers: number;
  /** Texts that look like numbers, but name something: "02139". */
  readonly codes: number;
  readonly booleans: number;
  /** Dates, including those as text. */
  readonly dates: number;
  /** Date objects, which cannot be categories. */
  readonly dateObjects: number;
  /** Whether the table has numbers here other than text, all of them BigInts. */
  readonly bigInts: boolean;
  /** Texts that resemble dates, but cannot be read as dates. */
  readonly unreadDates: number;
  /** Whether the numbers are days such as 20201231: by the rule of CalendarDays, or simply all of them. */
  readonly areDays: boolean;
  readonly canBeDays: boolean;
  readonly decimal: DecimalMark;
  /** The forms of the texts: of numbers that are not written as programs do, and of dates. */
  readonly form: NumberForm | undefined;
  readonly order: DayOrder;
  /** Texts with two readings, if no cell tells which one is right. */
  readonly ambiguous: { readonly number?: string | undefined; readonly date?: string | undefined };
  readonly shortYears: boolean;
  /** The number of texts that could be numbers, and why they are not numbers of one column. */
  readonly numberTexts: number;
  readonly numbersFault: string | undefined;
  /**
   * The first rows with a cell that is not a number, with one that is not a date, with a BigInt beyond
   * 2^53, and with any cell but a gap; -1 for none.
   */
  readonly first: {
    readonly noNumber: number;
    readonly noDate: number;
    readonly beyond: number;
    readonly any: number;
  };
  readonly firstCell: NonNullable<Cell> | undefined;
  /** Includes empty texts and words, but not Dates. BigInts beyond 2^53 are text. */
  readonly values: ValueCounts<CategoryValue>;
}

type Cell = Parameters<Parameters<ColumnCells['each']>[0]>[0];

/** Such as 2023-W05, Q1 2023, 10 février 2023. */
const LIKE_DATE = /^(?=\D*\d)(?=.*(19|20)\d\d)(?=.*[-/., \s:]).{6,40}$/;

/**
 * @param limit The most different values to tell apart.
 * @param said What the user says of the column: its form determines how texts are read.
 */
export async function surveyColumn(
  cells: ColumnCells,
  limit: number,
  said: Said = {},
): Promise<ColumnSurvey> {
  const found = { filled: 0, empty: 0, words: 0, codes: 0, booleans: 0, unreadDates: 0 };
  const texts = { '.': new NumberTexts('.'), ',': new NumberTexts(',') };
  const dates = new DateTexts();
  const days = new CalendarDays();
  const values = new ValueCounts<CategoryValue>(limit);
  let [numberCells, plain, dateObjects] = [0, 0, 0];
  let firstAny = -1;
  let firstCell: Cell | undefined;
  let firstWord: Cell | undefined;
  let beyond = -1;
  let bigInts: boolean | undefined;
  /** The first rows whose texts are not numbers by either decimal mark, or not dates by either order. */
  let [noNumber, noDate] = [-1, -1];
  /** The least text that is a different number by the other decimal mark. */
  let either: string | undefined;
  const isNoNumber = (row: number) => {
    if (noNumber < 0) noNumber = row;
  };
  const isNoDate = (row: number) => {
    if (noDate < 0) noDate = row;
  };
  const addText = (text: string, row: number) => {
    const asPlain = isPlain(text);
    if (asPlain) {
      isNoDate(row);
      if (isCode(text)) {
        found.codes++;
        return isNoNumber(row);
      }
      plain++;
      days.add(Number(text));
    } else {
      const trimmed = text.trim();
      if (dates.add(trimmed, row)) return isNoNumber(row);
      if (LIKE_DATE.test(trimmed)) found.unreadDates++;
    }
    // A number as programs write it is the same by either mark if it has no point. With a point, it is a
    // number by the comma only if three digits follow.
    const isSame = asPlain && !text.includes('.');
    const isOne = isSame || (asPlain && text.at(-4) !== '.');
    const read = isOne ? {} : readNumbers(text);
    if (asPlain) texts['.'].addPlain(text);
    else texts['.'].add(read['.'], row);
    if (isSame) texts[','].addPlain(text);
    else texts[','].add(read[','], row);
    if (isAmbiguous(text) && (either === undefined || text < either)) either = text;
  };
  await cells.each((cell, row) => {
    if (typeof cell === 'object') dateObjects++;
    else if (values.exact) values.add(typeof cell === 'bigint' ? String(cell) : cell);
    if (cell === '') return void found.empty++;
    if (!cells.wordsAreGaps && cells.words.has(cell)) {
      firstWord ??= cell;
      return void found.words++;
    }
    found.filled++;
    if (firstAny < 0) [firstAny, firstCell] = [row, cell];
    if (typeof cell === 'string') return addText(cell, row);
    if (typeof cell === 'bigint' && beyond < 0) beyond = row;
    if (typeof cell === 'bigint' || (typeof cell === 'number' && bigInts !== false))
      bigInts = cells.isBigInt(row);
    if (typeof cell === 'bigint') {
      numberCells++;
      return isNoDate(row);
    }
    if (typeof cell !== 'number') isNoNumber(row);
    if (typeof cell !== 'object') isNoDate(row);
    if (typeof cell === 'boolean') found.booleans++;
    if (typeof cell !== 'number') return;
    numberCells++;
    days.add(cell);
  });
  const tied = texts['.'].count === texts[','].count;
  const likely = tied ? likelyMark(either, texts['.'].symbol) : undefined;
  const decimal = decimalIn(said) ?? likely ?? (texts['.'].count >= texts[','].count ? '.' : ',');
  const order = orderIn(said) ?? dates.order;
  const read = texts[decimal];
  const fault = read.faultBeside(numberCells);
  return {
    ...found,
    numbers: numberCells + (fault ? plain : read.count),
    numberTexts: read.count,
    numbersFault: fault,
    decimal,
    form: fault ? undefined : read.form,
    dates: dateObjects + dates.count(order),
    dateObjects,
    bigInts: bigInts === true,
    order,
    shortYears: dates.shortYears,
    areDays: days.areAll(numberCells + read.count),
    canBeDays: days.count === numberCells + read.count,
    ambiguous: {
      number: tied && !decimalIn(said) ? either : undefined,
      date: orderIn(said) ? undefined : dates.ambiguous,
    },
    first: {
      noNumber: earlier(
        noNumber,
        fault ? earlier(read.firstOther, read.firstFormed) : read.firstOther,
      ),
      noDate: earlier(noDate, dates.firstOther(order)),
      beyond,
      any: firstAny,
    },
    firstCell: firstCell ?? firstWord,
    values,
  };
}

/** The type of a column whose cells are all read. Whole numbers are 'continuous' here, too. */
export function readType(
  name: string,
  { filled, numbers, dates, booleans, areDays }: ColumnSurvey,
): 'continuous' | 'date' | 'boolean' | undefined {
  if (filled === 0) return undefined;
  if (numbers === filled) return areDays && !isIdentifierName(name) ? 'date' : 'continuous';
  if (dates === filled) return 'date';
  return booleans === filled ? 'boolean' : undefined;
}

/**
 * The decimal mark of a number such as 1.234, if no cell tells. Amounts of money rarely have three
 * digits after the mark, and percentages are rarely above 1,000 %.
 */
function likelyMark(either: string | undefined, symbol: string | undefined): DecimalMark {
  const mark = either?.includes(',') ? ',' : '.';
  if (either === undefined || symbol === undefined) return '.';
  if (/[%‰]/.test(symbol)) return mark;
  return mark === '.' ? ',' : '.';
}

const decimalIn = ({ form }: Said) => (typeof form === 'object' ? form.decimal : undefined);
const orderIn = ({ form }: Said) => (typeof form === 'string' ? orderOf(form) : undefined);

/** The first of two rows; -1 stands for none. */
function earlier(a: number, b: number): number {
  return a < 0 || (b >= 0 && b < a) ? b : a;
}
