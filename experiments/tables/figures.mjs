/**
 * A measured value beside the required one.
 *
 * @typedef {object} Figure
 * @property {string} what
 * @property {string} reached
 * @property {string} [required] absent if the value is only for comparison
 * @property {boolean} [missed]
 */

/** @returns {Figure} */
export function figure(what, reached) {
  return { what, reached };
}

/** @returns {Figure} */
export function requirement(what, reached, required, kept) {
  return { what, reached, required, missed: !kept };
}

/** Prints a table of figures, and returns how many are missed. */
export function printFigures(title, figures) {
  const cells = figures.map(({ what, reached, required = '', missed }) => [
    what,
    reached,
    required + (missed ? ' MISSED' : ''),
  ]);
  console.log(`\n## ${title}\n`);
  printTable({ head: ['', 'reached', 'required'], rows: cells });
  return figures.filter(({ missed }) => missed).length;
}

/** Prints a table in Markdown. */
export function printTable({ head, rows }) {
  const widths = head.map((name, j) => Math.max(3, ...[head, ...rows].map((row) => row[j].length)));
  const line = (row) => `| ${row.map((cell, j) => cell.padEnd(widths[j])).join(' | ')} |`;
  console.log(line(head));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(row));
}

export function mean(values) {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

/** The mean and, in parentheses, the standard deviation over the seeds, if there are several. */
export function meanAndSpread(values, digits) {
  const m = mean(values);
  if (values.length === 1) return m.toFixed(digits);
  const variance = values.reduce((sum, x) => sum + (x - m) ** 2, 0) / (values.length - 1);
  return `${m.toFixed(digits)} (${Math.sqrt(variance).toFixed(digits)})`;
}
