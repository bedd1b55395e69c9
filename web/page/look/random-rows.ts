/** A random row. */
export function randomRow(rows: number): number {
  return Math.floor(Math.random() * rows);
}

/** Evenly spaced rows, shown at first: data may be sorted. */
export function evenRows(rows: number, wanted: number): number[] {
  const count = Math.min(rows, wanted);
  return Array.from({ length: count }, (_, index) => Math.floor((index * rows) / count));
}

/** Distinct random rows. */
export function randomRows(rows: number, wanted: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(rows, wanted)) chosen.add(randomRow(rows));
  return [...chosen];
}
