import { columnsOf, isGap } from './columns.mjs';

/** Columns that are gaps in more than this share of the rows leave the table: movies have three. */
const MOST_GAPS = 0.3;
/** The share of rows that get gaps, and that of the cells which they lose. */
const ROWS = 0.3;
const CELLS = 0.5;

/** The rows without gaps, of the columns that mostly have none. Names are left out. */
export function completeRows(rows) {
  const kept = columnsOf(rows)
    .filter(({ kind, gaps }) => kind !== 'name' && gaps <= MOST_GAPS * rows.length)
    .map(({ name }) => name);
  return columnsNamed(kept, rows).filter((row) => !Object.values(row).some(isGap));
}

export function columnsNamed(names, rows) {
  return rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
}

/** The rows all of whose categories occur in `train`, too: a model of it knows no others. */
export function withKnownCategories(rows, train) {
  const categories = columnsOf(train).filter(({ kind }) => kind === 'category');
  return rows.filter((row) => categories.every(({ name, values }) => values.includes(row[name])));
}

/** @returns {{ all: object[], complete: object[] }} all the rows, and those that stayed complete */
export function withGapsInSomeRows(rows, { uniform }) {
  const all = rows.map((row) => {
    if (uniform() >= ROWS) return row;
    const cells = Object.entries(row);
    return Object.fromEntries(cells.map(([name, cell]) => [name, uniform() < CELLS ? null : cell]));
  });
  return { all, complete: all.filter((row) => !Object.values(row).some(isGap)) };
}
