import type { Bin } from '../data/schema.js';
import type { ColumnCells } from './column-cells.js';
import { inferBins } from './infer-bins.js';
import { oddCells } from './infer-few-values.js';
import type { Grid } from './infer-ranges.js';

/** The values of numbers or dates. */
export class OrderedValues {
  minimum = Infinity;
  maximum = -Infinity;
  /** The number of values. */
  present = 0;
  readonly #values: Float64Array;

  /** @param most The most values. */
  constructor(most: number) {
    this.#values = new Float64Array(most);
  }

  add(value: number): void {
    // JSON does not keep -0.
    if (value < this.minimum) this.minimum = value + 0;
    if (value > this.maximum) this.maximum = value + 0;
    this.#values[this.present++] = value;
  }

  /** @param isContinuous Whether the user says so. */
  async bins(
    cells: ColumnCells,
    grid: Grid,
    isContinuous: boolean,
  ): Promise<{ readonly bins: readonly Bin[] }> {
    const values = this.#values.subarray(0, this.present);
    return { bins: await cells.run(inferBins(values, grid, isContinuous)) };
  }
}

/** One cell in this many may be finer than its column, if they are fewer than fill a range. */
const FINER = 1000;

/** How many cells need each of several precisions, of which each includes those before it. */
export class Precisions {
  readonly #cells: number[] = [];
  #added = 0;

  add(precision: number): void {
    this.#cells[precision] = (this.#cells[precision] ?? 0) + 1;
    this.#added++;
  }

  /** The least that is enough for all but a few odd cells. */
  get enough(): number {
    const few = oddCells(this.#added, FINER);
    let [precision, left] = [0, this.#added - (this.#cells[0] ?? 0)];
    while (left > few) left -= this.#cells[++precision] ?? 0;
    return precision;
  }
}
