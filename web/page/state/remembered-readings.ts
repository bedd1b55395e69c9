import type { ReadingOptions } from '../../contract/index.js';

/** Where the browser keeps them: for each header, a hash, what the user chose; the latest last. */
const PLACE = 'vae1 readings';
const MOST = 50;

type Remembered = readonly (readonly [header: string, options: ReadingOptions])[];

/** A short text that stands for the names of columns. Distinct names give distinct texts, in practice. */
export function headerHash(names: readonly string[]): string {
  // Two FNV-1a hashes that begin differently.
  let [one, two] = [0x811c9dc5, 0x050c5d1f];
  for (const character of names.join('\n')) {
    const code = character.codePointAt(0)!;
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x01000193);
  }
  return [one, two].map((hash) => (hash >>> 0).toString(16).padStart(8, '0')).join('');
}

/** What the user chose for the last file with this header; null if nothing. */
export function recall(header: string): ReadingOptions | null {
  return load().find(([one]) => one === header)?.[1] ?? null;
}

/** @param options Without any, what was remembered is forgotten. */
export function remember(header: string, options: ReadingOptions): void {
  const others = load().filter(([one]) => one !== header);
  const isEmpty = Object.keys(options).length === 0;
  store(isEmpty ? others : [...others, [header, options] as const].slice(-MOST));
}

/** Whether the browser keeps what the user chose for any file. */
export function hasReadings(): boolean {
  return load().length > 0;
}

export function forgetReadings(): void {
  store([]);
}

// A browser may refuse storage; then nothing is remembered.

function load(): Remembered {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '[]');
    return Array.isArray(found) ? (found as Remembered) : [];
  } catch {
    return [];
  }
}

function store(remembered: Remembered): void {
  try {
    if (remembered.length === 0) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, JSON.stringify(remembered));
  } catch {
    // See above.
  }
}
