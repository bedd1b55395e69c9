import { columnsOf, isGap } from './columns.mjs';

/** Columns with gaps in more than this share of the rows leave the table. Movies have three. */
const MOST_GAPS = 0.3;
/** The share of rows that get gaps, and the share of cells that such a row loses. */
const ROWS = 0.3;
const CELLS = 0.5;

/** The rows without gaps, in the columns with few gaps. Names are left out. */
export function completeRows(rows) {
  const kept = columnsOf(rows)
    .filter(({ kind, gaps }) => kind !== 'name' && gaps <= MOST_GAPS * rows.length)
    .map(({ name }) => name);
  return columnsNamed(kept, rows).filter((row) => !Object.values(row).some(isGap));
}

export function columnsNamed(names, rows) {
  return rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
}

/** The rows whose categories all occur in `train`: a model of it knows no others. */
export function withKnownCategories(rows, train) {
  const categories = columnsOf(train).filter(({ kind }) => kind === 'category');
  return rows.filter((row) => categories.every(({ name, values }) => values.includes(row[name])));
}

/** @returns {{ all: object[], complete: object[] }} all rows, and those that stayed complete */
export function withGapsInSomeRows(rows, { uniform }) {
  const all = rows.map((row) => {
    if (uniform() >= ROWS) return row;
    const cells = Object.entries(row);
    return Object.fromEntries(cells.map(([name, cell]) => [name, uniform() < CELLS ? null : cell]));
  });
  return { all, complete: all.filter((row) => !Object.values(row).some(isGap)) };
}
