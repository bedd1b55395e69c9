/** A cell: null, undefined and NaN are gaps, as is a key that a row does not have. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A row of a table. Rows that the library makes have every column, null for a gap. */
export type TableRow = Record<string, Cell>;

/** A table: an array of objects, or an object of arrays (typed ones, too) of equal length. */
export type Table =
  readonly Readonly<Record<string, unknown>>[] | Readonly<Record<string, ArrayLike<unknown>>>;

/** A table whichever form it has. Nothing is copied. */
export interface TableView {
  readonly form: 'rows' | 'columns';
  readonly rows: number;
  /** Names of the columns, in order of first appearance. */
  readonly names: readonly string[];
  /** undefined where the row lacks the key. `column`: its place in `names`. */
  cell(row: number, column: number): Cell;
}

/**
 * Looks through all the rows, in slices of about 10 ms.
 * @param name Of the argument, for sentences.
 * @throws ERR_DATA_SHAPE for what is no table, has no rows or no columns, or columns of unequal
 *   length. `cell()` throws ERR_DATA_VALUE for a value that no column can hold.
 */
export async function tableView(
  data: unknown,
  name: string,
  signal?: AbortSignal,
): Promise<TableView> {
  void [data, name, signal];
  throw new Error('to follow');
}
