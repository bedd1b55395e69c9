/**
 * A cell. null, undefined, NaN and an absent key are gaps. A BigInt within 2^53 is read as a number.
 */
export type Cell = string | number | bigint | boolean | Date | null | undefined;

/** A row of a table. Rows made by the library have every column, with null for a gap. */
export type TableRow = Record<string, Cell>;

/**
 * A table: an array of objects, whose own enumerable keys are the columns; or an object of arrays or
 * typed arrays of equal length. If an object's class has a method `toJSON()`, as rows of Apache Arrow
 * do, its result is the row.
 */
export type Table = readonly object[] | Readonly<Record<string, ArrayLike<unknown>>>;
