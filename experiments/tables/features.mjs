import { columnsOf, isGap, numbersOf } from './columns.mjs';

/**
 * Turns rows into vectors for a classifier of the column `label`. Numbers are standardised. Each
 * category is one 0/1 value. A column of numbers with gaps has one more value for "is a gap", and
 * the number itself is then the mean. Names are left out. The rows that the classifier is trained
 * on settle all of this, and categories that they do not have are ignored.
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

/** Each function returns the values of one feature for all rows. */
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
