import type { Cell } from './cell.js';
import type { DataFrame } from './frames/frame-of.js';

export type { Cell };

/** A row of a table. Rows made by the library have every column, with null for a gap. */
export type TableRow = Record<string, Cell>;

/**
 * A table: an array of objects, whose own enumerable keys are the columns; or an object of arrays or
 * typed arrays of equal length; or a table of another library. If an object's class has a method `toJSON()`, as rows of Apache Arrow
 * do, its result is the row.
 */
export type Table = readonly object[] | Readonly<Record<string, ArrayLike<unknown>>> | DataFrame;
