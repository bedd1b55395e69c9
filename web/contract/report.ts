import type { ColumnType, PairComparison, TableReport } from 'vae1';
import type { ColumnDistribution } from './column-distribution.js';

/** What the library's compareTables() says of the generated table, cut to what a report shows. */
export interface QualityReport {
  readonly scores: Omit<TableReport, 'pairs' | 'leftOut' | 'toString'>;
  /** Columns that the model leaves out, identifiers, and columns that are the same in every row. */
  readonly notCompared: readonly string[];
  /** The types of the compared columns, by name. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** How many pairs of columns there are. */
  readonly pairs: number;
  /** The least similar pairs, least similar first. */
  readonly worstPairs: readonly PairComparison[];
  readonly matrix: PairMatrix;
  /** The least similar columns, or all, in the order of the table. */
  readonly distributions: readonly ColumnDistribution[];
  /** Why there are no real rows that the model has not seen; null if there are. */
  readonly noHoldout: 'no-share' | 'unknown' | null;
}

/** The scores of pairs among the first columns. */
export interface PairMatrix {
  readonly columns: readonly string[];
  /** columns x columns, row after row; NaN where undefined, and on the diagonal. */
  readonly scores: Float64Array;
}
