import type { Work } from '../slices.js';
import { type Candidate, EVIDENCE, type RuleColumn, type RuleSample } from './candidate.js';
import type { NumberRule } from './number-rule.js';

/** Each two columns of which the first determines the second in a sample. */
export function* dependencies(
  columns: readonly RuleColumn[],
  sample: RuleSample,
): Work<Candidate[]> {
  const found: Candidate[] = [];
  for (const [determinant, { determines }] of columns.entries()) {
    for (let dependent = 0; determines && dependent < columns.length; dependent++) {
      if (dependent === determinant) continue;
      const candidate = () => new Dependency(determinant, dependent);
      if (holds(candidate(), sample)) found.push(candidate());
    }
    yield;
  }
  return found;
}

function holds(candidate: Dependency, sample: RuleSample): boolean {
  const [determinant, dependent] = candidate.columns.map((column) => sample[column]!);
  return determinant!.every((value, i) => candidate.addPair(value, dependent![i]!));
}

interface Group {
  readonly value: number;
  rows: number;
}

class Dependency implements Candidate {
  readonly columns: readonly [number, number];
  readonly #groups = new Map<number, Group>();

  constructor(determinant: number, dependent: number) {
    this.columns = [determinant, dependent];
  }

  add(row: Float64Array): boolean {
    return this.addPair(row[this.columns[0]]!, row[this.columns[1]]!);
  }

  addPair(determinant: number, dependent: number): boolean {
    // NaN is a gap.
    if (determinant !== determinant || dependent !== dependent) return true;
    const group = this.#groups.get(determinant);
    if (group === undefined) this.#groups.set(determinant, { value: dependent, rows: 1 });
    else if (group.value === dependent) group.rows++;
    else return false;
    return true;
  }

  /** Each value of the determinant must occur twice on average, so that few rows cannot determine much. */
  rule(): NumberRule | undefined {
    const groups = [...this.#groups.values()];
    const counts = new Map<number, number>();
    for (const { value, rows } of groups) counts.set(value, (counts.get(value) ?? 0) + rows);
    const total = groups.reduce((sum, { rows }) => sum + rows, 0);
    const breaks = groups.reduce(
      (sum, { value, rows }) => sum + (rows - 1) * (1 - counts.get(value)! / total),
      0,
    );
    if (breaks < EVIDENCE || total < 2 * groups.length) return undefined;
    const values = new Map(Array.from(this.#groups, ([from, { value }]) => [from, value]));
    return { type: 'dependency', columns: this.columns, values };
  }
}
