import { MISSING_VALUES } from 'vae1';

const WORDS = new Set(MISSING_VALUES.map((word) => word.toLowerCase()));
const LONGEST = Math.max(...[...WORDS].map((word) => word.length));

/** In a text column these may be answers. */
const ANSWERS = new Set(['none', 'unknown', 'missing', 'undefined', 'nil', '(blank)']);

/** Whether a non-empty text in a column of numbers or dates says that there is no value. */
export function isGapWord(text: string): boolean {
  return text.length <= LONGEST && WORDS.has(text.toLowerCase());
}

/** Whether it says so in any column. */
export function isGapInText(text: string): boolean {
  return isGapWord(text) && !ANSWERS.has(text.toLowerCase());
}
