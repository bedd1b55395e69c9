import { VAEError } from '../errors.js';
import { isObject } from '../option-rules.js';
import { show } from '../show.js';

/** A table: an array of row objects, or an object of one array per column. */
export type Table =
  readonly Readonly<Record<string, unknown>>[] | Readonly<Record<string, ArrayLike<unknown>>>;

/** The same of both forms. A cell that a row does not have is undefined. */
export interface TableView {
  readonly rows: number;
  readonly names: readonly string[];
  cell(row: number, column: number): unknown;
}

/**
 * @param name What errors call the table.
 * @throws ERR_DATA_SHAPE
 */
export function tableView(table: unknown, name: string): TableView {
  const view = Array.isArray(table)
    ? viewOfRows(table, name)
    : isObject(table) && !ArrayBuffer.isView(table)
      ? viewOfColumns(table as Record<string, ArrayLike<unknown>>, name)
      : undefined;
  if (!view)
    throw fault(`${name} is an array of rows or an object of columns, was given ${show(table)}.`);
  if (view.rows === 0 || view.names.length === 0)
    throw fault(`${name} holds no ${view.names.length === 0 ? 'columns' : 'rows'}.`);
  return view;
}

function viewOfRows(table: readonly Record<string, unknown>[], name: string): TableView {
  const seen = new Set<string>();
  table.forEach((row, i) => {
    if (!isObject(row)) throw fault(`${name} is rows that are objects, but row ${i} is ${show(row)}.`); // prettier-ignore
    for (const key of Object.keys(row)) seen.add(key);
  });
  const names = [...seen];
  return {
    rows: table.length,
    names,
    // Only what the row has itself: any object has a `constructor`.
    cell: (row, column) =>
      Object.hasOwn(table[row]!, names[column]!) ? table[row]![names[column]!] : undefined,
  };
}

function viewOfColumns(table: Record<string, ArrayLike<unknown>>, name: string): TableView {
  const names = Object.keys(table);
  const columns = names.map((key) => table[key]!);
  columns.forEach((cells, i) => {
    if (!Array.isArray(cells) && !(ArrayBuffer.isView(cells) && 'length' in cells))
      throw fault(`${name} has ${show(cells)} as column ${show(names[i])}, where an array should be.`); // prettier-ignore
    if (cells.length !== columns[0]!.length)
      throw fault(
        `${name} has ${cells.length} values in column ${show(names[i])}, but ` +
          `${columns[0]!.length} in column ${show(names[0])}.`,
      );
  });
  return { rows: columns[0]?.length ?? 0, names, cell: (row, column) => columns[column]![row] };
}

function fault(sentence: string): VAEError {
  return new VAEError('ERR_DATA_SHAPE', sentence);
}
