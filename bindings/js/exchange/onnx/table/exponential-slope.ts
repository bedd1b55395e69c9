// A density on [0, 1] that is proportional to e^(a u): src/likelihood/exponential_slope.hpp.
import type { GraphBuilder, Name } from '../graph-builder.js';

/** Below, the series of log(sinh x / x) is exact to single precision. */
const LEAST = 0.3;
/** Below, that of the quantile is. */
const LEAST_OF_QUANTILE = 1e-3;

/** Nodes for the log of the density at u: a (u - 1/2) - log(sinh(a/2) / (a/2)). */
export function logDensity(graph: GraphBuilder, a: Name, u: Name): Name {
  const { number, multiply, subtract } = shorthand(graph);
  const half = multiply(a, number(0.5));
  const size = graph.node('Abs', [half]);
  const square = multiply(half, half);
  let series = number(1);
  for (const factor of [3 / 40, 4 / 63, 1 / 30])
    series = subtract(number(1), multiply(square, number(factor), series));
  const near = multiply(square, number(1 / 6), series);
  // Both are computed; the one that is not taken must not divide by 0.
  const large = graph.node('Max', [size, number(LEAST)]);
  const left = graph.node('Exp', [multiply(large, number(-2))]);
  const ratio = graph.node('Div', [subtract(number(1), left), multiply(large, number(2))]);
  const far = graph.add(large, graph.node('Log', [ratio]));
  const isNear = graph.node('Less', [size, number(LEAST)]);
  return subtract(multiply(a, subtract(u, number(0.5))), graph.where(isNear, near, far));
}

/** Nodes for where the distribution function is `share`. */
export function quantile(graph: GraphBuilder, a: Name, share: Name): Name {
  const { number, multiply, subtract } = shorthand(graph);
  const one = number(1);
  const half = multiply(a, number(0.5));
  const size = graph.node('Abs', [half]);
  const rest = subtract(one, share);
  const near = graph.add(share, multiply(half, share, rest));
  const isUp = graph.node('Greater', [half, number(0)]);
  const up = graph.where(isUp, share, rest);
  const large = graph.node('Max', [size, number(LEAST_OF_QUANTILE)]);
  const left = graph.node('Exp', [multiply(large, number(-2))]);
  const inside = graph.add(left, multiply(up, subtract(one, left)));
  const log = graph.node('Div', [graph.node('Log', [inside]), multiply(large, number(2))]);
  const u = graph.node('Max', [number(0), graph.add(one, log)]);
  const far = graph.where(isUp, u, subtract(one, u));
  return graph.where(graph.node('Less', [size, number(LEAST_OF_QUANTILE)]), near, far);
}

function shorthand(graph: GraphBuilder) {
  return {
    number: (value: number) => graph.number(value),
    multiply: (...factors: [Name, ...Name[]]) => graph.multiply(...factors),
    subtract: (a: Name, b: Name) => graph.subtract(a, b),
  };
}
