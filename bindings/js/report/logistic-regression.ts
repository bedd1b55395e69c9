import type { Work } from '../table/slices.js';

/**
 * Rows of sparse features: each row has one feature that is not 0 in each of `width` groups (the
 * columns of a table), stored by its number and its value.
 */
export interface SparseRows {
  readonly width: number;
  /** Row after row. */
  readonly features: Int32Array;
  readonly values: Float64Array;
  /** The number of features. */
  readonly count: number;
}

const NEWTON_STEPS = 25;
const GRADIENT_STEPS = 50;

/**
 * Fits p(label = 1) = sigmoid(w x + w0) on some rows. It maximises the log-likelihood minus |w|^2 / 2,
 * which is scikit-learn's default penalty (C = 1) and does not include w0. It uses Newton's method,
 * with inexact conjugate gradients for the linear systems (Nocedal and Wright, 2006, algorithm 7.1).
 * @returns The weights; w0 is the last.
 */
export function* fitLogistic(
  x: SparseRows,
  labels: Uint8Array,
  rows: Uint32Array,
): Work<Float64Array> {
  const size = x.count + 1;
  const penalty = (i: number) => (i < x.count ? 1 : 0);
  let weights: Float64Array = new Float64Array(size);
  let logits: Float64Array = new Float64Array(rows.length);
  let loss = Infinity;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const p = logits.map((z) => 1 / (1 + Math.exp(-z)));
    const gradient = transposed(x, rows, p.map((p, i) => p - labels[rows[i]!]!)); // prettier-ignore
    gradient.forEach((g, i) => (gradient[i] = g + penalty(i) * weights[i]!));
    const slope = Math.sqrt(dot(gradient, gradient));
    if (slope < 1e-6 * rows.length) break;
    yield;

    const curvature = p.map((p) => p * (1 - p));
    const direction = new Float64Array(size);
    const residual = gradient.map((g) => -g);
    let search: Float64Array = residual.slice();
    let square = dot(residual, residual);
    const enough = Math.min(0.25, slope / rows.length) * slope;
    for (let i = 0; i < GRADIENT_STEPS && Math.sqrt(square) > enough; i++) {
      const along = times(x, rows, search);
      const curved = transposed(x, rows, along.map((z, i) => z * curvature[i]!)); // prettier-ignore
      curved.forEach((c, i) => (curved[i] = c + penalty(i) * search[i]!));
      const bend = dot(search, curved);
      // The direction is flat except for rounding. This happens if the rows are separable: w0 no longer
      // matters.
      if (bend <= 1e-12 * square) break;
      const length = square / bend;
      direction.forEach((d, i) => {
        direction[i] = d + length * search[i]!;
        residual[i]! -= length * curved[i]!;
      });
      const next = dot(residual, residual);
      search = search.map((s, i) => residual[i]! + (next / square) * s);
      square = next;
      yield;
    }

    let better = false;
    for (let length = 1; length > 1e-3 && !better; length /= 2) {
      const tried = weights.map((w, i) => w + length * direction[i]!);
      const outcome = times(x, rows, tried);
      const reached = lossOf(outcome, labels, rows, tried.subarray(0, x.count));
      better = reached < loss;
      if (better) [weights, logits, loss] = [tried, outcome, reached];
      yield;
    }
    if (!better) break;
  }
  return weights;
}

/** w x + w0 for each of the rows. */
export function times(x: SparseRows, rows: Uint32Array, weights: Float64Array): Float64Array {
  const { width, features, values } = x;
  const products = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    let sum = weights[x.count]!;
    for (let k = rows[i]! * width, end = k + width; k < end; k++)
      sum += weights[features[k]!]! * values[k]!;
    products[i] = sum;
  }
  return products;
}

/** The sum of the rows, each multiplied by its factor. */
function transposed(x: SparseRows, rows: Uint32Array, factors: Float64Array): Float64Array {
  const { width, features, values } = x;
  const sums = new Float64Array(x.count + 1);
  for (let i = 0; i < rows.length; i++) {
    const factor = factors[i]!;
    sums[x.count]! += factor;
    for (let k = rows[i]! * width, end = k + width; k < end; k++)
      sums[features[k]!]! += factor * values[k]!;
  }
  return sums;
}

function lossOf(
  logits: Float64Array,
  labels: Uint8Array,
  rows: Uint32Array,
  weights: Float64Array,
): number {
  let sum = dot(weights, weights) / 2;
  for (let i = 0; i < rows.length; i++) {
    const z = labels[rows[i]!] ? -logits[i]! : logits[i]!;
    sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
