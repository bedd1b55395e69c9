import { columnsOf, isGap, numbersOf } from './columns.mjs';

/**
 * Turns rows into vectors for a classifier of the column `label`: numbers standardised, categories one
 * 0/1 value each, and where the table has gaps among numbers, one more value for "is a gap" (the
 * number itself is then the mean). Names are left out. All of it is settled by the rows that the
 * classifier is trained on; a category which they do not have is no category at all.
 *
 * @returns {{ vectors(rows: object[]): Float64Array[], labels(rows: object[]): unknown[] }}
 */
export function featuresOf(rows, label) {
  const columns = columnsOf(rows).filter(({ name, kind }) => name !== label && kind !== 'name');
  const encoders = columns.flatMap((column) =>
    column.kind === 'category' ? categoryEncoders(column) : numberEncoders(rows, column),
  );
  return {
    vectors: (others) => {
      const values = encoders.map((encode) => encode(others));
      return others.map((_, i) => Float64Array.from(values, (column) => column[i]));
    },
    labels: (others) => others.map((row) => row[label]),
  };
}

/** Each gives the values of one feature for all rows. */
function categoryEncoders({ name, values }) {
  return values.map((value) => (rows) => rows.map((row) => Number(row[name] === value)));
}

function numberEncoders(rows, column) {
  const numbers = numbersOf(rows, column).filter((x) => !Number.isNaN(x));
  const mean = average(numbers);
  const deviation = Math.sqrt(average(numbers.map((x) => (x - mean) ** 2))) || 1;
  const value = (others) =>
    Array.from(numbersOf(others, column), (x) => (Number.isNaN(x) ? 0 : (x - mean) / deviation));
  const gap = (others) => others.map((row) => Number(isGap(row[column.name])));
  return column.gaps > 0 ? [value, gap] : [value];
}

function average(values) {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
