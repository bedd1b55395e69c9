import { MISSING_VALUES } from 'vae1';
import type { Options } from '../arguments/options.js';

/**
 * The option `missingValues` of a table. In a file of text a word such as NA is a gap in every column,
 * also beside those that the user names.
 */
export function gapsOf(
  isText: boolean,
  { missingValues = [] }: Options,
): { readonly missingValues?: readonly (string | number)[] } {
  const all = [...(isText ? MISSING_VALUES : []), ...missingValues.map(valueOf)];
  return all.length > 0 ? { missingValues: all } : {};
}

/** As a number, -999 also stands for -999.0, and for the cells of files that have numbers. */
function valueOf(word: string): string | number {
  return String(Number(word)) === word && Number.isFinite(Number(word)) ? Number(word) : word;
}
