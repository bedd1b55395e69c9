import { VAEError } from '../errors.js';
import { show } from '../show.js';
import type { ColumnCells } from './column-cells.js';
import { surveyColumn, type ColumnSurvey } from './column-survey.js';
import { commonForm, commonStep, DAY, dateOf, formOf } from './dates.js';
import { inferIdentifier } from './identifiers.js';
import { decimalsOf, MAX_DECIMALS, numberOf, writtenDecimals } from './numbers.js';
import type { Category, ColumnSchema, ColumnType } from './schema.js';
import { isDate } from './table-view.js';
import { ValueCounts } from './value-counts.js';

/** Text, or a mixture, of more values than this names rows rather than sorts them. */
const MAX_CATEGORIES = 1000;
/** The same where the user says that they are categories. */
const MAX_CATEGORIES_ASKED = 10_000;
/** Fewer values than this are categories even where hardly one comes twice. */
const FEW_VALUES = 20;

/** Numbers and dates of at most so many values, each so often on average, are levels. */
const MAX_LEVELS = 20;
const MIN_CELLS_PER_LEVEL = 5;

/**
 * A spike is at least so large a share of the cells, so many of them, and so many times as frequent
 * as any value that is none: a column of few decimals has frequent values by its coarseness alone.
 */
const SPIKE_SHARE = 1 / 20;
const MIN_SPIKE_CELLS = 20;
const SPIKE_EXCESS = 2;
const MAX_SPIKES = 8;
/** Of different numbers that are counted at once. */
const COUNTED_NUMBERS = 1000;

/** What the user says of a column; see ColumnOverride. */
export interface Said {
  readonly type?: ColumnType | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly decimals?: number | undefined;
}

/** @throws ERR_DATA_VALUE, ERR_DATA_SHAPE: see inferSchema(). */
export async function inferColumn(cells: ColumnCells, said: Said): Promise<ColumnSchema> {
  const asked = said.type === 'categorical';
  const limit = asked ? MAX_CATEGORIES_ASKED : MAX_CATEGORIES;
  const survey = await surveyColumn(cells, limit);
  const { filled, empty, numbers, codes, dates, booleans } = survey;
  cells.emptyIsGap = filled > 0 && [numbers + codes, dates, booleans].includes(filled);
  const present = filled + (cells.emptyIsGap ? 0 : empty);
  const missing = (cells.rows - present) / cells.rows;
  const column = { name: cells.name, missing };
  if (present === 0) return { ...column, type: 'constant', value: null };
  switch (said.type ?? inferType(cells, survey, present)) {
    case 'continuous':
    case 'integer':
      return inferNumbers(cells, column, present, survey, said);
    case 'date':
      return inferDates(cells, column, present, survey, said);
    case 'boolean':
      return inferBoolean(cells, column, survey, said);
    case 'constant':
      if (survey.values.counts.size + survey.dateObjects > 1) await refuseSecond(cells);
      return constant(column, survey);
    case 'identifier':
      return { ...column, ...(await inferIdentifier(cells, reasonOf(said, survey, present))) };
    case 'categorical':
  }
  if (survey.dateObjects > 0) await refuseDates(cells, said);
  if (!survey.values.exact)
    throw new VAEError(
      'ERR_DATA_SHAPE',
      `data has more than ${limit} different values in column ${show(cells.name)}, ` +
        `where at most ${limit} categories are expected.`,
    );
  const categories = categoriesOf(cells, survey);
  if (categories.length === 1) return constant(column, survey);
  return { ...column, type: 'categorical', categories };
}

/** Where the user says nothing. Numbers are 'continuous' here, whole ones too. */
function inferType(cells: ColumnCells, survey: ColumnSurvey, present: number): ColumnType {
  const { filled, numbers, codes, dates, booleans, dateObjects, first } = survey;
  if (filled > 0) {
    if (numbers === filled) return 'continuous';
    if (dates === filled) return 'date';
    if (booleans === filled) return 'boolean';
  }
  if (isCategorical(survey, present) && dateObjects === 0) return 'categorical';
  const rest =
    ', as in most rows of this column; give null for what is not known, or leave the column out ' +
    `of the model with columns: { ${show(cells.name)}: 'identifier' }`;
  if (numbers > filled / 2 && codes === 0) throw cells.fault(first.noNumber, 'a number', rest);
  if (dates > filled / 2 || dateObjects > 0) throw cells.fault(first.noDate, 'a date', rest);
  return 'identifier';
}

function isCategorical({ values }: ColumnSurvey, present: number): boolean {
  const { size } = values.counts;
  return values.exact && (size < FEW_VALUES || 2 * size <= present);
}

const saidSo = ({ type }: Said) => (type ? `; columns says ${show(type)}` : '');

function reasonOf(said: Said, { values }: ColumnSurvey, present: number): string {
  if (said.type) return `columns says so`;
  return values.exact
    ? `${values.counts.size} different values in ${present} cells`
    : `more than ${MAX_CATEGORIES} different values`;
}

type Named = Pick<ColumnSchema, 'name' | 'missing'>;

function constant(column: Named, { firstCell = '' }: ColumnSurvey): ColumnSchema {
  if (isDate(firstCell))
    return { ...column, type: 'constant', value: firstCell.getTime(), date: true };
  const value = typeof firstCell === 'number' ? firstCell + 0 : firstCell;
  return { ...column, type: 'constant', value };
}

async function inferNumbers(
  cells: ColumnCells,
  column: Named,
  present: number,
  survey: ColumnSurvey,
  said: Said,
): Promise<ColumnSchema> {
  const range = new Range();
  const counts = new ValueCounts<number>(COUNTED_NUMBERS);
  let numbersRows = present >= FEW_VALUES && said.type === undefined && present === cells.rows;
  const isNew = numbersRows ? newcomers(cells) : () => false;
  let whole = true;
  let texts = 0;
  let decimals: number | null = 0;
  let written: number | undefined;
  let fixed = true;
  const why = saidSo(said);
  await cells.each((cell, row) => {
    const value = numberOf(cell);
    if (value === undefined) throw cells.fault(row, 'a number', why);
    if (!Number.isInteger(value)) {
      if (said.type === 'integer') throw cells.fault(row, 'an integer', why);
      whole = false;
      if (decimals !== null) decimals = decimalsOf(value, decimals);
    }
    if (said.minimum !== undefined && value < said.minimum)
      throw cells.fault(row, `a number >= ${said.minimum}`, '; columns says so');
    if (said.maximum !== undefined && value > said.maximum)
      throw cells.fault(row, `a number <= ${said.maximum}`, '; columns says so');
    if (typeof cell === 'string') {
      const digits = writtenDecimals(cell);
      if (texts++ === 0) written = digits;
      else if (digits !== written) fixed = false;
    }
    range.add(value);
    counts.add(value);
    numbersRows &&= isNew(value);
  });
  if (range.minimum === range.maximum) return constant(column, survey);
  if (numbersRows)
    return {
      ...column,
      ...(await inferIdentifier(cells, 'it numbers the rows: whole numbers, none of them twice')),
    };
  const asText = texts === present;
  const padded = asText && fixed && written !== undefined && written <= MAX_DECIMALS;
  const type = said.type === 'continuous' || !whole ? 'continuous' : 'integer';
  return {
    ...column,
    type,
    minimum: said.minimum ?? range.minimum,
    maximum: said.maximum ?? range.maximum,
    decimals: said.decimals ?? (padded ? written! : decimals),
    ...(asText && { text: padded ? 'fixed' : 'shortest' }),
    ...(await frequentValues(cells, counts, present, said.type !== 'continuous', numberOf)),
  };
}

/** A column of such a name numbers the rows with any integers, such as those of a database. */
const IDENTIFIER_NAME = /(^|[^A-Za-z])(id|Id|ID)$|[a-z](Id|ID)$/;

/**
 * Whether a number can be one that numbers the rows, none of which is there twice. Under any other
 * name these fill more than half of 0, 1, ..., up to the greatest: quantities do not without
 * repeating themselves, and years do not begin there.
 */
function newcomers({ name, rows }: ColumnCells): (value: number) => boolean {
  if (IDENTIFIER_NAME.test(name)) {
    const seen = new Set<number>();
    return (value) => Number.isSafeInteger(value) && seen.size < seen.add(value).size;
  }
  const seen = new Uint8Array(2 * rows);
  return (value) => seen[value] === 0 && (seen[value] = 1) === 1;
}

async function inferDates(
  cells: ColumnCells,
  column: Named,
  present: number,
  survey: ColumnSurvey,
  said: Said,
): Promise<ColumnSchema> {
  const range = new Range();
  const counts = new ValueCounts<number>(COUNTED_NUMBERS);
  let form: string | undefined;
  let step = DAY;
  await cells.each((cell, row) => {
    const time = dateOf(cell);
    if (time === undefined) throw cells.fault(row, "a date: a Date, 'YYYY-MM-DD'", saidSo(said));
    const own = formOf(cell);
    form = form === undefined ? own : commonForm(form, own);
    range.add(time);
    counts.add(time);
    step = commonStep(time, step);
  });
  if (range.minimum === range.maximum) return constant(column, survey);
  return {
    ...column,
    type: 'date',
    minimum: range.minimum,
    maximum: range.maximum,
    form: form!,
    step,
    ...(await frequentValues(cells, counts, present, true, dateOf)),
  };
}

/** The levels or spikes of numbers or dates. */
async function frequentValues(
  cells: ColumnCells,
  { counts, exact }: ValueCounts<number>,
  present: number,
  canBeLevels: boolean,
  read: typeof numberOf,
): Promise<{ levels?: Category<number>[]; spikes?: Category<number>[] }> {
  const list = (all: Iterable<[number, number]>) =>
    Array.from(all, ([value, count]) => ({ value: value + 0, count }));
  const ascending = (all: Category<number>[]) => all.sort((a, b) => a.value - b.value);
  const { size } = counts;
  if (canBeLevels && exact && size <= MAX_LEVELS && size * MIN_CELLS_PER_LEVEL <= present)
    return { levels: ascending(list(counts)) };
  // Whatever can be a spike, or too frequent for a spike beside it.
  const notable = (present * SPIKE_SHARE) / SPIKE_EXCESS;
  const counted = exact ? notable : notable - present / COUNTED_NUMBERS;
  const candidates = new Map([...counts].filter(([, count]) => count >= counted));
  if (!exact && candidates.size > 0) {
    for (const value of candidates.keys()) candidates.set(value, 0);
    await cells.each((cell) => {
      const value = read(cell)!;
      const count = candidates.get(value);
      if (count !== undefined) candidates.set(value, count + 1);
    });
  }
  const frequent = list(candidates)
    .filter(({ count }) => count >= notable)
    .sort((a, b) => b.count - a.count || a.value - b.value);
  const least = Math.max(MIN_SPIKE_CELLS, present * SPIKE_SHARE);
  const last = frequent.findLastIndex(
    ({ count }, i) => count >= least && count >= SPIKE_EXCESS * (frequent[i + 1]?.count ?? 0),
  );
  const spikes = frequent.slice(0, Math.min(last + 1, MAX_SPIKES));
  return spikes.length > 0 ? { spikes: ascending(spikes) } : {};
}

/** The most frequent first; of equally frequent ones by type, then by value. */
function categoriesOf(cells: ColumnCells, { values }: ColumnSurvey): Category[] {
  const counts = new Map(values.counts);
  if (cells.emptyIsGap) counts.delete('');
  return Array.from(counts, ([value, count]) => ({
    value: typeof value === 'number' ? value + 0 : value,
    count,
  })).sort(
    (a, b) =>
      b.count - a.count ||
      compare(typeof a.value, typeof b.value) ||
      compare(a.value as string, b.value as string),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const TRUTHS = [
  ['false', '0', 'no'],
  ['true', '1', 'yes'],
];

async function inferBoolean(
  cells: ColumnCells,
  column: Named,
  survey: ColumnSurvey,
  said: Said,
): Promise<ColumnSchema> {
  const found: [Category?, Category?] = [];
  for (const category of categoriesOf(cells, survey)) {
    const truth = TRUTHS.findIndex((words) => words.includes(`${category.value}`.toLowerCase()));
    if (truth >= 0) found[truth] ??= category;
  }
  const taken = found.map((category) => category?.value);
  await cells.each((cell, row) => {
    if (isDate(cell) || !taken.includes(cell))
      throw cells.fault(
        row,
        'one value for true and one for false: true and false, 1 and 0, "yes" and "no"',
        saidSo(said),
      );
  });
  const [no, yes] = found;
  if (!no || !yes) return constant(column, survey);
  return { ...column, type: 'boolean', categories: [no, yes] };
}

async function refuseSecond(cells: ColumnCells): Promise<void> {
  let first: unknown;
  await cells.each((cell, row) => {
    const value = isDate(cell) ? cell.getTime() : cell;
    if ((first ??= value) !== value)
      throw cells.fault(row, `${show(first)}, as above`, '; columns says "constant"');
  });
}

function refuseDates(cells: ColumnCells, said: Said): Promise<void> {
  return cells.each((cell, row) => {
    if (isDate(cell)) throw cells.fault(row, 'text, a number, true or false', saidSo(said));
  });
}

class Range {
  minimum = Infinity;
  maximum = -Infinity;

  add(value: number): void {
    // -0 would not come back from JSON.
    if (value < this.minimum) this.minimum = value + 0;
    if (value > this.maximum) this.maximum = value + 0;
  }
}
