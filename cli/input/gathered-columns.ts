import type { Cell, TableColumns } from 'vae1';
import type { TableBatch } from '../../readers/data-file.js';

/** Batches, one after another, as the columns of one table. */
export class GatheredColumns {
  readonly #columns: Map<string, Cell[]>;
  #rows = 0;

  /** @param names Columns that it has in any case. */
  constructor(names: readonly string[] = []) {
    this.#columns = new Map(names.map((name) => [name, []]));
  }

  get names(): string[] {
    return [...this.#columns.keys()];
  }

  get rows(): number {
    return this.#rows;
  }

  /** Adds rows of a batch, from `first` to before `end`. */
  add({ names, columns }: TableBatch, first: number, end: number): void {
    for (const [index, name] of names.entries()) {
      let cells = this.#columns.get(name);
      if (!cells) this.#columns.set(name, (cells = []));
      fill(cells, this.#rows);
      const more = columns[index]!;
      for (let row = first; row < end; ++row) cells.push(more[row] ?? null);
    }
    this.#rows += end - first;
  }

  /** The table. A column that some rows do not have is a gap in them. */
  table(): TableColumns {
    for (const cells of this.#columns.values()) fill(cells, this.#rows);
    return Object.fromEntries(this.#columns);
  }
}

function fill(cells: Cell[], rows: number): void {
  while (cells.length < rows) cells.push(null);
}
