import type { VAEError } from '../errors/errors.js';
import type { MissingValues } from './cells/missing-values.js';
import { CELLS, forEach, type Slices, type Work } from './slices.js';
import type { Cell } from '../data/table.js';
import { cellError, showCell, type TableView } from './table-view.js';

/** Whether a cell is a gap in any column. Whether '' is one depends on the column. */
export function isAbsent(cell: Cell): cell is null | undefined {
  return cell === null || cell === undefined || cell !== cell;
}

/** The cells of one column of a table. */
export class ColumnCells {
  readonly name: string;
  readonly rows: number;
  /** Whether '' is a gap, as in a column whose other cells are not text. */
  emptyIsGap = false;
  /** Whether words for "not known" are gaps, as in a column of numbers, dates or truth values. */
  wordsAreGaps: boolean;
  readonly words: MissingValues;
  readonly #view: TableView;
  readonly #column: number;
  readonly #slices: Slices;

  constructor(view: TableView, column: number, slices: Slices, words: MissingValues) {
    this.name = view.names[column]!;
    this.rows = view.rows;
    this.#view = view;
    this.#column = column;
    this.#slices = slices;
    this.words = words;
    this.wordsAreGaps = words.everywhere;
  }

  /** Calls `work` for each cell that is not a gap. */
  each(work: (cell: NonNullable<Cell>, row: number) => void): Promise<void> {
    const each = forEach(this.rows, CELLS, (row) => {
      const cell = this.#view.cell(row, this.#column);
      if (isAbsent(cell) || (this.emptyIsGap && cell === '')) return;
      if (!this.wordsAreGaps || !this.words.has(cell)) work(cell, row);
    });
    return this.#slices.run(each);
  }

  cell(row: number): Cell {
    return this.#view.cell(row, this.#column);
  }

  isBigInt(row: number): boolean {
    return typeof this.#view.given(row, this.#column) === 'bigint';
  }

  /** Runs further work in slices. */
  run<T>(work: Work<T>): Promise<T> {
    return this.#slices.run(work);
  }

  /** An error for a cell that is not as expected. `why` ends the sentence. */
  fault(row: number, expected: string, why: string): VAEError {
    return cellError('data', showCell(this.cell(row)), row, this.name, expected, why);
  }
}
