import { MISSING_VALUES } from 'vae1';

const WORDS = new Set(MISSING_VALUES.map((word) => word.toLowerCase()));
const LONGEST = Math.max(...[...WORDS].map((word) => word.length));

/** In a text column these may be answers, N.V. a form of companies, and N.D. a state. */
const ANSWERS = new Set([
  ...['none', 'unknown', 'missing', 'undefined', 'nil', '(blank)', 'no data', 'not available'],
  ...['unbekannt', 'keine angabe', 'keine angaben', 'nicht verfügbar'],
  ...['n.v.', 'n. v.', 'n.d.', 'n. d.', 's/d'],
]);

/** Whether a non-empty text in a column of numbers or dates says that there is no value. */
export function isGapWord(text: string): boolean {
  return text.length <= LONGEST && WORDS.has(text.toLowerCase());
}

/** Whether it says so in any column. */
export function isGapInText(text: string): boolean {
  return isGapWord(text) && !ANSWERS.has(text.toLowerCase());
}
