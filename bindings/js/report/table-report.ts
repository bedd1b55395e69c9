import type { RuleComparison } from './broken-rules.js';
import type { ColumnComparison } from './column-scores.js';
import type { Detection } from './detection.js';
import type { PairComparison } from './pair-scores.js';
import type { Privacy } from './privacy.js';

/** What compareTables() found: plain data, JSON as it stands. Scores are from 0 to 1, 1 the best. */
export interface TableReport {
  /** The mean of `columnShapes` and `columnPairTrends`, as SDMetrics' QualityReport has it. */
  readonly overall: number | null;
  /** The mean `shape` of all columns. */
  readonly columnShapes: number | null;
  /** The mean score of all pairs, as in SDMetrics up to 0.25. */
  readonly columnPairTrends: number | null;
  /**
   * The mean of those pairs alone that go together in the real table: |r| > 0.5 or V > 0.3, which
   * is all that later versions count. Null where there are none.
   */
  readonly strongPairTrends: number | null;
  /** In the order of the real table. */
  readonly columns: readonly ColumnComparison[];
  /** Each two columns once. */
  readonly pairs: readonly PairComparison[];
  /**
   * The rules between columns that every real row keeps, and how many synthetic rows break each. They are
   * found as those of a schema are.
   */
  readonly rules: readonly RuleComparison[];
  /**
   * Whether a logistic regression tells the tables apart by shifted means, shares and gaps. Null where a
   * table has fewer than three rows.
   */
  readonly detection: Detection | null;
  /** The same for a random forest, which also sees wrong dependence between columns. */
  readonly forestDetection: Detection | null;
  /** How close the rows come to real ones. */
  readonly privacy: Privacy;
  /** Names of the identifiers, which nothing above counts. */
  readonly leftOut: readonly string[];
  /** What was compared. */
  readonly rows: ReportRows;
  /** A page of text that says it in words. */
  toString(): string;
}

/** How many rows there were, and how many of them, drawn by the seed, each part looked at. */
export interface ReportRows {
  /** Rows of the real table. */
  readonly real: number;
  /** Rows of the synthetic table. */
  readonly synthetic: number;
  /** Rows of `holdout`; null without. */
  readonly holdout: number | null;
  /** Of the real and of the synthetic table at most; columns and copies are of all rows. */
  readonly pairs: number;
  /** As `pairs`, for `detection` and `forestDetection`. */
  readonly detection: number;
  /** As `pairs`, for `privacy`. */
  readonly distances: {
    /** Rows whose closest row was looked for. */
    readonly from: number;
    /** Real rows that it was looked for among. */
    readonly among: number;
  };
}
