import { listed } from '../columns/listed.js';
import type { Note } from '../columns/note.js';
import { type JsonObject, isObject, kindOf } from './json-values.js';

/** The rows of a table in JSON: objects, or arrays of equal length below their names. */
export type JsonRows =
  | { readonly objects: readonly JsonObject[]; readonly notes: readonly Note[] }
  | {
      readonly names: readonly string[];
      readonly arrays: readonly (readonly unknown[])[];
      readonly notes: readonly Note[];
    };

/** A pandas orient, or null if an object is of none. `chosen` are its rows. */
export function pandasRows(json: JsonObject): JsonRows | null {
  return splitRows(json) ?? tableRows(json) ?? nestedRows(json);
}

/** `{"columns": [...], "index": [...], "data": [[...]]}` */
function splitRows({ columns, data }: JsonObject): JsonRows | null {
  if (!Array.isArray(columns) || !Array.isArray(data)) return null;
  if (!data.every((row) => Array.isArray(row) && row.length === columns.length)) return null;
  const names = columns.map((name) => (Array.isArray(name) ? name.join(' ') : String(name)));
  return { names, arrays: data as unknown[][], notes: [] };
}

/** `{"schema": {"fields": [...], "primaryKey": [...]}, "data": [{...}]}` */
function tableRows({ schema, data }: JsonObject): JsonRows | null {
  if (!isObject(schema) || !Array.isArray(schema.fields)) return null;
  if (!Array.isArray(data) || !data.every(isObject)) return null;
  const keys = [schema.primaryKey ?? []].flat();
  // pandas' own numbers of rows, which are no column.
  if (keys.length !== 1 || keys[0] !== 'index') return { objects: data, notes: [] };
  const objects = data.map(({ index: _, ...row }) => row);
  return { objects, notes: [] };
}

/**
 * `{"a": {"0": 1, "1": 2}}`, an object of each column, or `{"row 1": {"a": 1}}`, an object of each row. Keys that
 * count are those of rows; where none count, rows are more than columns.
 */
function nestedRows(json: JsonObject): JsonRows | null {
  const outer = Object.keys(json);
  if (outer.length === 0 || !outer.every((key) => isObject(json[key]))) return null;
  const objects = outer.map((key) => json[key] as JsonObject);
  const holdsRows = (value: unknown) => Array.isArray(value) && value.some(isObject);
  if (objects.some((object) => Object.values(object).some(holdsRows))) return null;
  const inner = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  if (inner.length === 0) return null;
  const count = (keys: readonly string[]) => keys.every((key) => /^-?\d+$/.test(key));
  const byRow = count(outer) !== count(inner) ? count(outer) : outer.length > inner.length;
  if (byRow) {
    const message = count(outer)
      ? []
      : [{ message: 'Each key was read as the name of a row, and is left out.' }];
    return { objects, notes: message };
  }
  const cellOf = (column: JsonObject, key: string) =>
    Object.hasOwn(column, key) ? column[key] : undefined;
  return {
    names: outer,
    arrays: inner.map((key) => objects.map((column) => cellOf(column, key))),
    notes: [],
  };
}

/** The properties of GeoJSON's features, with the coordinates of points; null if it is none. */
export function featureRows(json: unknown): JsonRows | null {
  if (!isObject(json) || json.type !== 'FeatureCollection' || !Array.isArray(json.features))
    return null;
  const shapes = new Set<string>();
  const objects = json.features.filter(isObject).map(({ properties, geometry }): JsonObject => {
    const row = isObject(properties) ? properties : {};
    if (!isObject(geometry)) return row;
    const { type, coordinates } = geometry;
    if (type === 'Point' && Array.isArray(coordinates))
      return { ...row, longitude: coordinates[0], latitude: coordinates[1] };
    shapes.add(String(type));
    return row;
  });
  const notes = [{ message: 'The properties of the GeoJSON features are the columns.' }];
  if (shapes.size > 0)
    notes.push({ message: `Their shapes (${listed([...shapes])}) are left out.` });
  return { objects, notes };
}

/** An array of rows within an object, and its path there. */
interface Wrapped {
  readonly path: string;
  readonly rows: readonly unknown[];
}

/** How deep arrays of rows are looked for. */
const DEPTH = 4;

/** The arrays of objects, or of arrays, within an object, the longest first. */
export function wrappedArrays(json: JsonObject, path = ''): Wrapped[] {
  const found = Object.entries(json).flatMap(([key, value]): Wrapped[] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (Array.isArray(value)) {
      const isRow = (row: unknown) => isObject(row) || Array.isArray(row);
      return value.length > 0 && value.every(isRow) ? [{ path: at, rows: value }] : [];
    }
    return isObject(value) && at.split('.').length < DEPTH ? wrappedArrays(value, at) : [];
  });
  return found.sort((a, b) => b.rows.length - a.rows.length);
}

/** Rows that are objects. @throws a sentence with the place if one is not */
export function objectRows(file: string, rows: readonly unknown[], before = 0): JsonObject[] {
  rows.forEach((row, index) => {
    if (isObject(row)) return;
    throw new Error(
      `Row ${before + index + 1} of ${file} is ${kindOf(row)}; expected an object, as in row 1.`,
    );
  });
  return rows as JsonObject[];
}
