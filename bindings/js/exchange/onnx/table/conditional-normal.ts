// Normally distributed numbers given those of them that are known: ConditionalNormal of
// src/math/conditional_normal.hpp, which sweeps one after another.
import type { GraphBuilder, Name } from '../graph-builder.js';

export interface NormalMoments {
  /** P. */
  readonly mean: readonly number[];
  /** P x P, row by row. */
  readonly covariance: readonly number[];
}

/** Below it a number follows from others, but for rounding. */
const NO_VARIANCE = 1e-9;

/**
 * Nodes for the moments of numbers that are not known, each N x P doubles; those of the others mean nothing.
 * They are doubles since a sweep subtracts what is nearly equal where numbers follow each other closely.
 * @param known Which are known, N x P truth values.
 * @param x N x P doubles; 0 where they are not known.
 */
export function conditionalMoments(
  graph: GraphBuilder,
  { mean, covariance }: NormalMoments,
  known: Name,
  x: Name,
): { mean: Name; variance: Name } {
  const size = mean.length;
  const width = size + 1;
  // Beside the covariances stands x - mean, which a sweep changes as if it were one of them.
  const before = Float64Array.from({ length: size * width }, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    return column === size ? -mean[row]! : covariance[row * size + column]!;
  });
  const last = graph.node('Pad', [graph.unsqueeze(x, 2), graph.integers(0, 0, size, 0, 0, 0)]);
  let swept = graph.add(last, graph.constant('copula', [size, width], before));
  const isKnown = graph.unsqueeze(known, 2);
  for (let k = 0; k < size; k++) {
    const row = graph.slice(swept, k, k + 1, 1);
    const variance = graph.slice(row, k, k + 1);
    const isVaried = graph.node('Greater', [variance, graph.double(NO_VARIANCE)]);
    const isSwept = graph.node('And', [graph.slice(isKnown, k, k + 1, 1), isVaried]);
    // Divided by infinity, the others gain nothing.
    const divisor = graph.where(isSwept, variance, graph.double(Infinity));
    const gain = graph.node('Div', [graph.slice(swept, k, k + 1), divisor]);
    swept = graph.subtract(swept, graph.multiply(gain, row));
  }
  const rows = graph.node('Reshape', [swept, graph.integers(0, size * width)]);
  const columns = (first: number, step: number) => {
    const places = Array.from({ length: size }, (_, k) => first + k * step);
    return graph.node('Gather', [rows, graph.integers(...places)], { axis: 1 });
  };
  return { mean: graph.node('Neg', [columns(size, width)]), variance: columns(0, width + 1) };
}
