import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';
import type { ColumnCells } from './column-cells.js';
import type { ColumnSurvey } from './column-survey.js';
import { constant, type Named } from './infer-constant.js';
import { type Said, saidSo } from './said.js';
import type { Category, ColumnSchema } from '../data/schema.js';
import { isDate } from './table-view.js';

/** Infers a column of categories. The survey told at most `limit` of them apart. */
export async function inferCategories(
  cells: ColumnCells,
  column: Named,
  survey: ColumnSurvey,
  said: Said,
  limit: number,
): Promise<ColumnSchema> {
  if (survey.dateObjects > 0) await refuseDates(cells, said);
  if (!survey.values.exact)
    throw new VAEError(
      'ERR_DATA_SHAPE',
      `data has more than ${limit} different values in column ${show(cells.name)}, ` +
        `expected at most ${limit} categories.`,
    );
  const categories = categoriesOf(cells, survey);
  if (categories.length === 1) return constant(column, survey);
  return {
    ...column,
    type: 'categorical',
    categories,
    ...(survey.bigInts && { bigint: true }),
  };
}

function refuseDates(cells: ColumnCells, said: Said): Promise<void> {
  return cells.each((cell, row) => {
    if (isDate(cell)) throw cells.fault(row, 'text, a number, true or false', saidSo(said));
  });
}

/** Sorts by frequency, the most frequent first, then by type, then by value. */
function categoriesOf(cells: ColumnCells, { values }: ColumnSurvey): Category[] {
  const counts = new Map(values.counts);
  if (cells.emptyIsGap) counts.delete('');
  if (cells.wordsAreGaps)
    for (const value of values.counts.keys()) if (cells.words.has(value)) counts.delete(value);
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

/** Words for false, and words for true. */
const TRUTHS = [
  ['false', '0', 'no'],
  ['true', '1', 'yes'],
];

/** Infers a column of truth values, by its cells or because the user says so. */
export async function inferBoolean(
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
    if (isDate(cell) || typeof cell === 'bigint' || !taken.includes(cell))
      throw cells.fault(
        row,
        'one value for true and one for false: true and false, 1 and 0, "yes" and "no"',
        saidSo(said),
      );
  });
  const [no, yes] = found;
  if (!no || !yes) return constant(column, survey);
  return {
    ...column,
    type: 'boolean',
    categories: [no, yes],
    ...(survey.bigInts && { bigint: true }),
  };
}
