import { columnReader, type Frame } from '../data/frames/frame.js';
import { frameOf, isDataFrame } from '../data/frames/frame-of.js';
import { plainValue } from '../data/frames/plain-value.js';
import { HOLDS_NO_ROWS, shapeError } from '../data/shape-error.js';
import { VAEError } from '../errors/errors.js';
import { readingOf, unreadable } from '../errors/reading-of.js';
import { show } from '../errors/show.js';
import { tagOf } from '../errors/tag-of.js';
import { numberOfBigInt } from '../errors/whole-number.js';
import type { Cell } from '../data/table.js';
import { CELLS, Slices, type Work } from './slices.js';

/** A table in any form, by its columns. `form` is that of results, columns for a frame. */
export interface TableView {
  readonly form: 'rows' | 'columns';
  readonly rows: number;
  /** Names of the columns, in order of first appearance. */
  readonly names: readonly string[];
  /**
   * The cell: undefined if the row lacks the key, and a BigInt only if it is beyond 2^53. `column` is
   * an index in `names`.
   * @throws ERR_DATA_VALUE for a value that no column can hold: infinity, an object other than a valid
   *   Date, ...
   */
  cell(row: number, column: number): Cell;
  /** The same, but BigInts of any size stay BigInts. */
  given(row: number, column: number): Cell;
}

/**
 * Reads all rows, in slices of about 10 ms. It reads every row once, key by key, because reading may
 * run the user's code: a getter, a proxy, toJSON(). It does not copy columns that
 * are arrays.
 * @param name The argument's name in errors.
 * @param wanted Names of the columns whose cells are needed. Default: all.
 * @throws ERR_DATA_SHAPE if `data` is not a table, has no rows or no columns, has a row that is not an
 *   object or whose keys cannot be read, or has columns that are not arrays of equal length;
 *   ERR_DATA_VALUE for a cell that cannot be read.
 */
export async function tableView(
  data: unknown,
  name: string,
  signal?: AbortSignal,
  wanted?: ReadonlySet<string>,
): Promise<TableView> {
  const isRows = readingOf('ERR_DATA_SHAPE', name, () => Array.isArray(data));
  if (isRows) return rowsView(data as readonly unknown[], name, signal, wanted);
  const frame = readingOf('ERR_DATA_SHAPE', name, () =>
    isDataFrame(data) ? frameOf(data, name) : undefined,
  );
  if (frame) return frameView(frame, name, signal, wanted);
  return readingOf('ERR_DATA_SHAPE', name, () => {
    if (isPlain(data)) return columnsView(data, name);
    throw shapeError(
      { name },
      `must be a table (an array of objects, an object of arrays, or a table of another library), ` +
        `not ${show(data)}`,
    );
  });
}

async function rowsView(
  data: readonly unknown[],
  name: string,
  signal: AbortSignal | undefined,
  wanted: ReadonlySet<string> | undefined,
): Promise<TableView> {
  const rows = readingOf('ERR_DATA_SHAPE', name, () => data.length);
  if (rows === 0) throw shapeError({ name }, HOLDS_NO_ROWS);
  const reader = new RowReader(data, name, wanted);
  await new Slices(signal).run(readRows(reader, rows));
  const names = [...reader.columns.keys()];
  if (names.length === 0) throw shapeError({ name }, 'has no columns: its rows are empty objects');
  return viewOf('rows', rows, names, [...reader.columns.values()], name);
}

function* readRows(reader: RowReader, rows: number): Work<void> {
  for (let row = 0, cells = 0; row < rows; row++) {
    reader.read(row);
    cells += reader.width + 1;
    if (cells < CELLS) continue;
    cells = 0;
    yield;
  }
}

/** Reads rows, one after another, into columns. */
class RowReader {
  /** Columns by name, in order of first appearance. Unwanted columns are not read. */
  readonly columns = new Map<string, unknown[]>();
  readonly #data: readonly unknown[];
  readonly #name: string;
  readonly #wanted: ReadonlySet<string> | undefined;
  /** The layout of the previous row: most rows have the same. */
  #prototype: unknown = this;
  #hasJson = false;
  #keys: readonly string[] = [];
  #lists: readonly (unknown[] | undefined)[] = [];

  constructor(data: readonly unknown[], name: string, wanted: ReadonlySet<string> | undefined) {
    this.#data = data;
    this.#name = name;
    this.#wanted = wanted;
  }

  /** The number of keys in the previous row. */
  get width(): number {
    return this.#keys.length;
  }

  read(index: number): void {
    let key: string | undefined;
    try {
      const row = this.#row(index);
      this.#layOut(row, index);
      const [keys, lists] = [this.#keys, this.#lists];
      for (let i = 0; i < keys.length; i++) {
        const list = lists[i];
        if (!list) continue;
        key = keys[i]!;
        // Earlier rows without this key leave holes, which read as undefined.
        list[index] = (row as Record<string, unknown>)[key];
      }
    } catch (cause) {
      throw key === undefined
        ? unreadable('ERR_DATA_SHAPE', `Row ${index} of ${this.#name}`, cause)
        : unreadable('ERR_DATA_VALUE', cellOf(this.#name, index, key), cause);
    }
  }

  #row(index: number): object {
    const row = this.#data[index];
    const prototype = prototypeOf(row);
    if (prototype !== this.#prototype) {
      if (!isPlain(row)) throw this.#noRow(row, index);
      this.#prototype = prototype;
      this.#hasJson = hasJson(row);
      // toJSON() hides two columns of the same name, but reading the keys of such a row throws.
      if (this.#hasJson) Object.keys(row);
    }
    if (!this.#hasJson) return row as object;
    const own = (row as { toJSON(): unknown }).toJSON();
    if (isPlain(own)) return own;
    throw this.#noRow(own, index);
  }

  #noRow(row: unknown, index: number): VAEError {
    return shapeError(
      { name: this.#name },
      `has ${show(row)} as row ${index}, expected an object such as { age: 39 }`,
    );
  }

  #layOut(row: object, index: number): void {
    const own = Object.keys(row);
    if (isSame(own, this.#keys)) return;
    this.#keys = own;
    this.#lists = own.map((key) => {
      const wanted = !this.#wanted || this.#wanted.has(key);
      // Full length from the start is quicker, but wasteful for keys that few rows have.
      if (!this.columns.has(key))
        this.columns.set(key, wanted && index === 0 ? Array<unknown>(this.#data.length) : []);
      return wanted ? this.columns.get(key) : undefined;
    });
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function prototypeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
}

/** Whether an object's class defines its data by toJSON(). */
function hasJson(row: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(row);
  return (
    prototype !== null &&
    prototype !== Object.prototype &&
    typeof (prototype as { toJSON?: unknown }).toJSON === 'function'
  );
}

async function frameView(
  frame: Frame,
  name: string,
  signal: AbortSignal | undefined,
  wanted: ReadonlySet<string> | undefined,
): Promise<TableView> {
  const { rows, names } = frame;
  if (rows === 0) throw shapeError({ name }, HOLDS_NO_ROWS);
  const columns = await new Slices(signal).run(readColumns(frame, name, wanted));
  return viewOf('columns', rows, names, columns, name);
}

/** Columns that are not wanted stay empty. */
function* readColumns(
  frame: Frame,
  name: string,
  wanted: ReadonlySet<string> | undefined,
): Work<unknown[][]> {
  const { rows, names } = frame;
  const columns: unknown[][] = [];
  for (const [index, key] of names.entries()) {
    if (wanted && !wanted.has(key)) {
      columns.push([]);
      continue;
    }
    const read = columnReader(frame, index, name);
    const cells = Array<unknown>(rows);
    for (let row = 0; row < rows; row++) {
      try {
        const cell = read(row);
        cells[row] = typeof cell === 'object' && cell !== null ? plainValue(cell) : cell;
      } catch (cause) {
        throw unreadable('ERR_DATA_VALUE', cellOf(name, row, key), cause);
      }
      if (row % CELLS === CELLS - 1) yield;
    }
    columns.push(cells);
    yield;
  }
  return columns;
}

/** The start of a sentence. */
function cellOf(name: string, row: number, column: string | undefined): string {
  return `The cell of ${name} in row ${row}, column ${show(column)},`;
}

function columnsView(data: object, name: string): TableView {
  const names = Object.keys(data);
  if (names.length === 0) throw shapeError({ name }, 'has no columns');
  const columns = names.map((key) => (data as Record<string, unknown>)[key]);
  for (const [i, column] of columns.entries())
    if (!Array.isArray(column) && !isTyped(column))
      throw shapeError(
        { name },
        `has ${show(column)} as column ${show(names[i])}, expected an array`,
      );
  const arrays = columns as readonly ArrayLike<unknown>[];
  const rows = arrays[0]!.length;
  for (const [i, { length }] of arrays.entries())
    if (length !== rows)
      throw shapeError(
        { name },
        `has ${length} values in column ${show(names[i])}, but ${rows} in column ${show(names[0])}`,
      );
  if (rows === 0) throw shapeError({ name }, HOLDS_NO_ROWS);
  return viewOf('columns', rows, names, arrays, name);
}

function viewOf(
  form: TableView['form'],
  rows: number,
  names: readonly string[],
  columns: readonly ArrayLike<unknown>[],
  name: string,
): TableView {
  const given = (row: number, column: number) => {
    let value: unknown;
    try {
      value = columns[column]![row];
    } catch (cause) {
      throw unreadable('ERR_DATA_VALUE', cellOf(name, row, names[column]), cause);
    }
    return checked(value, name, row, names[column]!);
  };
  return {
    form,
    rows,
    names,
    cell: (row, column) => narrowed(given(row, column)),
    given,
  };
}

/** Turns a BigInt within 2^53 into a number. */
export function narrowed(cell: Cell): Cell {
  return typeof cell === 'bigint' ? (numberOfBigInt(cell) ?? cell) : cell;
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
  if (isCell(value)) return value;
  if (typeof value === 'object' && value !== null) {
    const plain = readingOf('ERR_DATA_VALUE', cellOf(name, row, column), () => plainValue(value));
    if (isCell(plain)) return plain;
  }
  const taken = 'a finite number, text, true, false, a valid Date or a gap (null, undefined, NaN)';
  throw cellError(name, showCell(value), row, column, taken);
}

function isCell(value: unknown): value is Cell {
  if (typeof value === 'number') return value !== Infinity && value !== -Infinity;
  return (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint' ||
    value === undefined ||
    value === null ||
    (isDate(value) && !Number.isNaN(value.getTime()))
  );
}

/** A cell as it appears in a sentence. */
export function showCell(cell: unknown): string {
  if (!isDate(cell)) return show(cell);
  return Number.isNaN(cell.getTime()) ? 'an invalid Date' : 'a Date';
}

/**
 * An error for an invalid cell.
 * @param given The cell as it appears in the sentence.
 * @param expected What the sentence expects instead; `rest` follows it.
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
    `${name} has ${given} in row ${row}, column ${show(column)}, expected ${expected}${rest}.`,
  );
}
