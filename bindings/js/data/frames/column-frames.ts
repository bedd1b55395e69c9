import { shapeError } from '../shape-error.js';
import { type Frame, frameOfArrays, hasMethods } from './frame.js';

/** A table of Arquero. Its filter and its order count. */
export interface ArqueroTable {
  /** The number of rows. */
  numRows(): number;
  /** One per column, in order. */
  columnNames(): string[];
  /** The values of a column. */
  array(name: string): ArrayLike<unknown>;
}

export function isArqueroTable(value: object): value is ArqueroTable {
  return hasMethods(value, 'numRows', 'columnNames', 'array');
}

export function arqueroFrame(table: ArqueroTable): Frame {
  const names = table.columnNames();
  return frameOfArrays(table.numRows(), names, (index) => table.array(names[index]!));
}

/** A data frame of Danfo.js. Its index is no column. */
export interface DanfoFrame {
  /** The names of the columns. */
  readonly columns: string[];
  /** The values of each column. */
  readonly getColumnData: unknown;
  /** A column by its name. */
  column(name: string): unknown;
}

export function isDanfoFrame(value: object): value is DanfoFrame {
  if (!hasMethods(value, 'column', 'iloc')) return false;
  const { columns, getColumnData } = value as DanfoFrame;
  return Array.isArray(columns) && Array.isArray(getColumnData);
}

export function danfoFrame(frame: DanfoFrame): Frame {
  const columns = frame.getColumnData as readonly ArrayLike<unknown>[];
  const names = frame.columns.map(String);
  return frameOfArrays(columns[0]?.length ?? 0, names, (index) => columns[index]!);
}

/** What `runAndReadAll()` of @duckdb/node-api returns. */
export interface DuckDBResult {
  /** The number of rows that are read. */
  readonly currentRowCount: number;
  /** Whether all rows are read. */
  readonly done: boolean;
  /** One per column, in order. */
  columnNames(): readonly string[];
  /** The values of each column. */
  getColumns(): readonly (readonly unknown[])[];
}

export function isDuckDBResult(value: object): value is DuckDBResult {
  return hasMethods(value, 'columnNames', 'getColumns', 'readAll');
}

export function duckdbFrame(result: DuckDBResult, name: string): Frame {
  if (!result.done)
    throw shapeError(
      { name },
      `has only the first ${result.currentRowCount} rows of a result; call its readAll() before`,
    );
  // Without conversion: getColumnsJS() rounds microseconds to the nearest millisecond.
  const columns = result.getColumns();
  const { currentRowCount } = result;
  return frameOfArrays(currentRowCount, result.columnNames(), (index) => columns[index]!);
}

/** A data frame of nodejs-polars. */
export interface PolarsFrame {
  /** The names of the columns. */
  readonly columns: string[];
  /** The number of rows. */
  readonly height: number;
  /** One per column, in order. */
  getColumns(): PolarsSeries[];
}

/** A column of nodejs-polars. */
export interface PolarsSeries {
  /** Its values. */
  toArray(): ArrayLike<unknown>;
}

export function isPolarsFrame(value: object): value is PolarsFrame {
  if (!hasMethods(value, 'getColumns')) return false;
  const { columns, height } = value as PolarsFrame;
  return Array.isArray(columns) && Number.isSafeInteger(height);
}

export function polarsFrame(frame: PolarsFrame): Frame {
  const series = frame.getColumns();
  const names = [...frame.columns];
  return frameOfArrays(frame.height, names, (index) => series[index]!.toArray());
}
