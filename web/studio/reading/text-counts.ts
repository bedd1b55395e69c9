import type { TextColumn } from '../session/dataset.js';

/** The number of cells of each text of a column. */
export function textCounts({ values, codes }: TextColumn): Uint32Array {
  const counts = new Uint32Array(values.length + 1);
  for (const code of codes) counts[code]!++;
  return counts.subarray(1);
}
