import type { Cell, TableColumns } from 'vae1';
import type { NumbersBatch } from '../../readers/data-file.js';
import type { OutputColumn } from '../../writers/output-column.js';

/** Consecutive rows of a table, of an array, or that are to be made. */
export type Piece = {
  /** Number of the first row, from 0. */
  readonly first: number;
  /** How many; undefined if the model alone knows. */
  readonly rows: number | undefined;
} & (
  | { readonly kind: 'table'; readonly table: TableColumns }
  | { readonly kind: 'numbers'; readonly numbers: NumbersBatch }
  | { readonly kind: 'made' }
);

/** What is done again and again, by anyone who has the model. An answer depends on nothing but the task. */
export interface Work<Task, Answer> {
  answer(task: Task): Promise<Answer>;
}

/** The cells of each column. */
export type Cells = readonly ArrayLike<Cell>[];

/** What a command makes of each piece of its rows. */
export interface PieceWork extends Work<Piece, Cells> {
  readonly columns: readonly OutputColumn[];
  /** Rows of a piece, at most. */
  readonly pieceRows: number;
  /** How many rows are made if no one says; undefined if the API alone knows. */
  readonly usualRows?: number;
}
