// Small data sets, equal in every run.

/** Uniform numbers in [0, 1): a linear congruential generator (Numerical Recipes). */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** rows x features: columns of different scales that depend on one hidden factor, with noise. */
export function correlatedRows(rows, features, seed = 1) {
  const next = uniform(seed);
  const values = new Float32Array(rows * features);
  for (let i = 0; i < rows; i++) {
    const factor = next() + next() + next() - 1.5;
    for (let j = 0; j < features; j++)
      values[i * features + j] = 10 ** (j - 1) * (factor * (j % 2 ? -1 : 1) + 0.3 * next()) + j;
  }
  return values;
}

/** rows x features of zeros and ones, with two kinds of rows. */
export function binaryRows(rows, features, seed = 1) {
  const next = uniform(seed);
  return Float32Array.from({ length: rows * features }, (_, k) => {
    const kind = Math.floor(k / features) % 2;
    return Number(next() < (kind === k % 2 ? 0.9 : 0.1));
  });
}

/**
 * 2 x 6: the contribution of each factor of `twoFactors()` to each column; the noise has deviation
 * 0.3.
 */
const LOADINGS = [
  [1, 0.2, -0.8, 0.5, 0.1, -0.9],
  [0.1, 1, 0.5, -0.7, 0.9, 0.3],
];
const NOISE = 0.3;

/**
 * 600 x 6: two factors, and separate noise for each column. All are exactly uncorrelated, since
 * cosines of different frequencies are orthogonal, so nothing is left for a third factor.
 */
export function twoFactors() {
  const frequencies = [7, 11, 23, 41, 59, 83, 101, 127];
  const wave = (i, k) => Math.SQRT2 * Math.cos((2 * Math.PI * frequencies[k] * i) / 600);
  return Float64Array.from({ length: 600 * 6 }, (_, at) => {
    const [i, j] = [Math.floor(at / 6), at % 6];
    return LOADINGS[0][j] * wave(i, 0) + LOADINGS[1][j] * wave(i, 1) + NOISE * wave(i, 2 + j);
  });
}

/** Nats per row of `twoFactors()` for a model of independent Gaussian columns. */
export function lossOfColumnsAlone() {
  const variances = LOADINGS[0].map((a, j) => a ** 2 + LOADINGS[1][j] ** 2 + NOISE ** 2);
  return variances.reduce((sum, v) => sum + Math.log(2 * Math.PI * Math.E * v) / 2, 0);
}

export function bytes(length, seed = 1) {
  const next = uniform(seed);
  return Uint8Array.from({ length }, () => Math.floor(256 * next()));
}

/** Mean and standard deviation of one column. */
export function moments(values, features, column) {
  const numbers = Array.from(values).filter((_, k) => k % features === column);
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(variance) };
}
