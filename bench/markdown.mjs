/** A Markdown table. The first column is aligned to the left, the others to the right. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Formats as 1,234 or 0.57: at least three digits, and no decimals that say nothing. */
export function figure(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** `median (low-high)`. */
export function withSpread(summary) {
  if (!summary) return 'not measured';
  return `${figure(summary.median)} (${figure(summary.low)}-${figure(summary.high)})`;
}
