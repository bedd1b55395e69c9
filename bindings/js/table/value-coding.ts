import type { NativeColumn } from '../engine/native.js';
import type { Cell } from '../data/table.js';
import type { CellReader } from './cells/cell-reader.js';

/** The mean of cells, from the values that stand for them. */
export interface Mean {
  /** The number of the cell that values[at], ... stand for, whether or not it is a gap. */
  draw(values: ArrayLike<number>, at: number): number;
  /** Writes the values that stand for a mean to out[at], ... . */
  encode(mean: number, out: Float64Array, at: number): void;
}

/** Encodes the cells that are not gaps. */
export interface ValueCoding {
  readonly columns: readonly Partial<NativeColumn>[];
  readonly takes: string;
  readonly read?: CellReader;
  encode(cell: NonNullable<Cell>, out: Float64Array, at: number): number | undefined;
  decode(values: ArrayLike<number>, at: number, index: number): Cell;
  readonly mean?: Mean;
}
