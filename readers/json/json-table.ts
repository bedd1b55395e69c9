import { listed, shortened } from '../columns/listed.js';
import type { Note } from '../columns/note.js';
import type { Members } from '../data-file.js';
import type { ReadingOptions } from '../reading-options.js';
import { FlatRows } from './flat-rows.js';
import { featureRows, type JsonRows, objectRows, pandasRows, wrappedArrays } from './json-rows.js';
import { isObject, type JsonObject, kindOf, valuesText } from './json-values.js';

export type JsonRow = readonly unknown[];

export interface JsonTable {
  readonly names: readonly string[];
  /** Rows of cells; a missing cell is undefined. */
  readonly rows: readonly JsonRow[];
  readonly notes: readonly Note[];
  /** Which array was read, if there are several. */
  readonly members?: Members;
  /** Whether it is an array of objects of single values, whose keys are the names. */
  readonly isRecords?: true;
}

const SHAPES = 'expected an array of objects, an array of arrays, or an object of arrays';

/**
 * @param options `headerRows`: how many arrays of an array of arrays hold the names, 0 or 1. `member`: the
 *   path of the array that holds the rows, by default the longest.
 * @throws a sentence with the place if the JSON is not a table
 */
export function jsonTable(file: string, json: unknown, options: ReadingOptions = {}): JsonTable {
  const features = featureRows(json);
  if (features) return tableOfRows(file, features);
  if (Array.isArray(json)) return tableOfArray(file, json, options);
  if (isObject(json)) return tableOfObject(file, json, options);
  throw new Error(`${file} holds ${kindOf(json)}; ${SHAPES}.`);
}

function tableOfArray(
  file: string,
  rows: readonly unknown[],
  { headerRows }: ReadingOptions,
): JsonTable {
  if (rows.length === 0) throw new Error(`${file} is empty: its array has no rows.`);
  const [first] = rows;
  if (Array.isArray(first)) return tableOfArrays(file, rows, headerRows);
  if (isObject(first)) {
    const objects = objectRows(file, rows);
    const flat = new FlatRows(objects);
    const table = tableOfObjects(file, objects, flat);
    return { ...table, ...(!flat.changes && { isRecords: true }) };
  }
  // A plain list of values is a table of one column.
  const cells = rows.map((value, row) => {
    if (typeof value !== 'object' || value === null) return [value];
    throw new Error(
      `Row ${row + 1} of ${file} is ${kindOf(value)}; expected a single value, as in row 1.`,
    );
  });
  return { names: ['value'], rows: cells, notes: [] };
}

/** The table of objects, whose nested values become columns of their own. @throws as jsonTable() */
export function tableOfObjects(
  file: string,
  objects: readonly JsonObject[],
  flat: FlatRows,
): JsonTable {
  const rows = objects.map((row) => flat.flat(row));
  const places = new Map<string, number>();
  for (const row of rows)
    for (const name of Object.keys(row)) if (!places.has(name)) places.set(name, places.size);
  const names = [...places.keys()];
  if (names.length === 0) {
    throw new Error(`${file} is empty: its objects have no values that a cell could hold.`);
  }
  return {
    names,
    rows: rows.map((row) =>
      names.map((name) => (Object.hasOwn(row, name) ? row[name] : undefined)),
    ),
    notes: flat.notes,
  };
}

function tableOfRows(file: string, found: JsonRows): JsonTable {
  if ('objects' in found) {
    if (found.objects.length === 0) throw new Error(`${file} is empty: it has no rows.`);
    const table = tableOfObjects(file, found.objects, new FlatRows(found.objects));
    return { ...table, notes: [...found.notes, ...table.notes] };
  }
  // Objects of cells, so that nested values are treated alike.
  const { arrays } = found;
  const isNested = arrays.some((row) => row.some((cell) => typeof cell === 'object' && cell));
  if (!isNested) return { names: found.names, rows: arrays, notes: found.notes };
  const objects = arrays.map((row) =>
    Object.fromEntries(found.names.map((name, column) => [name, row[column]])),
  );
  return tableOfRows(file, { objects, notes: found.notes });
}

function tableOfArrays(
  file: string,
  rows: readonly unknown[],
  headerRows: number | undefined,
): JsonTable {
  const [first] = rows as readonly (readonly unknown[])[];
  const width = first!.length;
  if (width === 0) throw new Error(`${file} is empty: its first row has no values.`);
  const headed = headerRows === undefined ? hasNames(first!, rows[1]) : headerRows > 0;
  const names = headed ? first!.map(String) : first!.map((_, index) => `${index + 1}`);
  const arrays = rows.map((row, index) => {
    if (Array.isArray(row) && row.length === width) return row as unknown[];
    const what = Array.isArray(row) ? valuesText(row.length) : kindOf(row);
    throw new Error(
      `Row ${index + 1} of ${file} has ${what}; expected ${valuesText(width)}, as in row 1.`,
    );
  });
  const message = 'The first row was read as column names.';
  const notes = headed && headerRows === undefined ? [{ message }] : [];
  return tableOfRows(file, { names, arrays: headed ? arrays.slice(1) : arrays, notes });
}

/** Whether the first row is only text, above a row with something else. */
function hasNames(first: readonly unknown[], second: unknown): boolean {
  return (
    first.every((cell) => typeof cell === 'string' && cell !== '') &&
    Array.isArray(second) &&
    second.some((cell) => typeof cell !== 'string')
  );
}

function tableOfObject(file: string, json: JsonObject, options: ReadingOptions): JsonTable {
  const names = Object.keys(json);
  if (names.length === 0) throw new Error(`${file} is empty: its object has no columns.`);
  const rows = pandasRows(json);
  if (rows) return tableOfRows(file, rows);
  const isColumn = (name: string) => {
    const value = json[name];
    return Array.isArray(value) && value.every((cell) => typeof cell !== 'object' || !cell);
  };
  if (names.every(isColumn)) return tableOfColumns(file, names, json);
  const wrapped = wrappedArrays(json);
  if (wrapped.length > 0) return tableOfWrapped(file, wrapped, options);
  const columns = names.filter((name) => Array.isArray(json[name]));
  if (columns.length === 1)
    return tableOfArray(file, json[columns[0]!] as readonly unknown[], options);
  if (columns.length === 0) throw new Error(`${file} holds one object; ${SHAPES}.`);
  // What is no column, such as a version or a date of the file, is none.
  const table = tableOfColumns(file, columns, json);
  const rest = names.filter((name) => !columns.includes(name));
  const message = `${listed(rest)} ${rest.length === 1 ? 'is no array and was' : 'are no arrays and were'} left out.`;
  return rest.length === 0 ? table : { ...table, notes: [...table.notes, { message }] };
}

/** The longest of the arrays in an object, or the one that is wanted. */
function tableOfWrapped(
  file: string,
  wrapped: ReturnType<typeof wrappedArrays>,
  options: ReadingOptions,
): JsonTable {
  const all = wrapped.map(({ path }) => path);
  const { member = all[0]! } = options;
  const chosen = wrapped.find(({ path }) => path === member);
  if (!chosen) throw new Error(`${file} has no array of rows ${member}; it has ${listed(all)}.`);
  const table = tableOfArray(file, chosen.rows, options);
  const { isRecords: _, ...rest } = table;
  if (all.length === 1) return rest;
  const others = listed(all.filter((path) => path !== member));
  const message = `The array ${member} was read; the file also has ${others}.`;
  const members = { names: all, chosen: member };
  return { ...rest, notes: [{ message }, ...table.notes], members };
}

function tableOfColumns(file: string, names: readonly string[], json: JsonObject): JsonTable {
  const all = names.map((name) => json[name] as readonly unknown[]);
  const length = all[0]!.length;
  const other = all.findIndex((column) => column.length !== length);
  if (other >= 0) {
    throw new Error(
      `In ${file}, column ${shortened(names[other]!)} has ${valuesText(all[other]!.length)}; ` +
        `expected ${length}, as in ${shortened(names[0]!)}.`,
    );
  }
  if (length === 0) throw new Error(`${file} is empty: its columns have no values.`);
  const arrays = Array.from({ length }, (_, row) => all.map((column) => column[row]));
  return tableOfRows(file, { names, arrays, notes: [] });
}
