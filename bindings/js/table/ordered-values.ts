import type { ColumnCells } from './column-cells.js';
import type { Category } from '../data/schema.js';
import type { Cell } from '../data/table.js';
import { ValueCounts } from './value-counts.js';

/** Numbers and dates become levels if they have at most this many values, each this often on average. */
const MAX_LEVELS = 20;
const MIN_CELLS_PER_LEVEL = 5;

/**
 * A spike has at least this share and this number of cells, and is this many times as frequent as any
 * value that is not a spike: in a column of few decimals, coarseness alone makes values frequent.
 */
const SPIKE_SHARE = 1 / 20;
const MIN_SPIKE_CELLS = 20;
const SPIKE_EXCESS = 2;
const MAX_SPIKES = 8;
/** The most different numbers to count at once. */
const COUNTED_NUMBERS = 1000;

/** The range and the frequent values of numbers or dates. */
export class OrderedValues {
  minimum = Infinity;
  maximum = -Infinity;
  /** The number of values. */
  present = 0;
  readonly #values = new ValueCounts<number>(COUNTED_NUMBERS);

  add(value: number): void {
    this.present++;
    // JSON does not keep -0.
    if (value < this.minimum) this.minimum = value + 0;
    if (value > this.maximum) this.maximum = value + 0;
    this.#values.add(value);
  }

  /** Their levels or spikes, if any. `read` reads the values from `cells`. */
  async frequent(
    cells: ColumnCells,
    read: (cell: Cell) => number | undefined,
    canBeLevels: boolean,
  ): Promise<{ levels?: Category<number>[]; spikes?: Category<number>[] }> {
    const { counts, exact } = this.#values;
    const { present } = this;
    const { size } = counts;
    if (canBeLevels && exact && size <= MAX_LEVELS && size * MIN_CELLS_PER_LEVEL <= present)
      return { levels: ascending(list(counts)) };
    // Count whatever can be a spike, or is too frequent for another value to be one.
    const notable = (present * SPIKE_SHARE) / SPIKE_EXCESS;
    const counted = exact ? notable : notable - present / COUNTED_NUMBERS;
    const candidates = new Map([...counts].filter(([, count]) => count >= counted));
    if (!exact && candidates.size > 0) {
      for (const value of candidates.keys()) candidates.set(value, 0);
      await cells.each((cell) => {
        const value = read(cell)!;
        const count = candidates.get(value);
        if (count !== undefined) candidates.set(value, count + 1);
      });
    }
    const frequent = list(candidates)
      .filter(({ count }) => count >= notable)
      .sort((a, b) => b.count - a.count || a.value - b.value);
    const least = Math.max(MIN_SPIKE_CELLS, present * SPIKE_SHARE);
    const last = frequent.findLastIndex(
      ({ count }, i) => count >= least && count >= SPIKE_EXCESS * (frequent[i + 1]?.count ?? 0),
    );
    const spikes = frequent.slice(0, Math.min(last + 1, MAX_SPIKES));
    return spikes.length > 0 ? { spikes: ascending(spikes) } : {};
  }
}

const list = (counts: Iterable<[number, number]>): Category<number>[] =>
  Array.from(counts, ([value, count]) => ({ value: value + 0, count }));

const ascending = (values: Category<number>[]) => values.sort((a, b) => a.value - b.value);
