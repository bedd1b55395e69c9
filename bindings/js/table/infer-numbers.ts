import type { ColumnCells } from './column-cells.js';
import type { ColumnSurvey } from './column-survey.js';
import { inferIdentifier } from './identifiers.js';
import { constant, type Named } from './infer-constant.js';
import { decimalsOf, MAX_DECIMALS, numberOf, writtenDecimals } from './numbers.js';
import { OrderedValues } from './ordered-values.js';
import { rowNumbers } from './row-numbers.js';
import { type Said, saidSo } from './said.js';
import type { ColumnSchema } from './schema.js';

/** Of numbers, also as text: whole or not, how they are written, and whether they number the rows. */
export async function inferNumbers(
  cells: ColumnCells,
  column: Named,
  present: number,
  survey: ColumnSurvey,
  said: Said,
): Promise<ColumnSchema> {
  const values = new OrderedValues();
  let numbersRows = said.type === undefined && present === cells.rows;
  const isNew = numbersRows ? rowNumbers(cells.name, cells.rows) : () => false;
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
  const digits = said.decimals ?? (padded ? written! : decimals);
  return {
    ...column,
    type,
    minimum: said.minimum ?? values.minimum,
    maximum: said.maximum ?? values.maximum,
    decimals: digits,
    ...(survey.bigInts && texts === 0 && digits === 0 && { bigint: true }),
    ...(asText && { text: padded ? 'fixed' : 'shortest' }),
    ...(await values.frequent(cells, numberOf, said.type !== 'continuous')),
  };
}
