import type { Note } from './note.js';
import { listed } from './listed.js';

/** Makes names distinct: numbers empty and repeated ones. */
export function distinctNames(given: readonly string[]): {
  readonly names: readonly string[];
  readonly notes: readonly Note[];
} {
  const taken = new Set(given.map((name) => name.trim()));
  const seen = new Set<string>();
  const renamed: string[] = [];
  const names = given.map((untrimmed, index) => {
    const name = untrimmed.trim();
    if (name !== '' && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    const base = name === '' ? 'column' : name;
    let number = name === '' ? index + 1 : 2;
    while (taken.has(`${base} ${number}`) || seen.has(`${base} ${number}`)) ++number;
    const made = `${base} ${number}`;
    seen.add(made);
    renamed.push(made);
    return made;
  });
  if (renamed.length === 0) return { names, notes: [] };
  const what =
    renamed.length === 1
      ? 'A column with an empty or repeated name was'
      : 'Columns with empty or repeated names were';
  return { names, notes: [{ message: `${what} renamed ${listed(renamed)}.` }] };
}
