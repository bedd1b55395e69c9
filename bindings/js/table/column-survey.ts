import { CalendarDays } from './cells/calendar-days.js';
import { orderOf } from './cells/date-form.js';
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
import type { CategoryValue } from '../data/schema.js';
import { ValueCounts } from './value-counts.js';

/** What surveyColumn() finds. */
export type ColumnSurvey = Awaited<ReturnType<typeof surveyColumn>>;

type Cell = Parameters<Parameters<ColumnCells['each']>[0]>[0];

/** More different texts than this among numbers or dates are not counted one by one. */
const MAX_STRAYS = 200;

/** No date is longer. */
const LONGEST_DATE = 40;

/** Such as 2023-W05, Q1 2023, 10 février 2023. */
const LIKE_DATE =
  /^(?=.*(?<!\d)(?:19|20)\d\d(?!\d))(?=.*[-/., \s:])(?:\d|[WQ]\d|\p{L}{3,}[.,]?\s).{4,}$/iu;

/**
 * Counts the kinds of cells in a column. Gaps do not count.
 * @param limit The most different values to tell apart.
 * @param said What the user says of the column: its form determines how texts are read.
 */
export async function surveyColumn(cells: ColumnCells, limit: number, said: Said = {}) {
  const found = {
    /** Cells that are neither gaps, empty text nor words for "not known". */
    filled: 0,
    empty: 0,
    /** Words that may stand for "not known", unless they are gaps in any column. */
    words: 0,
    /** Texts that look like numbers, but name something: "02139". */
    codes: 0,
    booleans: 0,
    /** Texts that resemble dates, but cannot be read as dates. */
    unreadDates: 0,
  };
  const texts = { '.': new NumberTexts('.'), ',': new NumberTexts(',') };
  const dates = new DateTexts();
  const days = new CalendarDays();
  const values = new ValueCounts<CategoryValue>(limit);
  const strays = new ValueCounts<string>(MAX_STRAYS);
  let [numberCells, plain, dateObjects] = [0, 0, 0];
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
      if (trimmed.length <= LONGEST_DATE && LIKE_DATE.test(trimmed)) found.unreadDates++;
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
    if (!asPlain && !read['.'] && !read[',']) strays.add(text);
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
    firstCell ??= cell;
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
    /** Including those as text, and BigInts. */
    numbers: numberCells + (fault ? plain : read.count),
    /** The number of texts that could be numbers, and why they are not numbers of one column. */
    numberTexts: read.count,
    numbersFault: fault,
    decimal,
    /** Of texts that are numbers, if they are not written as programs do. */
    form: fault ? undefined : read.form,
    /** Including those as text. */
    dates: dateObjects + dates.of(order).count,
    /** Date objects, which cannot be categories. */
    dateObjects,
    /** Whether the table has numbers here other than text, all of them BigInts. */
    bigInts: bigInts === true,
    order,
    shortYears: dates.shortYears,
    /** Whether the numbers are days such as 20201231: by the rule of CalendarDays, or simply all of them. */
    areDays: days.areAll(numberCells + read.count),
    canBeDays: days.count === numberCells + read.count,
    /** Texts with two readings, if no cell tells which one is right. */
    ambiguous: {
      number: tied && !decimalIn(said) ? either : undefined,
      date: orderIn(said) ? undefined : dates.ambiguous,
    },
    /** The first rows that are not a number, not a date, and a BigInt beyond 2^53; -1 for none. */
    first: {
      noNumber: earlier(
        noNumber,
        fault ? earlier(read.firstOther, read.firstFormed) : read.firstOther,
      ),
      noDate: earlier(noDate, dates.of(order).firstOther),
      beyond,
    },
    firstCell: firstCell ?? firstWord,
    /** Texts that are neither numbers nor dates. */
    strays,
    /** Includes empty texts and words, but not Dates. BigInts beyond 2^53 are text. */
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
