import type { Cell } from 'vae1';

/** The cells that the gaps of the open table were filled with. The other cells are those of the data. */
export interface FilledTable {
  /** For each draw; one if each gap has a single value. */
  readonly draws: readonly FilledCells[];
  /** Whether the values are drawn at random. */
  readonly drawn: boolean;
  /** The rows with a filled cell, ascending. */
  readonly rows: readonly number[];
  /** How many cells are filled. */
  readonly cells: number;
}

/** For each column with filled cells, these by their rows. */
export type FilledCells = ReadonlyMap<string, ReadonlyMap<number, Cell>>;
