import { columnsOf, decimalsOf, isGap, numbersOf } from './columns.mjs';

/**
 * Finds what in generated rows could not stand in the real table: a different column or order of
 * columns, a cell of another type or form, an unknown category, too many decimals, a number or date
 * out of bounds, gaps in a column without gaps, or far more or fewer gaps.
 *
 * @returns {string[]} one sentence for each fault, at most one for each column
 */
export function roundTripFaults(real, generated) {
  const columns = columnsOf(real);
  const names = columns.map(({ name }) => name).join();
  const odd = generated.find((row) => Object.keys(row).join() !== names);
  if (odd) return [`the columns are ${Object.keys(odd).join()}, not ${names}`];
  return columns.flatMap((column) => {
    const fault = columnFault(real, generated, column);
    return fault ? [`${column.name}: ${fault}`] : [];
  });
}

function columnFault(real, generated, column) {
  const { name, kind } = column;
  const cells = generated.map((row) => row[name]).filter((cell) => !isGap(cell));
  const faultIn = cellRule(real, column);
  const bad = cells.find((cell) => faultIn(cell));
  if (bad !== undefined) return `${JSON.stringify(bad)} ${faultIn(bad)}`;
  // Names are made anew. They say nothing about gaps.
  return kind === 'name' ? undefined : gapFault(real, generated, column);
}

/** Returns a function that says what is wrong with a cell, or returns undefined. */
function cellRule(real, column) {
  const { kind, values, decimals } = column;
  const types = new Set(values.map((value) => typeof value));
  const known = new Set(values);
  const numbers = kind === 'number' || kind === 'date' ? numbersOf(real, column) : [];
  const present = Array.from(numbers).filter((x) => !Number.isNaN(x));
  const [low, high] = [least(present), -least(present.map((x) => -x))];
  return (cell) => {
    if (!types.has(typeof cell)) return `is a ${typeof cell}`;
    if (kind === 'category') return known.has(cell) ? undefined : 'is not a category of the column';
    if (kind === 'name') return undefined;
    if (kind === 'date' && !/^\d{4}-\d\d-\d\d$/.test(cell)) return 'is not a date of that form';
    const number = kind === 'date' ? Date.parse(cell) : cell;
    if (!(number >= low && number <= high)) return 'is out of bounds';
    return decimalsOf(cell) > decimals ? `has more than ${decimals} decimals` : undefined;
  };
}

/** Shares of gaps may differ by 5 points plus four standard errors. */
function gapFault(real, generated, { name, gaps }) {
  const share = gaps / real.length;
  const made = generated.filter((row) => isGap(row[name])).length / generated.length;
  if (gaps === 0) return made > 0 ? 'has gaps' : undefined;
  const error = Math.sqrt(share * (1 - share) * (1 / generated.length + 1 / real.length));
  if (Math.abs(made - share) <= Math.max(0.05, 4 * error)) return undefined;
  return `${(100 * made).toFixed(1)} % of gaps, not ${(100 * share).toFixed(1)} %`;
}

function least(values) {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}
