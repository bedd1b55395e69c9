import { show } from '../../errors/show.js';
import { shapeError } from '../shape-error.js';
import { arrowFrame, type ArrowTable, isArrowTable } from './arrow-frame.js';
import * as columns from './column-frames.js';
import type { Frame } from './frame.js';

/**
 * A table as another library holds it: a table or a record batch of apache-arrow or flechette, a table
 * of Arquero, a frame of Danfo.js or nodejs-polars, or what `runAndReadAll()` of @duckdb/node-api
 * returns. It is read by public methods, and no class is asked for.
 */
export type DataFrame =
  | ArrowTable
  | columns.ArqueroTable
  | columns.DanfoFrame
  | columns.DuckDBResult
  | columns.PolarsFrame;

/** Whether a value is a table of another library. May run code of the user's. */
export function isDataFrame(value: unknown): value is DataFrame {
  return (
    typeof value === 'object' &&
    value !== null &&
    (isArrowTable(value) ||
      columns.isArqueroTable(value) ||
      columns.isDanfoFrame(value) ||
      columns.isDuckDBResult(value) ||
      columns.isPolarsFrame(value))
  );
}

/**
 * @param name The argument's name in errors.
 * @throws ERR_DATA_SHAPE if it has no columns or two of one name, or a DuckDB result is not read to its
 *   end; what the library throws
 */
export function frameOf(table: DataFrame, name: string): Frame {
  const frame = anyFrame(table, name);
  const { names } = frame;
  if (names.length === 0) throw shapeError({ name }, 'has no columns');
  const twice = names.find((column, index) => names.indexOf(column) < index);
  if (twice !== undefined)
    throw shapeError({ name }, `has two columns named ${show(twice)}; rename one of them`);
  return frame;
}

function anyFrame(table: DataFrame, name: string): Frame {
  if (isArrowTable(table)) return arrowFrame(table, name);
  if (columns.isArqueroTable(table)) return columns.arqueroFrame(table);
  if (columns.isDanfoFrame(table)) return columns.danfoFrame(table);
  if (columns.isDuckDBResult(table)) return columns.duckdbFrame(table, name);
  return columns.polarsFrame(table);
}
