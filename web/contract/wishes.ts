import type { Where } from 'vae1';

/** Which rows to generate. */
export interface RowWishes {
  /** What the cells of columns must be, as the library takes it. */
  readonly where: Where;
  /** The column whose values occur equally often; null for none. */
  readonly balance: string | null;
  /** Whether rows have values where they would have gaps. */
  readonly withoutGaps: boolean;
}

/** Rows as the model draws them. */
export const NO_WISHES: RowWishes = { where: {}, balance: null, withoutGaps: false };

/** How a file writes numbers. */
export interface NumberMarks {
  /** The sign between whole and fraction. */
  readonly decimal: '.' | ',';
  /** The sign between groups of three digits; '' if the file has none. */
  readonly thousands: string;
}

/** A column that wishes can name. */
export interface WishColumn {
  readonly name: string;
  readonly kind: 'values' | 'numbers' | 'dates';
  /** The values, if the column has no others; of dates null. */
  readonly values: readonly (string | number | boolean)[] | null;
  /** Of numbers and dates, the latter in ms since 1970. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of dates the form that the column's schema has, such as 'DD.MM.YYYY'. */
  readonly form?: string;
  /** Of numbers the marks of the file; absent for numbers as programs write them. */
  readonly marks?: NumberMarks;
  /** Whether it has only whole numbers, or dates without a time of day. */
  readonly whole: boolean;
  /** Whether rows of the training table have gaps there. */
  readonly gaps: boolean;
  /** Whether the model is given the column, and so makes rows for any value without rejecting any. */
  readonly condition: boolean;
}

/** What the gaps of the open table are filled with. */
export interface FillWanted {
  /**
   * How many tables to make, each with values drawn at random; null for one table with the mean of 50
   * draws for numbers and dates, and the most frequent draw otherwise.
   */
  readonly draws: number | null;
  readonly seed: number;
}

/** The gaps of a column of the open table. */
export interface ColumnGaps {
  readonly column: string;
  readonly gaps: number;
  /** Why the gaps stay; null if the model fills them. */
  readonly stay: 'left out' | 'condition' | 'identifier' | null;
}

/** The first rows that had gaps, with what they were filled with. */
export interface FilledRows {
  /** Of each row, its index in the table. */
  readonly places: readonly number[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Of each row, the names of the columns that were filled. */
  readonly filled: readonly (readonly string[])[];
  /** How many cells were filled in all rows. */
  readonly cells: number;
}
