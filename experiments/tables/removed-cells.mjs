import { columnsOf, isGap } from './columns.mjs';

/**
 * Removes cells completely at random: each with probability `share`, whatever it and the others
 * hold. Names stay, and gaps stay gaps.
 *
 * @returns {{ rows: object[], removed: { row: number, name: string }[] }} copies of the rows, and
 *   where the gaps were made
 */
export function withCellsRemoved(rows, share, random) {
  const names = modelledNames(rows);
  const removed = [];
  const left = rows.map((cells, row) => {
    const kept = { ...cells };
    for (const name of names) {
      if (isGap(cells[name]) || random.uniform() >= share) continue;
      kept[name] = null;
      removed.push({ row, name });
    }
    return kept;
  });
  return { rows: left, removed };
}

/** All columns except names. */
export function modelledNames(rows) {
  return columnsOf(rows)
    .filter(({ kind }) => kind !== 'name')
    .map(({ name }) => name);
}
