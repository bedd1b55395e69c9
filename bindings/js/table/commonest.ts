import { show } from '../errors/show.js';

/** Values that a sentence names. */
const NAMED = 3;

/**
 * The commonest of some values with their cells, for a sentence: '"k. A." (30), "x" (12)'. Does not
 * depend on their order.
 */
export function commonest(counts: Iterable<readonly [value: unknown, count: number]>): string {
  const sorted = [...counts].sort(
    ([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0),
  );
  const named = sorted.slice(0, NAMED).map(([value, count]) => `${show(value)} (${count})`);
  const others = sorted.length - named.length;
  return named.join(', ') + (others > 0 ? ` and ${others} more` : '');
}
