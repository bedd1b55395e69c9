import type { Progress, Report } from '../../contract/index.js';

/** Rows per chunk: few enough that the worker can answer other calls in between. */
const CHUNK = 10_000;

/** Runs `work` on all `rows`, a chunk at a time, and reports progress. */
export async function inChunks(
  rows: number,
  what: string,
  report: Report<Progress>,
  work: (first: number, end: number) => void | Promise<void>,
): Promise<void> {
  for (let first = 0; first < rows; first += CHUNK) {
    report({ what, fraction: first / rows });
    await work(first, Math.min(rows, first + CHUNK));
    await new Promise((resolve) => setTimeout(resolve));
  }
  report({ what, fraction: 1 });
}

/** first, first + 1, ... end - 1 */
export function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
