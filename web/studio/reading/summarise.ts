import type { ColumnOverride, ColumnSchema, ColumnType } from 'vae1';
import type {
  ColumnSummary,
  DataSummary,
  GapOffer,
  Note,
  ReadingOptions,
} from '../../contract/index.js';
import {
  cellOf,
  type Column,
  type Dataset,
  imageSize,
  type ImagesDataset,
  type TableDataset,
} from '../session/dataset.js';
import type { DroppedColumn } from './columns/build-table.js';
import { examplesOf } from './examples.js';
import { findGapOffers } from './find-gap-offers.js';
import { aboutStrays, findStrays, type Strays } from './find-strays.js';
import { inferColumn, isDayFirst } from './typed-table.js';
import type { Pace } from '../../../readers/bytes/pace.js';

/** Rows and images in a preview. */
const HEAD_ROWS = 50;
const HEAD_IMAGES = 64;
/** Limits the preview of large images, which the page has to receive and paint. */
const HEAD_BYTES = 4e6;

/** What is known about the data besides their content. */
export interface About {
  readonly notes?: readonly Note[];
  readonly reading?: ReadingOptions;
  readonly marked?: boolean;
  readonly dropped?: readonly DroppedColumn[];
  readonly members?: readonly string[];
  readonly pace?: Pace;
}

/** @throws a sentence if there is nothing for a model to learn */
export async function summarise(data: Dataset, about: About = {}): Promise<DataSummary> {
  return data.kind === 'images' ? summariseImages(data, about) : summariseTable(data, about);
}

function summariseImages(
  { name, rows, shape, pixels, labels }: ImagesDataset,
  { notes = [], reading = {}, members }: About,
): DataSummary {
  if (rows === 1) throw new Error(`${name} is a single image: a model needs many to learn from.`);
  const size = imageSize(shape);
  const shown = Math.min(HEAD_IMAGES, Math.max(1, Math.floor(HEAD_BYTES / size)));
  const head = pixels.slice(0, shown * size);
  const labelled = labels !== null;
  const several = members && { members };
  return { kind: 'images', name, rows, shape, head, labelled, notes, reading, ...several };
}

async function summariseTable(
  { name, rows, columns, overrides = {} }: TableDataset,
  { notes = [], reading = {}, marked = false, dropped = [], members, pace }: About,
): Promise<DataSummary> {
  const summaries: ColumnSummary[] = [];
  const unsure: Note[] = [];
  for (const [index, column] of columns.entries()) {
    await pace?.step('Inferring column types', index / columns.length);
    const { summary, note } = await summariseColumn(
      column,
      overrides[column.name],
      reading,
      pace?.signal,
    );
    summaries.push(summary);
    if (note) unsure.push(note);
  }
  checkSomethingToLearn(name, rows, summaries);
  const head = Array.from({ length: Math.min(rows, HEAD_ROWS) }, (_, row) => [
    ...columns.map((column) => cellOf(column, row)),
    ...dropped.map(() => null),
  ]);
  const kept = dropped.map(({ name, missing, reason }): ColumnSummary => ({
    name,
    type: null,
    missing,
    examples: [],
    leftOut: reason,
  }));
  return {
    kind: 'table',
    name,
    rows,
    columns: [...summaries, ...kept],
    head,
    notes: [...notes, ...unsure],
    reading,
    ...(marked && { marked }),
    ...(members && { members }),
  };
}

async function summariseColumn(
  column: Column,
  override: ColumnOverride | undefined,
  options: ReadingOptions,
  signal: AbortSignal | undefined,
): Promise<{ readonly summary: ColumnSummary; readonly note?: Note | undefined }> {
  const { name } = column;
  const shown = { name, missing: gapsOf(column), examples: examplesOf(column) };
  const straysIn = async (said: string | undefined) =>
    override === undefined ? findStrays(column, said, signal) : null;
  let schema: ColumnSchema;
  try {
    // Infer each column alone, so that a fault in one does not affect the others.
    schema = await inferColumn(column, override, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const strays = await straysIn((error as Error).message);
    const leftOut = strays ? `${aboutStrays(strays)}. ${NO_TYPE}` : faultOf(error, override);
    const offers = offersIn(findGapOffers(column, false, strays, options));
    return { summary: { ...shown, type: null, leftOut, ...offers } };
  }
  const strays = schema.type === 'categorical' ? await straysIn(schema.reason) : null;
  // Words that the library takes for gaps are some, too.
  const missing = Math.round(schema.missing * lengthOf(column));
  const isNumbers = schema.type === 'continuous' || schema.type === 'integer';
  // Among dates and truth values such words are gaps already; identifiers are made anew.
  const isOpen = isNumbers || schema.type === 'categorical';
  const found = {
    ...rangeOf(schema),
    ...reasonOf(schema, override),
    ...(isOpen && offersIn(findGapOffers(column, isNumbers, strays, options))),
    ...dayFirstOf(schema, override),
  };
  return {
    summary: { ...shown, missing, type: schema.type, ...found },
    note: strays ? straysNote(schema, strays) : noteOf(schema),
  };
}

const NO_TYPE =
  'So it fits no type: count them as gaps, or choose numbers or dates, which makes gaps of all other text.';

const offersIn = (gapOffers: readonly GapOffer[]) => (gapOffers.length > 0 ? { gapOffers } : {});

/** Of a column that is categories because of a few texts. */
function straysNote(schema: ColumnSchema, strays: Strays): Note | undefined {
  if (schema.type !== 'categorical') return undefined;
  const read = `Column ${schema.name} is read as ${schema.categories.length} categories`;
  return { message: `${read}. ${aboutStrays(strays)}.` };
}

/** Of columns that can be read in another way: how they are read. */
function noteOf(schema: ColumnSchema): Note | undefined {
  if (schema.type === 'categorical' && / form is unknown/.test(schema.reason ?? ''))
    return { message: `Column ${schema.name} is read as categories: ${schema.reason}.` };
  if (!('minimum' in schema) || !schema.reason) return undefined;
  // What follows is for programmers: how to have them read in the other way.
  const [how] = schema.reason.split(';');
  return { message: `Column ${schema.name}: ${how}.` };
}

/** Of dates that can be read with the day or the month first: which is. */
function dayFirstOf(
  schema: ColumnSchema,
  override: ColumnOverride | undefined,
): Pick<ColumnSummary, 'dayFirst'> {
  const chosen = typeof override === 'object' && typeof override.form === 'string';
  const open = chosen || / with the (?:day|month) first/.test(schema.reason ?? '');
  return schema.type === 'date' && open ? { dayFirst: isDayFirst(schema.form) } : {};
}

function lengthOf(column: Column): number {
  return column.kind === 'numbers' ? column.values.length : column.codes.length;
}

function gapsOf(column: Column): number {
  let gaps = 0;
  if (column.kind === 'numbers') for (const value of column.values) gaps += +Number.isNaN(value);
  else for (const code of column.codes) gaps += +(code === 0);
  return gaps;
}

/** The library's own sentences are for programmers: they name calls and options. */
function faultOf(error: unknown, override: ColumnOverride | undefined): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_DATA_VALUE' && chosenType(override))
    return `${misfit(chosenType(override)!)} Until you choose another type, the column is left out.`;
  if (code === 'ERR_DATA_VALUE') {
    return 'Most of its cells are numbers or dates, but some are other text, so it fits no type.';
  }
  if (code === 'ERR_DATA_SHAPE') return 'It has too many different values for categories.';
  throw error;
}

/** Why the cells of a column do not fit the type that was chosen. */
function misfit(type: ColumnType): string {
  return type === 'boolean'
    ? 'Its cells are not one word for true and one for false: true and false, yes and no, or 1 and 0. ' +
        '“Categories” takes any two words.'
    : 'Its cells do not fit the chosen type.';
}

function rangeOf(schema: ColumnSchema): Partial<ColumnSummary> {
  switch (schema.type) {
    case 'continuous':
    case 'integer':
      return { minimum: schema.minimum, maximum: schema.maximum };
    case 'date': {
      const text = (time: number) => dateText(time, schema.form);
      return { minimum: text(schema.minimum), maximum: text(schema.maximum) };
    }
    case 'categorical':
    case 'boolean':
      return { categories: schema.categories.length };
    default:
      return {};
  }
}

/** Formats a time with the precision of the column's own dates. */
function dateText(time: number, form: string): string {
  const text = new Date(time).toISOString();
  // Times of day are those of 1 January 1970.
  if (/^h/i.test(form)) return text.slice(11, /SS/.test(form) ? 19 : 16);
  return /h/i.test(form.replace(/month/i, ''))
    ? text.slice(0, 16).replace('T', ' ')
    : text.slice(0, 10);
}

/**
 * Categories that never repeat hold nothing to learn. Neither do identifiers, but generated rows get
 * new ones.
 */
function reasonOf(
  schema: ColumnSchema,
  override: ColumnOverride | undefined,
): Partial<ColumnSummary> {
  if (schema.type === 'constant' && schema.value === null) return { leftOut: 'It has no values.' };
  if (schema.type !== 'categorical' || schema.categories[0]!.count > 1) return {};
  if (chosenType(override)) return {};
  return {
    leftOut: 'Nearly every value is different, so this looks like an ID and is left out.',
  };
}

function chosenType(override: ColumnOverride | undefined): ColumnType | undefined {
  return typeof override === 'object' ? override.type : override;
}

function checkSomethingToLearn(
  name: string,
  rows: number,
  columns: readonly ColumnSummary[],
): void {
  const learnt = columns.some(
    ({ type, leftOut }) => !leftOut && type !== 'identifier' && type !== 'constant',
  );
  if (learnt) return;
  if (rows === 1) throw new Error(`${name} has only one row: a model needs many to learn from.`);
  throw new Error(
    `${name} has no column that a model could learn: each one is an ID, a row number, constant or empty. ` +
      'A model needs numbers, dates or categories.',
  );
}
