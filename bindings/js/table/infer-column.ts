import { show } from '../errors/show.js';
import { WHOLE_NUMBER } from '../errors/whole-number.js';
import { numberReader } from './cells/cell-reader.js';
import { readDate } from './cells/date-text.js';
import type { ColumnCells } from './column-cells.js';
import { type ColumnSurvey, readType, surveyColumn } from './column-survey.js';
import { commonest } from './commonest.js';
import { inferIdentifier } from './identifiers.js';
import { inferBoolean, inferCategories } from './infer-categories.js';
import { checkConstant, constant } from './infer-constant.js';
import { inferDates } from './infer-dates.js';
import { inferNumbers } from './infer-numbers.js';
import { SAID, type Said } from './said.js';
import type { CategoryValue, ColumnSchema, ColumnType } from '../data/schema.js';

/** A column of text, or of mixed types, with more different values than this identifies rows. */
const MAX_CATEGORIES = 1000;
/** The same if the user says that they are categories. */
const MAX_CATEGORIES_ASKED = 10_000;
/** Fewer values than this are categories, even if hardly any repeats. */
const FEW_VALUES = 20;

/** Types whose cells are read as values instead of kept as they are. */
const READ_TYPES: readonly ColumnType[] = ['continuous', 'integer', 'date', 'boolean'];

/** @throws ERR_DATA_VALUE, ERR_DATA_SHAPE: see inferSchema(). */
export async function inferColumn(cells: ColumnCells, said: Said): Promise<ColumnSchema> {
  const asked = said.type === 'categorical';
  const limit = asked ? MAX_CATEGORIES_ASKED : MAX_CATEGORIES;
  if (said.type && READ_TYPES.includes(said.type)) cells.wordsAreGaps = true;
  const survey = await surveyColumn(cells, limit, said);
  const { filled, empty, words, numbers, codes, dates, booleans } = survey;
  const isRead = filled > 0 && [numbers + codes, dates, booleans].includes(filled);
  cells.emptyIsGap = isRead;
  cells.wordsAreGaps ||= isRead;
  const present = filled + (cells.emptyIsGap ? 0 : empty) + (cells.wordsAreGaps ? 0 : words);
  const missing = (cells.rows - present) / cells.rows;
  const column = { name: cells.name, missing };
  if (survey.first.beyond >= 0 && said.type !== 'identifier')
    throw cells.fault(survey.first.beyond, WHOLE_NUMBER, TOO_LARGE + asIdentifier(cells.name));
  if (present === 0) return { ...column, type: 'constant', value: null };
  switch (said.type ?? inferType(cells, survey, present)) {
    case 'continuous':
    case 'integer':
      return inferNumbers(cells, column, present, survey, said);
    case 'date':
      return inferDates(cells, column, survey, said);
    case 'boolean':
      return inferBoolean(cells, column, survey, said);
    case 'constant':
      await checkConstant(cells);
      return constant(column, survey);
    case 'identifier':
      return {
        ...column,
        ...(await inferIdentifier(cells, survey, reasonOf(said, survey, present))),
      };
    case 'categorical':
      return inferCategories(
        cells,
        { ...column, ...wordKept(cells, survey, said), ...mixed(cells, survey, said) },
        survey,
        said,
        limit,
      );
  }
}

/** Infers the type if the user gives none. */
function inferType(cells: ColumnCells, survey: ColumnSurvey, present: number): ColumnType {
  const { filled, numbers, codes, dates, dateObjects, first, strays } = survey;
  const read = readType(cells.name, survey);
  if (read) return read;
  if (isCategorical(survey, present) && dateObjects === 0) return 'categorical';
  const rest = (others: number) =>
    `, as in most rows of this column${exceptStrays(strays, others)}; give null for unknown values, ` +
    `list words for them in missingValues, or ${asIdentifier(cells.name)}`;
  if (numbers > filled / 2 && codes === 0)
    throw cells.fault(first.noNumber, 'a number', rest(filled - numbers));
  if (dates > filled / 2 || dateObjects > 0)
    throw cells.fault(first.noDate, 'a date', rest(filled - dates));
  return 'identifier';
}

/** Names the texts that keep a column from its type, if these are all of its `others`. */
function exceptStrays({ exact, counts }: ColumnSurvey['strays'], others: number): string {
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return exact && known === others ? ` except those with ${commonest(counts)}` : '';
}

const TOO_LARGE = '; give the column as text, for example by String(), or ';

/** Advice to leave a column out of the model, as the end of a sentence. */
function asIdentifier(name: string): string {
  return `leave the column out of the model with columns: { ${show(name)}: 'identifier' }`;
}

function isCategorical({ values }: ColumnSurvey, present: number): boolean {
  const { size } = values.counts;
  return values.exact && (size < FEW_VALUES || 2 * size <= present);
}

/** Why a column is left out as an identifier. */
function reasonOf(said: Said, survey: ColumnSurvey, present: number): string {
  if (said.type) return SAID;
  const { values, numbersFault, numberTexts, unreadDates, filled } = survey;
  const many = values.exact
    ? `${values.counts.size} different values in ${present} cells`
    : `more than ${MAX_CATEGORIES} different values`;
  if (numbersFault && numberTexts === filled) return `${many}: ${numbersFault}`;
  if (unreadDates === filled) return `${many}; ${UNKNOWN_FORM}`;
  return `${many}: too many for categories, and not numbers or dates`;
}

const UNKNOWN_FORM = 'if they are dates, their form is unknown: use YYYY-MM-DD';

/** Points out a category that may mean "not known": among text, such a word may also be an answer. */
function wordKept(cells: ColumnCells, survey: ColumnSurvey, said: Said): { reason?: string } {
  if (said.type || survey.words === 0 || cells.wordsAreGaps) return {};
  const words = [...survey.values.counts.keys()].filter((value) => cells.words.has(value));
  // Name the least one, so that the order of rows makes no difference.
  const word = show(words.map(String).sort()[0]);
  return { reason: `${word} is a category; missingValues: [${word}] makes it a gap` };
}

/** The reason for categories that are mostly numbers or dates: a few cells keep them from being these. */
function mixed(cells: ColumnCells, survey: ColumnSurvey, said: Said): { reason?: string } {
  const { filled, numbers, codes, dates, numbersFault, numberTexts, form, order, values } = survey;
  if (said.type) return {};
  if (numbersFault && numberTexts === filled) return { reason: numbersFault };
  if (survey.unreadDates === filled && values.counts.size > FEW_VALUES)
    return { reason: `${values.counts.size} different values; ${UNKNOWN_FORM}` };
  const but = (what: string, count: number, isOne: (value: CategoryValue) => boolean) => {
    const others = [...values.counts].filter(
      ([value]) => value !== '' && !isOne(value) && !cells.words.has(value),
    );
    if (others.length === 0) return {};
    return {
      reason:
        `most cells are ${what}, but ${filled - count} of ${filled} are not: ` +
        `${commonest(others)}; list words for unknown values in missingValues`,
    };
  };
  const read = numberReader(form);
  if (numbers > filled / 2 && numbers < filled && codes === 0)
    return but('numbers', numbers, (value) => read(value) !== undefined);
  if (dates > filled / 2 && dates < filled)
    return but('dates', dates, (value) => readDate(`${value}`.trim(), order) !== undefined);
  return {};
}
