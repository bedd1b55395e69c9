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
  const head = ['', 'reached', 'required'];
  const widths = head.map((name, j) => Math.max(...[head, ...cells].map((row) => row[j].length)));
  const line = (row) => `| ${row.map((cell, j) => cell.padEnd(widths[j])).join(' | ')} |`;
  console.log(`\n## ${title}\n`);
  console.log(line(head));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of cells) console.log(line(row));
  return figures.filter(({ missed }) => missed).length;
}

export function mean(values) {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

/** The mean and, in parentheses, the standard deviation over the seeds. */
export function meanAndSpread(values, digits) {
  const m = mean(values);
  const variance =
    values.reduce((sum, x) => sum + (x - m) ** 2, 0) / Math.max(1, values.length - 1);
  return `${m.toFixed(digits)} (${Math.sqrt(variance).toFixed(digits)})`;
}
