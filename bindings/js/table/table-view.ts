import { shapeError } from '../data-source.js';
import { VAEError } from '../errors.js';
import { show } from '../show.js';
import { tagOf } from '../tag-of.js';
import { CELLS, forEach, Slices } from './slices.js';

/** A cell: null, undefined and NaN are gaps, as is a key that a row does not have. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A row of a table. Rows that the library makes have every column, null for a gap. */
export type TableRow = Record<string, Cell>;

/**
 * A table: an array of objects, whose own enumerable keys are the columns, or an object of arrays
 * (typed ones, too) of equal length.
 */
export type Table = readonly object[] | Readonly<Record<string, ArrayLike<unknown>>>;

/** A table whichever form it has. Nothing is copied. */
export interface TableView {
  readonly form: 'rows' | 'columns';
  readonly rows: number;
  /** Names of the columns, in order of first appearance. */
  readonly names: readonly string[];
  /**
   * undefined where the row lacks the key. `column`: its place in `names`.
   * @throws ERR_DATA_VALUE for a value that no column can hold: infinity, a BigInt, an object other
   *   than a valid Date, ...
   */
  cell(row: number, column: number): Cell;
}

/**
 * Looks through all the rows, in slices of about 10 ms.
 * @param name Of the argument, for sentences.
 * @throws ERR_DATA_SHAPE for what is no table, has no rows or no columns, a row that is no object,
 *   and columns that are no arrays or of unequal length.
 */
export async function tableView(
  data: unknown,
  name: string,
  signal?: AbortSignal,
): Promise<TableView> {
  if (Array.isArray(data)) return rowsView(data, name, signal);
  if (isPlain(data)) return columnsView(data, name);
  throw shapeError(
    { name },
    `is a table: an array of objects, or an object of arrays; was given ${show(data)}`,
  );
}

async function rowsView(
  data: readonly unknown[],
  name: string,
  signal: AbortSignal | undefined,
): Promise<TableView> {
  if (data.length === 0) throw shapeError({ name }, 'holds no rows; at least one is needed');
  const known = new Set<string>();
  let keys: readonly string[] = [];
  let foreign = false;
  const look = forEach(data.length, CELLS, (index) => {
    const row = data[index];
    if (!isPlain(row))
      throw shapeError(
        { name },
        `is an array, so each of its elements is a row: an object such as { age: 39 }; ` +
          `row ${index} is ${show(row)}`,
      );
    const own = Object.keys(row);
    if (own.length !== keys.length || own.some((key, i) => key !== keys[i])) {
      for (const key of own) known.add(key);
      keys = own;
    }
    const prototype = Object.getPrototypeOf(row);
    foreign ||= prototype !== Object.prototype && prototype !== null;
  });
  await new Slices(signal).run(look);
  if (known.size === 0) throw shapeError({ name }, 'has no columns: its rows are empty objects');
  const names = [...known];
  // What an object inherits is no cell. To ask each row whether it owns a key takes time, and is
  // needed only where a key can be inherited.
  const inheritable = names.map((key) => foreign || key in Object.prototype);
  const rows = data as readonly Record<string, unknown>[];
  return {
    form: 'rows',
    rows: rows.length,
    names,
    cell(index, column) {
      const row = rows[index]!;
      const key = names[column]!;
      if (inheritable[column] && !Object.prototype.propertyIsEnumerable.call(row, key))
        return undefined;
      return checked(row[key], name, index, key);
    },
  };
}

function columnsView(data: object, name: string): TableView {
  const names = Object.keys(data);
  if (names.length === 0) throw shapeError({ name }, 'has no columns');
  const columns = names.map((key) => (data as Record<string, unknown>)[key]);
  for (const [i, column] of columns.entries())
    if (!Array.isArray(column) && !isTyped(column))
      throw shapeError(
        { name },
        `is an object, so each of its values is a column: an array; ` +
          `${show(names[i])} is ${show(column)}`,
      );
  const arrays = columns as readonly ArrayLike<unknown>[];
  const rows = arrays[0]!.length;
  for (const [i, { length }] of arrays.entries())
    if (length !== rows)
      throw shapeError(
        { name },
        `has ${length} values in column ${show(names[i])}, but ${rows} in column ${show(names[0])}`,
      );
  if (rows === 0) throw shapeError({ name }, 'holds no rows; at least one is needed');
  return {
    form: 'columns',
    rows,
    names,
    cell: (row, column) => checked(arrays[column]![row], name, row, names[column]!),
  };
}

export function isDate(value: unknown): value is Date {
  return tagOf(value) === 'Date';
}

function isTyped(value: unknown): value is ArrayLike<unknown> {
  return ArrayBuffer.isView(value) && 'length' in value;
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !isDate(value) &&
    !(Symbol.iterator in value)
  );
}

function checked(value: unknown, name: string, row: number, column: string): Cell {
  if (typeof value === 'number') {
    if (value !== Infinity && value !== -Infinity) return value;
  } else if (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    value === undefined ||
    value === null ||
    (isDate(value) && !Number.isNaN(value.getTime()))
  )
    return value;
  throw cellError(
    name,
    isDate(value) ? 'an invalid Date' : show(value),
    row,
    column,
    'a finite number, text, true, false, a valid Date or a gap (null, undefined, NaN)',
  );
}

/**
 * For a cell that cannot be what it is.
 * @param given As the sentence has it, as are `expected` and `rest`, which follows it.
 */
export function cellError(
  name: string,
  given: string,
  row: number,
  column: string,
  expected: string,
  rest = '',
): VAEError {
  return new VAEError(
    'ERR_DATA_VALUE',
    `${name} has ${given} in row ${row}, column ${show(column)}, ` +
      `where ${expected} is expected${rest}.`,
  );
}
