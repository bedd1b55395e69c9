import { columnsOf } from './columns.mjs';

/**
 * Does a generator repeat the rows that it was given? Computes the share of generated rows that
 * equal a training row in every column except names, and the same share of held-out rows, which no
 * generator has seen, because some tables repeat themselves.
 *
 * @returns {{ copied: number, natural: number, limit: number }} shares of rows. `limit` is what
 *   `natural` allows by chance: two standard errors of both above it, and at least 3 held-out rows
 *   (if none of n rows is a copy, the upper end of a 95 % interval is 3 / n)
 */
export function copies(train, holdout, generated) {
  const columns = columnsOf([...train, ...holdout]).filter(({ kind }) => kind !== 'name');
  const key = (row) => JSON.stringify(columns.map(({ name }) => row[name] ?? null));
  const seen = new Set(train.map(key));
  const shareOf = (rows) => rows.filter((row) => seen.has(key(row))).length / rows.length;
  const natural = shareOf(holdout);
  const variance = natural * (1 - natural);
  const error = Math.sqrt(variance / holdout.length + variance / generated.length);
  const limit = Math.max(natural + 2 * error, 3 / holdout.length);
  return { copied: shareOf(generated), natural, limit };
}
