import type { DataSummary } from './data.js';

/**
 * Whether CSV of these data begins with the byte-order mark of UTF-8. Excel takes a file without one for
 * Windows-1252. Data that came in UTF-8 without a mark go out so, too.
 */
export function csvHasMark(summary: DataSummary | null): boolean {
  if (summary?.kind !== 'table') return false;
  const { marked = false, reading } = summary;
  return marked || (reading.encoding !== undefined && reading.encoding !== 'utf-8');
}
