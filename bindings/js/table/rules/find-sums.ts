import { decimalsOf } from '../cells/rounding.js';
import type { Work } from '../slices.js';
import { type Candidate, EVIDENCE, type RuleColumn, type RuleSample } from './candidate.js';
import { isBroken, type NumberRule, toleranceOf } from './number-rule.js';

const MOST_TERMS = 3;
/** The most columns of numbers among which to look for sums: their combinations are too many beyond. */
const MOST_COLUMNS = 100;

/**
 * Columns of numbers that are the sum of up to three others in every row of a sample, with the fewest
 * terms; one term is a copy.
 */
export function* sums(columns: readonly RuleColumn[], sample: RuleSample): Work<Candidate[]> {
  const isVarying = (values: Float64Array) => values.some((value) => Math.abs(value) > 0);
  const numbers = [...columns.keys()].filter(
    (i) => columns[i]!.kind === 'number' && isVarying(sample[i]!),
  );
  if (numbers.length > MOST_COLUMNS) return [];
  const tolerances = sample.map(toleranceIn);
  const found: Candidate[] = [];
  // A total is no term of its own terms.
  const below = new Map<number, readonly number[]>();
  for (let count = 1; count <= MOST_TERMS; count++)
    for (const terms of combinations(numbers, count)) {
      for (const total of numbers) {
        if (below.has(total) || terms.some((term) => isBelow(below, total, term))) continue;
        const tolerance = tolerances[total]!;
        const rule: SumRule = { type: 'sum', columns: [total, ...terms], tolerance };
        if (!holds(rule, sample)) continue;
        below.set(total, terms);
        found.push(sum(rule, shareOfOthers(sample[total]!)));
      }
      yield;
    }
  return found;
}

type SumRule = Extract<NumberRule, { type: 'sum' }>;

function isBelow(below: ReadonlyMap<number, readonly number[]>, total: number, term: number) {
  if (term === total) return true;
  return below.get(term)?.some((each): boolean => isBelow(below, total, each)) ?? false;
}

function toleranceIn(totals: Float64Array): number {
  let digits: number | null = 0;
  let largest = 0;
  for (const total of totals)
    if (total === total) {
      if (digits !== null) digits = decimalsOf(total, digits);
      largest = Math.max(largest, Math.abs(total));
    }
  return toleranceOf(digits, largest);
}

function holds(rule: SumRule, sample: RuleSample): boolean {
  const rows = sample[0]!.length;
  for (let i = 0; i < rows; i++) if (isBroken(rule, (column) => sample[column]![i]!)) return false;
  return true;
}

/** @param share The share of rows that would break the sum if the total were independent. */
function sum(rule: SumRule, share: number): Candidate {
  const { columns } = rule;
  /** Rows with values in all columns, and those of them in which each column is not 0. */
  let rows = 0;
  const filled = columns.map(() => 0);
  return {
    columns,
    add(row) {
      if (isBroken(rule, (column) => row[column]!)) return false;
      if (columns.some((column) => row[column] !== row[column])) return true;
      rows++;
      for (const [i, column] of columns.entries()) if (row[column] !== 0) filled[i]!++;
      return true;
    },
    rule: () => (Math.min(rows * share, ...filled) >= EVIDENCE ? rule : undefined),
  };
}

/** The probability that two random values differ. */
function shareOfOthers(values: Float64Array): number {
  const counts = new Map<number, number>();
  let total = 0;
  for (const value of values)
    if (value === value) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      total++;
    }
  let same = 0;
  for (const count of counts.values()) same += (count / total) ** 2;
  return 1 - same;
}

/** Each `count` of the items, in order. */
function* combinations(items: readonly number[], count: number, from = 0): Generator<number[]> {
  if (count === 0) return yield [];
  for (let i = from; i < items.length; i++)
    for (const rest of combinations(items, count - 1, i + 1)) yield [items[i]!, ...rest];
}
