import { readFile } from 'node:fs/promises';

/**
 * Reads a numeric CSV file with a header line, no quotes and nothing missing.
 *
 * @returns {Promise<{ columns: string[], rows: number[][] }>}
 */
export async function readTable(url) {
  const [header, ...lines] = (await readFile(url, 'utf8')).trim().split(/\r?\n/);
  const columns = header.split(',');
  const rows = lines.map((line) => line.split(',').map(Number));
  const bad = rows.findIndex((row) => row.length !== columns.length || !row.every(Number.isFinite));
  if (bad >= 0) throw new Error(`${url}, line ${bad + 2}: not ${columns.length} numbers`);
  return { columns, rows };
}

/** Holds out every fifth row: the same rows each time, from everywhere in a sorted table. */
export function split(rows) {
  return {
    training: rows.filter((_, i) => i % 5 !== 4),
    heldOut: rows.filter((_, i) => i % 5 === 4),
  };
}
