import { listed } from '../columns/listed.js';
import type { Note } from '../columns/note.js';
import { isObject, type JsonObject } from './json-values.js';

/** Numbers of an array that get a column each; longer ones are left out. */
const MOST_NUMBERS = 16;
const DEEPEST = 16;

/** Columns of single values from rows of objects, which may hold objects and short arrays of numbers. */
export class FlatRows {
  /** For each path that holds arrays: how long they all are; 0 if they have no column. */
  readonly #lengths = new Map<string, number>();
  #nested = false;

  /** @param sample Rows that decide which arrays have columns: all rows, or the first of many. */
  constructor(sample: Iterable<JsonObject>) {
    for (const row of sample) this.#see(row, '', 0);
  }

  /** Whether any row holds more than single values. */
  get changes(): boolean {
    return this.#nested || this.#lengths.size > 0;
  }

  get notes(): readonly Note[] {
    const left = [...this.#lengths].filter(([, length]) => length === 0).map(([path]) => path);
    if (left.length === 0) return [];
    const which = left.length === 1 ? `${left[0]} is` : `${listed(left)} are`;
    const message =
      `${which} left out: a cell holds a single value, and only arrays of numbers that are all ` +
      `equally long, of up to ${MOST_NUMBERS}, become columns.`;
    return [{ message }];
  }

  #see(row: JsonObject, path: string, depth: number): void {
    for (const key in row) {
      const value = row[key];
      if (typeof value !== 'object' || value === null) continue;
      const at = path + key;
      if (Array.isArray(value)) this.#seeArray(at, value);
      else if (depth < DEEPEST) {
        this.#nested = true;
        this.#see(value as JsonObject, `${at}.`, depth + 1);
      }
    }
  }

  #seeArray(path: string, value: readonly unknown[]): void {
    const known = this.#lengths.get(path) ?? value.length;
    const isShort = value.length <= MOST_NUMBERS && value.length > 0;
    const isNumbers = value.every((one) => typeof one === 'number' || one === null);
    this.#lengths.set(path, isShort && isNumbers && known === value.length ? known : 0);
  }

  /** A row whose keys are paths, such as `address.city` and `position.0`. */
  flat(row: JsonObject): JsonObject {
    if (!this.changes && Object.values(row).every((v) => typeof v !== 'object' || v === null))
      return row;
    const flat: JsonObject = Object.create(null) as JsonObject;
    this.#into(flat, row, '', 0);
    return flat;
  }

  #into(flat: JsonObject, row: JsonObject, path: string, depth: number): void {
    for (const key of Object.keys(row)) {
      const value = row[key];
      const at = path + key;
      if (Array.isArray(value)) {
        const length = this.#lengths.get(at);
        if (length !== value.length) continue;
        value.forEach((one, index) => (flat[`${at}.${index}`] = one));
      } else if (isObject(value)) {
        if (depth < DEEPEST) this.#into(flat, value, `${at}.`, depth + 1);
      } else flat[at] = value;
    }
  }
}
