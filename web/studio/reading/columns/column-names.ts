import type { Note } from '../../contract.js';
import { listed } from './listed.js';

/** Names that differ: empty ones are numbered, and those that come again. */
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
      ? 'A column without a name of its own is'
      : 'Columns without a name of their own are';
  return { names, notes: [{ message: `${what} now called ${listed(renamed)}.` }] };
}
