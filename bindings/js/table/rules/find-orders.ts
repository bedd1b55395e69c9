import type { Work } from '../slices.js';
import { type Candidate, EVIDENCE, type RuleColumn, type RuleSample } from './candidate.js';

/** Each two columns of numbers or of dates that are in order in every row of a sample. */
export function* orders(columns: readonly RuleColumn[], sample: RuleSample): Work<Candidate[]> {
  const found: Candidate[] = [];
  const sorted = sample.map((values) => values.filter((value) => value === value).sort());
  for (const [lesser, { kind }] of columns.entries()) {
    if (kind !== 'number' && kind !== 'date') continue;
    for (const [greater, other] of columns.entries()) {
      if (greater === lesser || other.kind !== kind) continue;
      const [a, b] = [sample[lesser]!, sample[greater]!];
      if (a.some((value, i) => value > b[i]!)) continue;
      const share = shareAbove(sorted[lesser]!, sorted[greater]!);
      if (share > 0) found.push(order(lesser, greater, share));
    }
    yield;
  }
  return found;
}

/** @param share The share of rows that would break the order if the columns were independent. */
function order(lesser: number, greater: number, share: number): Candidate {
  let rows = 0;
  const columns = [lesser, greater] as const;
  return {
    columns,
    add(row) {
      const [a, b] = [row[lesser]!, row[greater]!];
      if (a === a && b === b) rows++;
      return !(a > b);
    },
    rule: () => (rows * share >= EVIDENCE ? { type: 'order', columns } : undefined),
  };
}

/** The probability that a value of the first is above one of the second; both are sorted. */
function shareAbove(a: Float64Array, b: Float64Array): number {
  let [above, pairs] = [0, 0];
  for (const value of a) {
    while (above < b.length && b[above]! < value) above++;
    pairs += above;
  }
  return pairs / Math.max(1, a.length * b.length);
}
