// The logistic distribution over the values of a byte: src/likelihood/discretized_logistic.cpp, whose y, m, s
// and h are those here. In the last axis are the m and s of each value, side by side.
import type { GraphBuilder, Name } from './graph-builder.js';

const HALF_STEP = 1 / 255;
const SMALLEST_LOG_SCALE = -6;
/** Below it, a series of log(1 - e^-d) / d is as precise as a float. */
const SMALL = 1;

/** Nodes for the mean, ... x D, from the outputs, ... x 2 D. */
export function byteMean(graph: GraphBuilder, features: number, outputs: Name): Name {
  const middle = graph.add(part(graph, features, outputs, 0), graph.number(1));
  const mean = graph.multiply(middle, graph.number(0.5));
  return graph.node('Clip', [mean, graph.number(0), graph.number(1)]);
}

/**
 * Nodes for -log p of each byte, N x K x D.
 * @param x N x 1 x D, from 0 to 1.
 * @param outputs N x K x 2 D.
 */
export function byteLosses(graph: GraphBuilder, features: number, x: Name, outputs: Name): Name {
  const number = (value: number) => graph.number(value);
  const m = part(graph, features, outputs, 0);
  const s = graph.node('Max', [part(graph, features, outputs, 1), number(SMALLEST_LOG_SCALE)]);
  const inverse = graph.node('Exp', [graph.node('Neg', [s])]);
  const y = graph.subtract(graph.multiply(x, number(2)), number(1));
  const middle = graph.subtract(y, m);
  const high = graph.multiply(graph.add(middle, number(HALF_STEP)), inverse);
  const low = graph.multiply(graph.subtract(middle, number(HALF_STEP)), inverse);
  const isBlack = graph.node('Less', [x, number(0.5 / 255)]);
  const isWhite = graph.node('Greater', [x, number(254.5 / 255)]);
  const below = graph.node('Softplus', [graph.node('Neg', [high])]);
  const above = graph.node('Softplus', [low]);
  const inner = graph.subtract(above, logOfWidth(graph, s, inverse));
  const zero = number(0);
  return graph.add(
    graph.where(isWhite, zero, below),
    graph.where(isBlack, zero, graph.where(isWhite, above, inner)),
  );
}

/** Nodes for log(1 - e^-d), d = 2 h e^-s. There is no Expm1. */
function logOfWidth(graph: GraphBuilder, s: Name, inverse: Name): Name {
  const number = (value: number) => graph.number(value);
  const d = graph.multiply(inverse, number(2 * HALF_STEP));
  // log d - d/2 + log(sinh(d/2) / (d/2)), the last as a series in d^2.
  const logD = graph.subtract(number(Math.log(2 * HALF_STEP)), s);
  const square = graph.multiply(d, d);
  let series = number(1 / 181_440);
  for (const coefficient of [-1 / 2880, 1 / 24])
    series = graph.add(graph.multiply(series, square), number(coefficient));
  const small = graph.add(
    graph.subtract(logD, graph.multiply(d, number(0.5))),
    graph.multiply(series, square),
  );
  const power = graph.node('Exp', [graph.node('Neg', [d])]);
  const large = graph.node('Log', [graph.subtract(number(1), power)]);
  return graph.where(graph.node('Less', [d, number(SMALL)]), small, large);
}

/** Every other output, from `first` on. */
function part(graph: GraphBuilder, features: number, outputs: Name, first: number): Name {
  const bounds = [first, 2 * features, -1, 2].map((each) => graph.integers(each));
  return graph.node('Slice', [outputs, ...bounds]);
}
