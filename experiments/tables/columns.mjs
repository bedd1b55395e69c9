/**
 * What a column holds. The code that judges must not rely on the schema of the package, so it has
 * this.
 *
 * @typedef {object} Column
 * @property {string} name
 * @property {'number' | 'date' | 'category' | 'name'} kind number: all numbers; date: all of the
 *   form 2020-01-31; name: text that hardly repeats (more than 50 different values, each fewer than
 *   ten times on average), which no model of a table describes; category: everything else
 * @property {number} gaps how many cells are null
 * @property {number} decimals of a column of numbers: the most that any value has
 * @property {unknown[]} values the different values, sorted
 */

/** @returns {Column[]} the columns of an array of objects, in the order of the first row's keys */
export function columnsOf(rows) {
  return Object.keys(rows[0]).map((name) => {
    const present = rows.map((row) => row[name]).filter((cell) => !isGap(cell));
    const values = [...new Set(present)].sort(ascending);
    return {
      name,
      kind: kindOf(present, values),
      gaps: rows.length - present.length,
      decimals: Math.max(0, ...values.map(decimalsOf)),
      values,
    };
  });
}

export function isGap(cell) {
  return cell === null || cell === undefined || Number.isNaN(cell);
}

/** A number for each cell of a column of numbers or dates; NaN for a gap. */
export function numbersOf(rows, { name, kind }) {
  return Float64Array.from(rows, (row) => {
    if (isGap(row[name])) return NaN;
    return kind === 'date' ? Date.parse(row[name]) : row[name];
  });
}

/** The cell for a number: rounded to the column's decimals, or a date. */
export function cellOf(number, { kind, decimals }) {
  if (kind === 'date') return new Date(number).toISOString().slice(0, 10);
  return Number(number.toFixed(decimals)) + 0; // + 0: no -0
}

export function decimalsOf(value) {
  if (typeof value !== 'number') return 0;
  const [digits, exponent = 0] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}

function kindOf(present, values) {
  if (present.every((cell) => typeof cell === 'number')) return 'number';
  if (present.every((cell) => typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell)))
    return 'date';
  return values.length > 50 && present.length < 10 * values.length ? 'name' : 'category';
}

function ascending(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}
