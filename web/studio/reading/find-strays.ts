import { isGapWord } from '../../../readers/columns/gaps.js';
import { shortened } from '../../../readers/columns/listed.js';
import type { Column } from '../session/dataset.js';
import { textCounts } from './text-counts.js';
import { fittingTexts } from './typed-table.js';

/** Texts that keep a column from being numbers or dates. */
export interface Strays {
  readonly of: 'numbers' | 'dates';
  /** The commonest first. */
  readonly texts: readonly { readonly text: string; readonly count: number }[];
}

/** The most texts that a sentence names. */
const NAMED = 3;

/**
 * Finds the texts that keep a column from its type.
 * @param said What the library says of the column, which states what most of its cells are: the message
 *   of its error, or the reason for the type.
 */
export async function findStrays(
  column: Column,
  said: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Strays | null> {
  const [, what] = /(?:expected a|most cells are) (number|date)/.exec(said ?? '') ?? [];
  if (what === undefined || column.kind !== 'text') return null;
  const fits = await fittingTexts(column, what === 'date' ? 'date' : 'continuous', signal);
  if (!fits) return null;
  const counts = textCounts(column);
  const texts = column.values
    .map((text, index) => ({ text, count: counts[index]!, fits: fits[index]! }))
    .filter((each) => !each.fits && !isGapWord(each.text))
    .sort((a, b) => b.count - a.count);
  return texts.length > 0 ? { of: what === 'date' ? 'dates' : 'numbers', texts } : null;
}

/** 'Most of its cells are numbers, but 45 are other text: “x” (30), “y” (12) and 3 more' */
export function aboutStrays({ of, texts }: Strays): string {
  const cells = texts.reduce((sum, { count }) => sum + count, 0);
  const named = texts
    .slice(0, NAMED)
    .map(({ text, count }) => `“${shortened(text)}” (${count.toLocaleString('en')})`);
  const more = texts.length > NAMED ? ` and ${texts.length - NAMED} more` : '';
  const others = cells === 1 ? '1 is' : `${cells.toLocaleString('en')} are`;
  return `Most of its cells are ${of}, but ${others} other text: ${named.join(', ')}${more}`;
}
