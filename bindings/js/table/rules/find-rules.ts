import { CELLS, forEach, type Work } from '../slices.js';
import type { Candidate, RuleColumn } from './candidate.js';
import { dependencies } from './find-dependencies.js';
import { oneHotGroups } from './find-one-hot.js';
import { orders } from './find-orders.js';
import { sums } from './find-sums.js';
import { withoutImplied } from './implied-rules.js';
import type { NumberRule } from './number-rule.js';

/** Rows of a sample, evenly spaced, which discards nearly all candidates. */
const SAMPLE = 4096;

/**
 * Finds the rules that hold in every row with values in all columns of the rule. One row that breaks a
 * rule discards it. A sample discards candidates first; then one pass over all rows judges the rest.
 */
export function* findRules(columns: readonly RuleColumn[], rows: number): Work<NumberRule[]> {
  const taken = Math.min(SAMPLE, rows);
  const sample = columns.map(() => new Float64Array(taken));
  for (const [column, { value }] of columns.entries())
    yield* forEach(taken, CELLS, (i) => {
      sample[column]![i] = value(Math.floor((i * rows) / taken));
    });
  const candidates = [
    ...(yield* dependencies(columns, sample)),
    ...oneHotGroups(columns, sample),
    ...(yield* sums(columns, sample)),
    ...(yield* orders(columns, sample)),
  ];
  return withoutImplied(yield* judged(candidates, columns, rows));
}

function* judged(
  candidates: readonly Candidate[],
  columns: readonly RuleColumn[],
  rows: number,
): Work<NumberRule[]> {
  let left = candidates;
  const columnsOf = (some: readonly Candidate[]) => [
    ...new Set(some.flatMap((candidate) => candidate.columns)),
  ];
  let used = columnsOf(left);
  const row = new Float64Array(columns.length);
  const step = Math.max(1, Math.floor(CELLS / (used.length + left.length)));
  yield* forEach(left.length > 0 ? rows : 0, step, (at) => {
    for (const column of used) row[column] = columns[column]!.value(at);
    let broken: Set<Candidate> | undefined;
    for (const candidate of left) if (!candidate.add(row)) (broken ??= new Set()).add(candidate);
    if (!broken) return;
    left = left.filter((candidate) => !broken.has(candidate));
    used = columnsOf(left);
  });
  return left.flatMap((candidate) => candidate.rule() ?? []);
}
