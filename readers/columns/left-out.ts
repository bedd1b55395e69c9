import { listed } from './listed.js';
import type { Note } from './note.js';

/** What to say of columns that hold more than a single value in a cell, if there are any. */
export function leftOutNotes(names: readonly string[]): Note[] {
  if (names.length === 0) return [];
  const which = names.length === 1 ? `Column ${names[0]} is` : `Columns ${listed(names)} are`;
  const message = `${which} left out: only single values can be read, not lists, groups or bytes.`;
  return [{ message }];
}
