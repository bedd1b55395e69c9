import { CommonDateForm } from './cells/common-date-form.js';
import { dateReader } from './cells/cell-reader.js';
import { DIGITS, stepOf } from './cells/date-form.js';
import { DAY, readDate } from './cells/date-text.js';
import type { ColumnCells } from './column-cells.js';
import type { ColumnSurvey } from './column-survey.js';
import { constant, type Named } from './infer-constant.js';
import { OrderedValues, Precisions } from './ordered-values.js';
import { type Said, saidSo } from './said.js';
import type { ColumnSchema, DateColumn } from '../data/schema.js';
import { show } from '../errors/show.js';

/** A date, as errors name it. */
export const A_DATE = "a date: a Date, 'YYYY-MM-DD'";

/** Infers a column of dates: their form, and what they are rounded to. */
export async function inferDates(
  cells: ColumnCells,
  column: Named,
  survey: ColumnSurvey,
  said: Said,
): Promise<ColumnSchema> {
  const values = new OrderedValues(cells.rows);
  const form = typeof said.form === 'string' ? said.form : await dateFormOf(cells, survey);
  const read = dateReader(form);
  const isNumber = survey.numbers > 0 && form !== 'Date';
  let allNumbers = true;
  const precisions = new Precisions();
  await cells.each((cell, row) => {
    const time = read(cell);
    if (time === undefined) throw cells.fault(row, A_DATE, saidSo(said));
    values.add(time);
    precisions.add(STEPS.findIndex((step) => time % step === 0));
    allNumbers &&= typeof cell === 'number';
  });
  if (values.minimum === values.maximum) return constant(column, survey);
  const reason =
    said.form === undefined ? reasonOf(cells.name, survey, values, form, said) : undefined;
  const found: DateColumn = {
    ...column,
    type: 'date',
    ...(reason && { reason }),
    minimum: values.minimum,
    maximum: values.maximum,
    form,
    ...(isNumber && allNumbers && { cells: 'number' as const }),
    ...(isNumber && allNumbers && survey.bigInts && { bigint: true as const }),
    step: Math.max(STEPS[precisions.enough]!, stepOf(form)),
  };
  const grid = { step: found.step, round: (time: number) => toStep(time, found.step) };
  return { ...found, ...(await values.bins(cells, grid, false)) };
}

/** Rounds to a multiple of this many milliseconds. */
export const toStep = (time: number, step: number) => Math.round(time / step) * step;

/** The form that writes all of the column's dates. */
export async function dateFormOf(cells: ColumnCells, survey: ColumnSurvey): Promise<string> {
  if (survey.dateObjects > 0) return 'Date';
  if (survey.numbers > 0 && survey.numbers === survey.filled)
    return survey.canBeDays ? DIGITS : 'milliseconds';
  const common = new CommonDateForm();
  await cells.each((cell) => {
    const date = typeof cell === 'string' ? readDate(cell.trim(), survey.order) : undefined;
    if (date) common.add(date);
  });
  return common.form ?? 'Date';
}

/** The reason to state if the cells could be dates of another kind, or no dates at all. */
function reasonOf(
  name: string,
  { ambiguous, order, shortYears }: ColumnSurvey,
  { minimum, maximum }: OrderedValues,
  form: string,
  said: Said,
): string | undefined {
  const override = (other: string) => `columns: { ${show(name)}: { form: '${other}' } }`;
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const span = `from ${day(minimum)} to ${day(maximum)}`;
  if (form === 'milliseconds' && maximum < SMALL_TIME)
    return `numbers read as milliseconds since 1970, ${span}; ${override('seconds')} reads them as seconds`;
  if (form === DIGITS && said.type === undefined)
    return `whole numbers read as days, ${span}; columns: { ${show(name)}: 'integer' } reads them as numbers`;
  if (ambiguous.date !== undefined)
    return (
      `dates such as ${ambiguous.date} are read with the ${order}, since no cell tells; ` +
      `${override(form.replace(/^(\w+)([-/])(\w+)/, '$3$2$1'))} reads them the other way`
    );
  return shortYears ? 'years of two digits are read as 1969 to 2068' : undefined;
}

/** Counts up to this, in 1973 as milliseconds, are more likely seconds. */
const SMALL_TIME = 1e11;

/** What dates are exact to; times of day are whole milliseconds. */
const STEPS = [DAY, 3_600_000, 60_000, 1000, 1];
