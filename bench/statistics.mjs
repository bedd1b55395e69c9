export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** Median, smallest and largest; null if nothing was measured. */
export function summary(values) {
  const measured = (values ?? []).filter(Number.isFinite);
  if (measured.length === 0) return null;
  return { median: median(measured), low: Math.min(...measured), high: Math.max(...measured) };
}

/** The median, smallest and largest ratio of the rounds. */
export function ratio(numerators, denominators) {
  if (!numerators || !denominators) return null;
  return summary(numerators.map((value, round) => value / denominators[round]));
}
