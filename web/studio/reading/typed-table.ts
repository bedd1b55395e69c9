import {
  cellReader,
  type ColumnOverride,
  type ColumnSchema,
  type ColumnType,
  inferSchema,
} from 'vae1';
import type { Note, ReadingOptions } from '../../contract/index.js';
import { listed } from '../../../readers/columns/listed.js';
import type { DecimalMark } from '../../../readers/reading-options.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import type { Column, TableDataset, TextColumn } from '../session/dataset.js';

type Form = Extract<ColumnOverride, object>['form'];

/** More different texts than this are not tried one by one. */
const MOST_TRIED = 5000;

/**
 * The table with what the library has to be told of its columns: the types that the user chose, and
 * how ambiguous dates and numbers are read. Cells that do not fit a chosen type become gaps.
 */
export async function typedTable(
  data: TableDataset,
  { types = {}, dayFirst, decimal }: ReadingOptions,
  pace: Pace,
): Promise<{ readonly data: TableDataset; readonly notes: readonly Note[] }> {
  // Some files say themselves which columns are categories.
  const overrides: Record<string, ColumnOverride> = { ...data.overrides };
  const notes: Note[] = [];
  const columns: Column[] = [];
  for (const [index, given] of data.columns.entries()) {
    const { name } = given;
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    const { column, gaps } = type
      ? await fitted(given, type, pace.signal)
      : { column: given, gaps: [] };
    columns.push(column);
    if (gaps.length > 0) notes.push(gapsNote(name, gaps));
    const isSaid = Object.hasOwn(overrides, name);
    const isOpen =
      column.kind === 'text' && !isSaid && (dayFirst !== undefined || decimal !== undefined);
    if (isOpen) await pace.step('Inferring column types', index / data.columns.length);
    const form = isOpen
      ? await formOf(column, type, { dayFirst, decimal }, pace.signal)
      : undefined;
    if (type || form) overrides[name] = { ...(type && { type }), ...(form && { form }) };
  }
  if (Object.keys(overrides).length === 0) return { data, notes };
  const { file, ...rest } = data;
  // Elsewhere these cells would not be gaps.
  const kept = file && notes.length === 0 ? { file } : {};
  return {
    data: { ...rest, ...kept, columns, overrides: { ...data.overrides, ...overrides } },
    notes,
  };
}

/** The schema that the library infers for a column alone. @throws its errors */
export async function inferColumn(
  column: Column,
  override: ColumnOverride | undefined,
  signal: AbortSignal | undefined,
): Promise<ColumnSchema> {
  return inferCells(column.name, cellsOf(column), override, signal);
}

async function inferCells(
  name: string,
  cells: ArrayLike<string | number | null>,
  override: ColumnOverride | undefined,
  signal: AbortSignal | undefined,
): Promise<ColumnSchema> {
  const options = { signal, ...(override && { columns: { [name]: override } }) };
  const { columns } = await inferSchema({ [name]: cells }, options);
  return columns[0]!;
}

/** How the library writes the dates or numbers of a column that it would read in the other way. */
async function formOf(
  column: Column,
  type: ColumnType | undefined,
  { dayFirst, decimal }: { dayFirst: boolean | undefined; decimal: DecimalMark | undefined },
  signal: AbortSignal,
): Promise<Form | undefined> {
  const schema = await inferColumn(column, type, signal).catch(() => null);
  signal.throwIfAborted();
  if (schema?.type === 'date' && dayFirst !== undefined && schema.reason) {
    const other = otherOrder(schema.form);
    return isDayFirst(schema.form) === dayFirst || other === null ? schema.form : other;
  }
  if (schema && 'form' in schema && typeof schema.form === 'object' && decimal)
    return schema.reason ? { decimal } : undefined;
  return undefined;
}

/** Whether a form of dates such as DD/MM/YYYY begins with the day. */
export function isDayFirst(form: string): boolean {
  return form.startsWith('D');
}

/** MM/DD/YYYY for DD/MM/YYYY; null if the form names its month or begins with the year. */
function otherOrder(form: string): string | null {
  const other = form.replace(/^([DM]{1,2})([-/.])([DM]{1,2})(?=[-/.])/, '$3$2$1');
  return other === form ? null : other;
}

/** The column without texts that do not fit a type of numbers or dates, and these texts. */
async function fitted(
  column: Column,
  type: ColumnType,
  signal: AbortSignal,
): Promise<{ readonly column: Column; readonly gaps: readonly string[] }> {
  const kept = { column, gaps: [] };
  if (column.kind !== 'text' || !(type === 'continuous' || type === 'integer' || type === 'date'))
    return kept;
  const fits = await fittingTexts(column, type, signal);
  if (!fits) return kept;
  const gaps = column.values.filter((_, index) => !fits[index]);
  return { column: withoutTexts(column, fits), gaps };
}

/**
 * Whether each text of a column is a number or a date of the column's form; null if the library can
 * read all of them, or none.
 */
export async function fittingTexts(
  { name, values }: TextColumn,
  type: 'continuous' | 'integer' | 'date',
  signal: AbortSignal | undefined,
): Promise<readonly boolean[] | null> {
  const infer = (cells: readonly string[]) =>
    inferCells(name, cells, type, signal).catch(() => {
      signal?.throwIfAborted();
      return null;
    });
  if (await infer(values)) return null;
  const likely = values.filter((text) => /\d/.test(text));
  let schema = likely.length > 0 ? await infer(likely) : null;
  if (!schema && likely.length <= MOST_TRIED) {
    const good: string[] = [];
    for (const text of likely) if (await infer([text])) good.push(text);
    schema = good.length > 0 ? await infer(good) : null;
  }
  if (!schema || !('minimum' in schema)) return null;
  const read = await cellReader(schema);
  return values.map((text) => read(text) !== undefined);
}

function withoutTexts(
  { codes, values, ...rest }: TextColumn,
  fits: readonly boolean[],
): TextColumn {
  const left = values.filter((_, index) => fits[index]);
  let next = 0;
  const codeOf = fits.map((fit) => (fit ? ++next : 0));
  return {
    ...rest,
    values: left,
    codes: codes.map((code) => (code === 0 ? 0 : codeOf[code - 1]!)),
  };
}

function gapsNote(name: string, texts: readonly string[]): Note {
  const shown = listed(texts.map((text) => `“${text}”`));
  const count = texts.length === 1 ? 'counts' : 'count';
  return {
    message: `In column ${name}, ${shown} ${count} as missing: no value of the chosen type.`,
  };
}

function cellsOf(column: Column): ArrayLike<string | number | null> {
  if (column.kind === 'numbers') return column.values;
  return Array.from(column.codes, (code) => (code === 0 ? null : column.values[code - 1]!));
}
