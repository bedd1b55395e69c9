type Values = ArrayLike<number | null | undefined>;

/**
 * The range of the loss axis. The first batches lie far above the rest; where they would flatten
 * the curves, the axis covers the later half of each line plus its span on either side.
 */
export function lossRange(lines: readonly Values[]): [number, number] {
  const all = extremes(lines, 0);
  if (!all) return [0, 1];
  const later = extremes(lines, 0.5)!;
  const span = later.high - later.low || Math.abs(later.high) || 1;
  const low = Math.max(all.low, later.low - span);
  const high = Math.min(all.high, later.high + span);
  const margin = 0.05 * (high - low || Math.abs(high) || 1);
  // Not from 0, which would flatten curves that go from 41 to 40. Only losses of densities are negative.
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}

/** The extremes of the lines from this share of their length on; null if they have no values. */
function extremes(lines: readonly Values[], from: number): { low: number; high: number } | null {
  let low = Infinity;
  let high = -Infinity;
  for (const values of lines)
    for (let index = Math.floor(from * values.length); index < values.length; index++) {
      const value = values[index];
      if (value === null || value === undefined) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return low <= high ? { low, high } : null;
}
