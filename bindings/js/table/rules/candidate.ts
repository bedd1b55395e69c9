import type { NumberRule } from './number-rule.js';

/** A column, as the finder of rules sees it. */
export interface RuleColumn {
  /** Truth values are 0 and 1, categories any numbers. */
  readonly kind: 'truth' | 'category' | 'number' | 'date';
  /** Whether it may determine other columns: it has a list of values. */
  readonly determines: boolean;
  /** The cell of a row; NaN for a gap. */
  readonly value: (row: number) => number;
}

/** Cells of some rows, by column, then by row. */
export type RuleSample = readonly Float64Array[];

/** A rule that no row has broken so far. */
export interface Candidate {
  readonly columns: readonly number[];
  /** Reads the cells of one more row, by column. Returns false if the row breaks the rule. */
  add(row: Float64Array): boolean;
  /** The rule, if the rows so far are enough evidence. */
  rule(): NumberRule | undefined;
}

/**
 * Enough evidence: if the columns were independent, this many rows or more would break the rule. If rows
 * broke it 3 % as often as independent columns would, one of them would have shown up with a
 * probability of 95 % (the rule of three: Hanley and Lippman-Hand 1983,
 * https://doi.org/10.1001/jama.1983.03330370053031).
 */
export const EVIDENCE = 100;
