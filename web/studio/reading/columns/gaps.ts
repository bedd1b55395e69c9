const WORDS = new Set(['na', 'n/a', '#n/a', 'nan', 'null', '-', '?']);

/** Whether a non-empty text says that there is no value. */
export function isGapWord(text: string): boolean {
  return text.length <= 4 && WORDS.has(text.toLowerCase());
}
