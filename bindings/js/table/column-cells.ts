import type { VAEError } from '../errors.js';
import type { MissingValues } from './cells/missing-values.js';
import { CELLS, forEach, type Slices, type Work } from './slices.js';
import { cellError, type Cell, type TableView } from './table-view.js';
import { show } from '../show.js';

/** Whether a cell is a gap wherever it is; the empty text depends on what its column holds. */
export function isAbsent(cell: Cell): cell is null | undefined {
  return cell === null || cell === undefined || cell !== cell;
}

/** One column of a table, to be looked through. */
export class ColumnCells {
  readonly name: string;
  readonly rows: number;
  /** Whether '' is a gap: so in a column whose other cells are no text. */
  emptyIsGap = false;
  /** Whether words for "not known" are: so in a column of numbers, dates or truth values. */
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

  /** Calls `work` for each cell that is no gap. */
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

  /** Other work on what was found, in slices too. */
  run<T>(work: Work<T>): Promise<T> {
    return this.#slices.run(work);
  }

  /** For a cell that is not what it is expected to be. `why`: how the sentence ends. */
  fault(row: number, expected: string, why: string): VAEError {
    const cell = this.cell(row);
    const given = typeof cell === 'object' && cell !== null ? 'a Date' : show(cell);
    return cellError('data', given, row, this.name, expected, why);
  }
}
