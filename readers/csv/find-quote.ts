import type { Quote } from '../reading-options.js';

/** A cell in single quotes, between any delimiters or at the ends of a line. */
const SINGLE = /(?:^|[,;|\t])'[^'\n]*'(?=[,;|\t]|$)/gm;

/** The quotes around cells: single ones if a text has several such cells, and no double quote. */
export function findQuote(text: string): Quote {
  if (text.includes('"')) return '"';
  return (text.match(SINGLE)?.length ?? 0) >= 2 ? "'" : '"';
}
