import type { Column } from '../session/dataset.js';

const EXAMPLES = 3;
/** Rows examined. */
const ROWS = 10_000;
const LONGEST = 60;

/** A few of a column's values, the most frequent in its first rows first. */
export function examplesOf(column: Column): string[] {
  const cells = column.kind === 'text' ? column.codes : column.values;
  const counts = new Map<number, number>();
  for (const cell of cells.subarray(0, ROWS)) {
    const gap = column.kind === 'text' ? cell === 0 : Number.isNaN(cell);
    if (!gap) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const frequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, EXAMPLES);
  return frequent.map(([cell]) =>
    column.kind === 'text' ? column.values[cell - 1]!.slice(0, LONGEST) : `${cell}`,
  );
}
