import { cellOf, isGap, numbersOf } from './columns.mjs';

/** Bins of a column of numbers. A value that fills a bin alone is a level of its own. */
const BINS = 64;
/** How many bins away a bin's kernel ends. */
const REACH = 4;

/**
 * A column's cells as levels 0, 1, ..., and the way back. A category is a level, and so are a gap
 * and a number that repeats often. All other numbers lie in bins of as many rows each, and come
 * back uniform in their bin, in the column's decimals.
 */
export class ColumnLevels {
  /** The level of each cell. */
  codes;
  /** For each level, what may be drawn in its place: bins near a bin. */
  kernels = [];
  /** What draws a cell of each level. */
  #draws = [];

  /** @param {import('./columns.mjs').Column} column */
  constructor(rows, column) {
    const isNumber = column.kind === 'number' || column.kind === 'date';
    this.codes = isNumber ? this.#numbers(rows, column) : this.#categories(rows, column);
  }

  get size() {
    return this.#draws.length;
  }

  draw(level, random) {
    return this.#draws[level](random);
  }

  #categories(rows, { name }) {
    const levels = new Map();
    return Int32Array.from(rows, (row) => {
      const cell = isGap(row[name]) ? null : row[name];
      if (!levels.has(cell))
        levels.set(
          cell,
          this.#add(() => cell),
        );
      return levels.get(cell);
    });
  }

  /** In ascending order, after the gaps. */
  #numbers(rows, column) {
    const numbers = numbersOf(rows, column);
    const counts = new Map();
    for (const x of numbers) counts.set(x, (counts.get(x) ?? 0) + 1);
    const levels = new Map();
    if (counts.delete(NaN))
      levels.set(
        NaN,
        this.#add(() => null),
      );

    const repeats = (x) => counts.size <= BINS || counts.get(x) * BINS >= numbers.length;
    const alone = [...counts.keys()].filter(repeats).map((x) => Float64Array.of(x));
    const others = numbers.filter((x) => counts.has(x) && !repeats(x)).sort();
    const bins = binsOf(others, Math.ceil((BINS * others.length) / numbers.length));
    const inBins = [];
    for (const piece of [...alone, ...bins].sort(([a], [b]) => a - b)) {
      const level = this.#add(({ uniform }) => cellOf(uniformIn(piece, column, uniform), column));
      if (!repeats(piece[0])) inBins.push(level);
      for (const x of piece) levels.set(x, level);
    }
    this.#smooth(inBins);
    return Int32Array.from(numbers, (x) => levels.get(x));
  }

  /** Lets neighbouring bins stand in for each other, less the farther they are. */
  #smooth(bins) {
    for (const [place, centre] of bins.entries()) {
      const near = bins.slice(Math.max(0, place - REACH + 1), place + REACH);
      const shares = near.map((level) => 1 - Math.abs(bins.indexOf(level) - place) / REACH);
      const sum = shares.reduce((a, b) => a + b, 0);
      this.kernels[centre] = near.map((level, i) => [level, shares[i] / sum]);
    }
  }

  #add(draw) {
    this.kernels.push([[this.size, 1]]);
    this.#draws.push(draw);
    return this.size - 1;
  }
}

/** Sorted numbers in about `count` pieces of equal length; equal numbers stay together. */
function* binsOf(sorted, count) {
  const length = sorted.length / count;
  let start = 0;
  for (let piece = 1; start < sorted.length; piece++) {
    let end = Math.max(start + 1, Math.round(piece * length));
    while (end < sorted.length && sorted[end] === sorted[end - 1]) end++;
    yield sorted.subarray(start, end);
    start = end;
  }
}

/** From half a step of the decimals below the least number to as much above the greatest. */
function uniformIn(bin, { kind, decimals }, uniform) {
  const step = kind === 'date' ? 864e5 : 10 ** -decimals;
  const [low, high] = [bin[0], bin.at(-1)];
  return Math.min(high, Math.max(low, low - step / 2 + uniform() * (high - low + step)));
}
