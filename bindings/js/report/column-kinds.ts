import { VAEError } from '../errors/errors.js';
import { choice, isObject, readValue } from '../options/option-rules.js';
import { show } from '../errors/show.js';
import {
  cellReader,
  type CellReader,
  dateReader,
  numberReader,
} from '../table/cells/cell-reader.js';
import type { MissingValues } from '../table/cells/missing-values.js';
import { ColumnCells, isAbsent } from '../table/column-cells.js';
import { type ColumnSurvey, readType, surveyColumn } from '../table/column-survey.js';
import { A_DATE, dateFormOf } from '../table/infer-dates.js';
import { rowNumbers } from '../table/row-numbers.js';
import { COLUMN_TYPES } from '../table/schema-from-json.js';
import type { ColumnType, DateColumn, NumberColumn } from '../data/schema.js';
import type { Slices } from '../table/slices.js';
import type { Cell } from '../data/table.js';
import { isDate, type TableView } from '../table/table-view.js';

/** The way to compare a column. */
export type ComparedKind =
  /** Compares the numbers that cells stand for. */
  | {
      readonly kind: 'numeric';
      /** The cells that it takes, as errors name them. */
      readonly takes: string;
      readonly read: CellReader;
      isGap(cell: Cell): boolean;
    }
  /** Compares cells by equality: cells with equal keys are equal. */
  | { readonly kind: 'categorical'; key(cell: Cell): string; isGap(cell: Cell): boolean };

/** Identifiers are not compared: they have no distribution to match. */
export type ColumnKind = ComparedKind | { readonly kind: 'identifier' };

const TYPE = { ...choice('continuous', COLUMN_TYPES), required: true };

// Text with more values than this is an identifier if most rows have a value of their own.
const MOST_CATEGORIES = 50;

/**
 * The kind of each column: the given type, or else by its cells in this table, which are read as
 * TableVAE reads them.
 * @param table The table's name in errors.
 * @param given Types by column name.
 * @throws ERR_OPTION
 */
export async function columnKinds(
  table: string,
  view: TableView,
  given: object,
  words: MissingValues,
  slices: Slices,
): Promise<ColumnKind[]> {
  for (const name of Object.keys(given))
    if (!view.names.includes(name))
      throw new VAEError(
        'ERR_OPTION',
        `columns names ${show(name)}, but ${table} has no such column.`,
      );
  const kinds: ColumnKind[] = [];
  for (const [column, name] of view.names.entries()) {
    const said = Object.hasOwn(given, name)
      ? saidOf(name, (given as Record<string, unknown>)[name])
      : undefined;
    const cells = new ColumnCells(view, column, slices, words);
    kinds.push(await kindOf(cells, said));
  }
  return kinds;
}

/** What the user says about a column. A schema's column also has the form of its cells. */
type SaidColumn = Pick<NumberColumn | DateColumn, 'form'> & { readonly type: ColumnType };

function saidOf(name: string, given: unknown): SaidColumn {
  const said = isObject(given) && 'type' in given ? given : { type: given };
  return { ...said, type: readValue(`${show(name)} in columns`, TYPE, said.type) };
}

async function kindOf(cells: ColumnCells, said: SaidColumn | undefined): Promise<ColumnKind> {
  if (said?.type === 'identifier') return { kind: 'identifier' };
  const survey = await surveyColumn(cells, cells.rows);
  const isBeyond = survey.first.beyond >= 0;
  const found = isBeyond ? undefined : readType(cells.name, survey);
  const type = said?.type ?? found ?? (areTruths(survey, cells.words) ? 'boolean' : undefined);
  const isRead = type === 'continuous' || type === 'integer' || type === 'date';
  cells.emptyIsGap = isRead || type === 'boolean';
  cells.wordsAreGaps ||= cells.emptyIsGap;
  if (said === undefined && (await isIdentifier(cells, type, survey)))
    return { kind: 'identifier' };
  const isGap = (cell: Cell) =>
    isAbsent(cell) ||
    (cells.emptyIsGap && cell === '') ||
    (cells.wordsAreGaps && cells.words.has(cell));
  if (!isRead) return { kind: 'categorical', key: type === 'boolean' ? truthKey : keyOf, isGap };
  const takes = type === 'date' ? A_DATE : 'a number';
  return { kind: 'numeric', takes, read: await readerOf(cells, survey, type, said), isGap };
}

/** Whether a column of text has truth values, as in a CSV file. */
function areTruths({ filled, values }: ColumnSurvey, words: MissingValues): boolean {
  const truths = ['true', 'false', ''];
  const isTruth = (value: Cell) => truths.includes(truthKey(value)) || words.has(value);
  return filled > 0 && [...values.counts.keys()].every(isTruth);
}

/** Infers the form from the real cells, if the user does not give it. */
async function readerOf(
  cells: ColumnCells,
  survey: ColumnSurvey,
  type: 'continuous' | 'integer' | 'date',
  said: SaidColumn | undefined,
): Promise<CellReader> {
  if (said?.form !== undefined) return cellReader(said as NumberColumn | DateColumn);
  return type === 'date' ? dateReader(await dateFormOf(cells, survey)) : numberReader(survey.form);
}

/** A model makes these anew, so differences in them say nothing about it. */
async function isIdentifier(
  cells: ColumnCells,
  type: ColumnType | undefined,
  survey: ColumnSurvey,
): Promise<boolean> {
  const { filled, empty, values, form } = survey;
  if (type === undefined) {
    const texts = [...values.counts.keys()].filter((value) => typeof value === 'string' && value);
    return texts.length > MOST_CATEGORIES && 2 * texts.length > filled + empty;
  }
  if (type !== 'continuous' || filled < cells.rows || form !== undefined) return false;
  const isNew = rowNumbers(cells.name, cells.rows);
  const read = numberReader();
  let numbersRows = true;
  await cells.each((cell) => {
    numbersRows &&= isNew(read(cell)!);
  });
  return numbersRows;
}

/** Equal for values that a CSV file does not distinguish: 1 and "1", true and "true". */
function keyOf(cell: Cell): string {
  return isDate(cell) ? cell.toISOString() : String(cell);
}

/** Programs write truth values in lower or upper case. */
function truthKey(cell: Cell): string {
  return keyOf(cell).toLowerCase();
}
