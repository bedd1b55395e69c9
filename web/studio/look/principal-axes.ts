/** The principal axes of points, largest variance first. */
export interface PrincipalAxes {
  /** L values. */
  readonly centre: Float64Array;
  /** Variances along the axes (divided by n), descending: L values. */
  readonly variances: Float64Array;
  /** Unit vectors, each with L values; the largest component of each is positive. */
  readonly axes: readonly Float64Array[];
}

/** @param points n x dimensions, row after row. */
export function principalAxes(points: Float32Array, dimensions: number): PrincipalAxes {
  const centre = centreOf(points, dimensions);
  const { values, vectors } = symmetricEigen(covarianceOf(points, centre), dimensions);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  return {
    centre,
    // Rounding may leave a direction without any variance slightly below zero.
    variances: Float64Array.from(order, (index) => Math.max(0, values[index]!)),
    axes: order.map((index) => upright(vectors[index]!)),
  };
}

function centreOf(points: Float32Array, dimensions: number): Float64Array {
  const centre = new Float64Array(dimensions);
  for (let i = 0; i < points.length; ++i) centre[i % dimensions]! += points[i]!;
  const count = points.length / dimensions;
  return centre.map((sum) => sum / count);
}

/** L x L. */
function covarianceOf(points: Float32Array, centre: Float64Array): Float64Array {
  const dimensions = centre.length;
  const count = points.length / dimensions;
  const covariance = new Float64Array(dimensions * dimensions);
  const from = new Float64Array(dimensions);
  for (let point = 0; point < count; ++point) {
    for (let i = 0; i < dimensions; ++i) from[i] = points[point * dimensions + i]! - centre[i]!;
    for (let i = 0; i < dimensions; ++i)
      for (let j = 0; j <= i; ++j) covariance[i * dimensions + j]! += from[i]! * from[j]!;
  }
  for (let i = 0; i < dimensions; ++i)
    for (let j = 0; j <= i; ++j)
      covariance[j * dimensions + i] = covariance[i * dimensions + j]! /= count;
  return covariance;
}

/**
 * Eigenvalues and, in their order, unit eigenvectors of a symmetric matrix, by cyclic Jacobi
 * rotations (Golub and Van Loan 2013, Matrix Computations, section 8.5).
 * @param matrix size x size; not modified.
 */
export function symmetricEigen(matrix: Float64Array, size: number) {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; ++i) v[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a, size); ++sweep)
    for (let p = 0; p < size - 1; ++p) for (let q = p + 1; q < size; ++q) rotate(a, v, size, p, q);
  return {
    values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!),
    vectors: Array.from({ length: size }, (_, i) =>
      Float64Array.from({ length: size }, (_, k) => v[k * size + i]!),
    ),
  };
}

/** Convergence is quadratic: six to ten sweeps are usual. */
const MOST_SWEEPS = 50;

function isDiagonal(a: Float64Array, size: number): boolean {
  let off = 0;
  let all = 0;
  for (let i = 0; i < size; ++i)
    for (let j = 0; j < size; ++j) {
      const square = a[i * size + j]! ** 2;
      all += square;
      if (i !== j) off += square;
    }
  return off <= 1e-28 * all;
}

/** Makes a[p, q] zero: a becomes J'aJ, v becomes vJ. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const tau = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < size; ++k) {
    const akp = a[k * size + p]!;
    const akq = a[k * size + q]!;
    a[k * size + p] = c * akp - s * akq;
    a[k * size + q] = s * akp + c * akq;
  }
  for (let k = 0; k < size; ++k) {
    const apk = a[p * size + k]!;
    const aqk = a[q * size + k]!;
    a[p * size + k] = c * apk - s * aqk;
    a[q * size + k] = s * apk + c * aqk;
  }
  for (let k = 0; k < size; ++k) {
    const vkp = v[k * size + p]!;
    const vkq = v[k * size + q]!;
    v[k * size + p] = c * vkp - s * vkq;
    v[k * size + q] = s * vkp + c * vkq;
  }
}

/** An axis has no sign of its own; a fixed one keeps maps from flipping between epochs. */
function upright(axis: Float64Array): Float64Array {
  const largest = axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most));
  return largest < 0 ? axis.map((value) => -value) : axis;
}
