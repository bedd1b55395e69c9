/**
 * Adds centred uniform noise, as wide as the steps in which each column was measured. A density
 * fitted to values on a grid can grow without bound on the grid's lines, and then says nothing
 * about how usual a row is: Theis, van den Oord, Bethge (2016), "A note on the evaluation of
 * generative models", arXiv:1511.01844, section 3.1. A column whose values hardly repeat stays
 * almost as it is.
 */
export function dequantised(rows, seed) {
  const steps = rows[0].map((_, j) => stepOf(rows.map((row) => row[j])));
  const next = uniform(seed);
  return rows.map((row) => row.map((x, j) => x + (next() - 0.5) * steps[j]));
}

/** The smallest difference between two values that is not rounding; 0 if there is none. */
function stepOf(values) {
  const sorted = Float64Array.from(values).sort();
  const rounding = 1e-9 * (sorted[sorted.length - 1] - sorted[0]);
  let step = Infinity;
  for (let i = 1; i < sorted.length; i++) {
    const difference = sorted[i] - sorted[i - 1];
    if (difference > rounding) step = Math.min(step, difference);
  }
  return step === Infinity ? 0 : step;
}

/** Uniform numbers in [0, 1): a linear congruential generator (Numerical Recipes). */
function uniform(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
