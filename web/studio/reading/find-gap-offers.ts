import type { GapOffer, ReadingOptions } from '../../contract/index.js';
import { isGapWord } from '../../../readers/columns/gaps.js';
import type { Column } from '../session/dataset.js';
import { wordsOf } from './columns/column-reading.js';
import { findSentinel } from './find-sentinel.js';
import type { Strays } from './find-strays.js';
import { textCounts } from './text-counts.js';

/** Offers for one column; choosing a type makes gaps of all texts that do not fit it. */
const MOST = 3;

/**
 * Cells of a column that most likely stand for gaps, the likeliest first.
 * @param isNumbers Whether the column is one of numbers.
 */
export function findGapOffers(
  column: Column,
  isNumbers: boolean,
  strays: Strays | null,
  options: ReadingOptions,
): readonly GapOffer[] {
  const offers = new Map<string, GapOffer>();
  const add = (text: string, count: number, why: string) => {
    if (offers.size < MOST && !offers.has(text))
      offers.set(text, { text, reason: `${quoted(text)} occurs ${times(count)} ${why}` });
  };
  const sentinel = isNumbers ? findSentinel(column) : null;
  if (sentinel) add(sentinel.text, sentinel.count, 'and is far from all other values.');
  for (const { text, count } of strays?.texts ?? []) add(text, count, `among ${strays!.of}.`);
  for (const word of wordsElsewhere(column.name, options)) {
    const count = cellsWith(column, word);
    if (count > 0) add(word, count, 'and counts as a gap in another column.');
  }
  if (column.kind === 'text') {
    const counts = textCounts(column);
    for (const [index, text] of column.values.entries())
      if (isGapWord(text)) add(text, counts[index]!, 'as a category; among numbers it is a gap.');
  }
  return [...offers.values()];
}

/** The words that the user has made gaps in other columns. */
function wordsElsewhere(name: string, { columnGapWords = {} }: ReadingOptions): Set<string> {
  const others = Object.keys(columnGapWords).filter((each) => each !== name);
  return new Set(others.flatMap((each) => wordsOf(columnGapWords, each)));
}

function cellsWith(column: Column, word: string): number {
  if (column.kind === 'text') return textCounts(column)[column.values.indexOf(word)] ?? 0;
  const number = Number(word);
  return column.values.reduce((sum, value) => sum + +(value === number), 0);
}

const times = (count: number) => (count === 1 ? 'once' : `${count.toLocaleString('en')} times`);

/** Numbers need no quotes. */
const quoted = (text: string) => (Number.isNaN(Number(text)) ? `“${text}”` : text);
