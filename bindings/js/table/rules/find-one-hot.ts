import { type Candidate, EVIDENCE, type RuleColumn, type RuleSample } from './candidate.js';
import type { NumberRule } from './number-rule.js';

/** Two columns determine each other. */
const FEWEST = 3;

/**
 * Groups of columns of which exactly one is true in each row of a sample. A group takes columns in the
 * order of the table, each that is never true together with those before, until one is true in every
 * row.
 */
export function oneHotGroups(columns: readonly RuleColumn[], sample: RuleSample): Candidate[] {
  const groups: Candidate[] = [];
  const rows = sample[0]?.length ?? 0;
  const isFree = columns.map(
    ({ kind }, column) => kind === 'truth' && !sample[column]!.some(Number.isNaN),
  );
  for (const first of columns.keys()) {
    const covered = new Uint8Array(rows);
    const group: number[] = [];
    let count = 0;
    for (let column = first; column < columns.length && count < rows; column++) {
      const values = sample[column]!;
      if (!isFree[column] || values.some((value, i) => value === 1 && covered[i] === 1)) continue;
      for (const [i, value] of values.entries()) if (value === 1) count += covered[i] = 1;
      group.push(column);
    }
    if (count < rows || group.length < FEWEST) continue;
    groups.push(new OneHot(group));
    for (const column of group) isFree[column] = false;
  }
  return groups;
}

class OneHot implements Candidate {
  readonly columns: readonly number[];
  readonly #counts: Float64Array;
  #rows = 0;

  constructor(columns: readonly number[]) {
    this.columns = columns;
    this.#counts = new Float64Array(columns.length);
  }

  /** Gaps break the group, too: they would have to be modelled for each column. */
  add(row: Float64Array): boolean {
    let ones = 0;
    for (const [i, column] of this.columns.entries()) {
      const value = row[column]!;
      if (value !== value) return false;
      ones += value;
      this.#counts[i]! += value;
    }
    this.#rows++;
    return ones === 1;
  }

  rule(): NumberRule | undefined {
    const shares = this.#counts.map((count) => count / this.#rows);
    const none = shares.reduce((product, share) => product * (1 - share), 1);
    const one = shares.reduce((sum, share) => sum + (none * share) / (1 - share), 0);
    const isEvident = this.#rows * (1 - one) >= EVIDENCE;
    return isEvident ? { type: 'oneHot', columns: this.columns } : undefined;
  }
}
