import type { SampleSheet } from '../../contract/index.js';

const MOST_BYTES = 24e6;
const MOST_SHEETS = 100;

/**
 * The sheets with another one. One of too many goes: the one whose neighbours' epochs have the smallest
 * ratio, because samples change most in the first epochs.
 */
export function withSheet(
  sheets: readonly SampleSheet[],
  sheet: SampleSheet,
): readonly SampleSheet[] {
  const all = [...sheets, sheet];
  const most = Math.min(MOST_SHEETS, Math.max(2, Math.floor(MOST_BYTES / sheet.pixels.length)));
  if (all.length <= most) return all;
  const ratios = all.slice(1, -1).map((_, at) => all[at + 2]!.epoch / all[at]!.epoch);
  return all.toSpliced(1 + ratios.indexOf(Math.min(...ratios)), 1);
}
