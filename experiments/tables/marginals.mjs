import { normalQuantile } from './normal-quantile.mjs';

// The two ends of a Gaussian copula: from a column's cells to standard normal scores, and back.

/**
 * A column of numbers by its empirical distribution. The i-th smallest of n has the score Phi^-1((i
 * - 1/2) / n), and equal numbers have the score of their middle. The way back is linear between the
 * numbers.
 */
export class NumberMarginal {
  #sorted;
  #scores;

  constructor(numbers) {
    this.#sorted = Float64Array.from(numbers).sort();
    const n = this.#sorted.length;
    this.#scores = this.#sorted.map((_, i) => normalQuantile((i + 0.5) / n));
  }

  score(number) {
    const first = firstNotBelow(this.#sorted, number);
    let last = first;
    while (last + 1 < this.#sorted.length && this.#sorted[last + 1] === number) last++;
    return normalQuantile(((first + last) / 2 + 0.5) / this.#sorted.length);
  }

  value(score) {
    const above = firstNotBelow(this.#scores, score);
    if (above === 0) return this.#sorted[0];
    if (above === this.#sorted.length) return this.#sorted[above - 1];
    const [low, high] = [this.#scores[above - 1], this.#scores[above]];
    const part = (score - low) / (high - low);
    return this.#sorted[above - 1] + part * (this.#sorted[above] - this.#sorted[above - 1]);
  }
}

/**
 * A column of categories. Each category has an interval of (0, 1) as wide as its frequency, the
 * most frequent first. The score of a cell is Phi^-1 of a uniform draw from its interval.
 */
export class CategoryMarginal {
  #interval = new Map();
  #categories;
  #ends;

  constructor(cells) {
    const counts = new Map();
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    const byFrequency = [...counts].sort(([, a], [, b]) => b - a);
    let start = 0;
    for (const [category, count] of byFrequency) {
      this.#interval.set(category, [start, start + count]);
      start += count;
    }
    this.#categories = byFrequency.map(([category]) => category);
    // The last interval is open above.
    this.#ends = [...this.#interval.values()]
      .slice(0, -1)
      .map(([, end]) => normalQuantile(end / start));
  }

  score(cell, { uniform }) {
    const [start, end] = this.#interval.get(cell);
    const total = this.#interval.get(this.#categories.at(-1))[1];
    return normalQuantile((start + uniform() * (end - start)) / total);
  }

  value(score) {
    return this.#categories[firstNotBelow(this.#ends, score)];
  }
}

/**
 * The first place in a sorted list whose value is not below `x`; the list's length if all are
 * below.
 */
function firstNotBelow(sorted, x) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
