import type { NativeColumn } from '../native.js';
import type { ColumnSchema } from './schema.js';
import type { Cell } from './table-view.js';

/** How one column of a table becomes columns of the core: none, one, or up to three. */
export interface ColumnCoding {
  readonly column: ColumnSchema;
  /** The first of its core columns. */
  readonly first: number;
  readonly columns: readonly NativeColumn[];
  /** What its cells are, for sentences. */
  readonly takes: string;
  /** Whether the first core column says if the cell is there. */
  readonly presence: boolean;
  /** Whether the cell is a gap of this column. */
  isGap(cell: Cell): boolean;
  /**
   * Writes the cell's value for each of its core columns from out[at] on.
   * @returns false, nothing having been written, for a cell that the column cannot have.
   */
  encode(cell: Cell, out: Float64Array, at: number): boolean;
  /**
   * The cell that the values from values[at] on stand for; null for a gap.
   * @param index Counts the rows ever made, for identifiers.
   */
  decode(values: Float64Array, at: number, fill: boolean, index: number): Cell;
}
