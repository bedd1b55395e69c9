import { listed, shortened } from '../columns/listed.js';

export type JsonRow = readonly unknown[];

export interface JsonTable {
  readonly names: readonly string[];
  /** Rows of cells; a missing cell is undefined. */
  readonly rows: readonly JsonRow[];
  /** The names were taken from the first row because it looks like names. */
  readonly guessed?: true;
}

type JsonObject = Record<string, unknown>;

const SHAPES = 'expected an array of objects, an array of arrays, or an object of arrays';

/**
 * @param headerRows How many arrays of an array of arrays hold the names: 0 or 1. Default: detected.
 * @throws a sentence with the place if the JSON is not a table
 */
export function jsonTable(file: string, json: unknown, headerRows?: number): JsonTable {
  if (Array.isArray(json)) return tableOfArray(file, json, headerRows);
  if (isObject(json)) return tableOfObject(file, json, headerRows);
  throw new Error(`${file} holds ${kindOf(json)}; ${SHAPES}.`);
}

function tableOfArray(
  file: string,
  rows: readonly unknown[],
  headerRows: number | undefined,
): JsonTable {
  if (rows.length === 0) throw new Error(`${file} is empty: its array has no rows.`);
  const [first] = rows;
  if (Array.isArray(first)) return tableOfArrays(file, rows, headerRows);
  if (isObject(first)) return tableOfObjects(file, rows);
  // A plain list of values is a table of one column.
  return { names: ['value'], rows: rows.map((value, row) => [plain(file, value, row, 'value')]) };
}

/**
 * The table of an array of objects.
 * @param before How many rows of the file come before these.
 * @throws as jsonTable()
 */
export function tableOfObjects(file: string, rows: readonly unknown[], before = 0): JsonTable {
  const places = new Map<string, number>();
  rows.forEach((row, index) => {
    if (!isObject(row)) {
      throw new Error(
        `Row ${before + index + 1} of ${file} is ${kindOf(row)}; expected an object, as in row 1.`,
      );
    }
    for (const name of Object.keys(row)) if (!places.has(name)) places.set(name, places.size);
  });
  const names = [...places.keys()];
  if (names.length === 0) throw new Error(`${file} is empty: its objects have no values.`);
  return {
    names,
    rows: rows.map((row, index) =>
      names.map((name) =>
        Object.hasOwn(row as JsonObject, name)
          ? plain(file, (row as JsonObject)[name], before + index, name)
          : undefined,
      ),
    ),
  };
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
  const cells = rows.map((row, index) => {
    if (!Array.isArray(row) || row.length !== width) {
      const what = Array.isArray(row) ? valuesText(row.length) : kindOf(row);
      throw new Error(
        `Row ${index + 1} of ${file} has ${what}; expected ${valuesText(width)}, as in row 1.`,
      );
    }
    return row.map((cell, column) => plain(file, cell, index, names[column]!));
  });
  if (!headed) return { names, rows: cells };
  return { names, rows: cells.slice(1), ...(headerRows === undefined && { guessed: true }) };
}

/** Whether the first row is only text, above a row with something else. */
function hasNames(first: readonly unknown[], second: unknown): boolean {
  return (
    first.every((cell) => typeof cell === 'string' && cell !== '') &&
    Array.isArray(second) &&
    second.some((cell) => typeof cell !== 'string')
  );
}

function tableOfObject(
  file: string,
  columns: JsonObject,
  headerRows: number | undefined,
): JsonTable {
  const names = Object.keys(columns);
  if (names.length === 0) throw new Error(`${file} is empty: its object has no columns.`);
  const arrays = names.filter((name) => Array.isArray(columns[name]));
  if (arrays.length === 0) throw new Error(`${file} holds one object; ${SHAPES}.`);
  if (arrays.length === 1 && names.length > 1) {
    return jsonTable(file, columns[arrays[0]!], headerRows);
  }
  const rest = names.filter((name) => !arrays.includes(name));
  if (rest.length > 0) {
    throw new Error(`In ${file}, ${listed(rest)} must be arrays, like the other columns.`);
  }
  const all = names.map((name) => columns[name] as readonly unknown[]);
  const length = all[0]!.length;
  const other = all.findIndex((column) => column.length !== length);
  if (other >= 0) {
    throw new Error(
      `In ${file}, column ${shortened(names[other]!)} has ${valuesText(all[other]!.length)}; ` +
        `expected ${length}, as in ${shortened(names[0]!)}.`,
    );
  }
  if (length === 0) throw new Error(`${file} is empty: its columns have no values.`);
  const rows = Array.from({ length }, (_, row) =>
    all.map((column, index) => plain(file, column[row], row, names[index]!)),
  );
  return { names, rows };
}

/** @throws if a cell is a nested value */
function plain(file: string, cell: unknown, row: number, name: string): unknown {
  if (typeof cell !== 'object' || cell === null) return cell;
  throw new Error(
    `In row ${row + 1} of ${file}, ${shortened(name)} is ${kindOf(cell)}: ` +
      'expected a single value in each cell.',
  );
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesText(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value === null) return 'null';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `the value ${JSON.stringify(value)}`;
}
