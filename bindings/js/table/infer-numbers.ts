import { numberReader } from './cells/cell-reader.js';
import { readNumber } from './cells/number-text.js';
import { decimalsOf, MAX_DECIMALS, roundTo } from './cells/rounding.js';
import type { ColumnCells } from './column-cells.js';
import type { ColumnSurvey } from './column-survey.js';
import { inferIdentifier } from './identifiers.js';
import type { Grid } from './infer-ranges.js';
import { constant, type Named } from './infer-constant.js';
import { OrderedValues, Precisions } from './ordered-values.js';
import { rowNumbers } from './row-numbers.js';
import { type Said, saidSo } from './said.js';
import type { ColumnSchema } from '../data/schema.js';
import { show } from '../errors/show.js';

/**
 * Infers a column of numbers, including those as text: whether they are whole, their form, and whether
 * they number the rows.
 */
export async function inferNumbers(
  cells: ColumnCells,
  column: Named,
  present: number,
  survey: ColumnSurvey,
  said: Said,
): Promise<ColumnSchema> {
  const values = new OrderedValues(present);
  const { form } = survey;
  const read = numberReader(form);
  let numbersRows = said.type === undefined && present === cells.rows && form === undefined;
  const isNew = numbersRows ? rowNumbers(cells.name, cells.rows) : () => false;
  let whole = true;
  let texts = 0;
  const precisions = new Precisions();
  let written: number | undefined;
  let fixed = true;
  const why = saidSo(said);
  await cells.each((cell, row) => {
    const value = read(cell);
    if (value === undefined) throw cells.fault(row, 'a number', why);
    if (!Number.isInteger(value)) {
      if (said.type === 'integer') throw cells.fault(row, 'an integer', why);
      whole = false;
      precisions.add(decimalsOf(value, 0) ?? UNROUNDED);
    } else precisions.add(0);
    if (said.minimum !== undefined && value < said.minimum)
      throw cells.fault(row, `a number >= ${said.minimum}`, '; columns says so');
    if (said.maximum !== undefined && value > said.maximum)
      throw cells.fault(row, `a number <= ${said.maximum}`, '; columns says so');
    if (typeof cell === 'string') {
      const digits = form ? readNumber(cell, form.decimal)?.decimals : writtenDecimals(cell);
      if (texts++ === 0) written = digits;
      else if (digits !== written) fixed = false;
    }
    values.add(value);
    numbersRows &&= isNew(value);
  });
  if (values.minimum === values.maximum) return constant(column, survey);
  if (numbersRows)
    return {
      ...column,
      ...(await inferIdentifier(
        cells,
        survey,
        'it numbers the rows: whole numbers, none of them twice',
      )),
    };
  const asText = texts === present;
  const padded = asText && fixed && written !== undefined && written <= MAX_DECIMALS;
  const type = said.type === 'continuous' || !whole ? 'continuous' : 'integer';
  const { enough } = precisions;
  const digits = said.decimals ?? (padded ? written! : enough < UNROUNDED ? enough : null);
  const reason = reasonOf(cells.name, survey);
  return {
    ...column,
    type,
    ...(reason && { reason }),
    minimum: said.minimum ?? values.minimum,
    maximum: said.maximum ?? values.maximum,
    decimals: digits,
    ...(survey.bigInts && texts === 0 && digits === 0 && { bigint: true }),
    ...(asText && { text: padded ? 'fixed' : 'shortest' }),
    ...(form && { form }),
    ...(await values.bins(
      cells,
      gridOf(type === 'integer' ? 0 : digits),
      said.type === 'continuous',
    )),
  };
}

const gridOf = (digits: number | null): Grid => ({
  step: digits === null ? 0 : Number(`1e-${digits}`),
  round: (value) => roundTo(value, digits),
});

/** A number of digits that stands for too many to round to. */
const UNROUNDED = MAX_DECIMALS + 1;

/** Digits after the point in the text of a number; undefined if it has an exponent. */
function writtenDecimals(text: string): number | undefined {
  const [, fraction = ''] = text.trim().split('.');
  return /e/i.test(text) ? undefined : fraction.length;
}

/** The reason to state if no cell tells whether a mark separates thousands or the fraction. */
function reasonOf(name: string, { ambiguous, decimal }: ColumnSurvey): string | undefined {
  const text = ambiguous.number;
  if (text === undefined) return undefined;
  const mark = text.includes('.') ? 'point' : 'comma';
  const part = text.includes(decimal) ? 'the fraction' : 'thousands';
  const other = decimal === '.' ? ',' : '.';
  return (
    `the ${mark} in numbers such as ${text} is read as separating ${part}, since no cell tells; ` +
    `columns: { ${show(name)}: { form: { decimal: '${other}' } } } reads them the other way`
  );
}
