import type { ColumnCells } from './column-cells.js';
import type { ColumnSurvey } from './column-survey.js';
import { commonForm, commonStep, DAY, dateOf, formOf } from './dates.js';
import { constant, type Named } from './infer-constant.js';
import { OrderedValues } from './ordered-values.js';
import { type Said, saidSo } from './said.js';
import type { ColumnSchema } from './schema.js';

/** Of dates: how they are written, and to what they are rounded. */
export async function inferDates(
  cells: ColumnCells,
  column: Named,
  survey: ColumnSurvey,
  said: Said,
): Promise<ColumnSchema> {
  const values = new OrderedValues();
  let form: string | undefined;
  let step = DAY;
  await cells.each((cell, row) => {
    const time = dateOf(cell);
    if (time === undefined) throw cells.fault(row, "a date: a Date, 'YYYY-MM-DD'", saidSo(said));
    const own = formOf(cell);
    form = form === undefined ? own : commonForm(form, own);
    values.add(time);
    step = commonStep(time, step);
  });
  if (values.minimum === values.maximum) return constant(column, survey);
  return {
    ...column,
    type: 'date',
    minimum: values.minimum,
    maximum: values.maximum,
    form: form!,
    step,
    ...(await values.frequent(cells, dateOf, true)),
  };
}
