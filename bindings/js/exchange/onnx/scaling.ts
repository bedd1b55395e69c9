// Between the user's units and the model's, as FeatureScaling of src/data/feature_scaling.cpp.
import { VAEError } from '../../errors/errors.js';
import type { Descriptions, Scaled } from '../file/sections.js';
import type { GraphBuilder, Name } from './graph-builder.js';

/** The farthest from the mean, in standard deviations, that the model sees. */
export const FURTHEST = 1e6;
const SMALLEST = 2 ** -126;

/** Rows as the model sees them. */
export interface ModelRows {
  /** N x D; what an absent value has here is of no account. */
  readonly values: Name;
  /** N x D truth values; undefined if no value may be absent. */
  readonly present: Name | undefined;
  /** N x inputs of the encoder. */
  readonly inputs: Name;
}

/**
 * Nodes from rows x, N x D in the user's units.
 * @throws ERR_OPTION for a column whose scale is beyond 32-bit floats.
 */
export function modelRows(
  graph: GraphBuilder,
  { options, scaling }: Descriptions,
  x: Name,
): ModelRows {
  const { columns } = scaling;
  const { features, missing } = options;
  const [high, low] = offsets(graph, columns);
  const scale = graph.constant('scale', [features], Float32Array.from(columns, scaleOf));
  const centred = graph.subtract(graph.subtract(x, high), low);
  const bounds = [graph.number(-FURTHEST), graph.number(FURTHEST)];
  let values = graph.node('Clip', [graph.node('Div', [centred, scale]), ...bounds]);
  const constant = constants(graph, columns);
  if (constant) values = graph.where(constant, graph.number(0), values);
  if (!missing) return { values, present: undefined, inputs: values };
  const present = graph.node('Not', [graph.node('IsNaN', [x])]);
  values = graph.where(present, values, graph.number(0));
  // A column is its value and then 1, or 0 and 0 if the value is absent.
  const seen = graph.node('Cast', [present], { to: 1 });
  const pairs = [graph.unsqueeze(values, 2), graph.unsqueeze(seen, 2)];
  const stacked = graph.node('Concat', pairs, { axis: 2 });
  const inputs = graph.node('Reshape', [stacked, graph.integers(0, 2 * features)]);
  return { values, present, inputs };
}

/** Nodes from the model's units, N x D, to the user's. */
export function userRows(graph: GraphBuilder, { scaling }: Descriptions, rows: Name): Name {
  const { columns } = scaling;
  const [high, low] = offsets(graph, columns);
  const scales = columns.map((column, j) => (column.constant ? 0 : scaleOf(column, j)));
  const scale = graph.constant('scale', [columns.length], Float32Array.from(scales));
  return graph.add(high, graph.add(graph.multiply(rows, scale), low));
}

/**
 * Nodes for what a change of units adds to -log p of a row, N: the logarithms of the scales, and log(M +
 * 2) for each value of a column that was constant in M training rows and that differs from it.
 */
export function unitsOf(
  graph: GraphBuilder,
  { scaling }: Descriptions,
  x: Name,
  present: Name | undefined,
): Name {
  const { columns, rows } = scaling;
  const features = columns.length;
  const logs = columns.map(({ constant, scale }) => (constant ? 0 : Math.log(scale)));
  let units = graph.constant('logScale', [features], Float32Array.from(logs));
  const constant = constants(graph, columns);
  if (constant) {
    const same = graph.node('Equal', [x, 'offset']);
    const surprise = graph.where(same, graph.number(0), graph.number(Math.log(rows + 2)));
    units = graph.where(constant, surprise, units);
  }
  if (present) units = graph.where(present, units, graph.number(0));
  if (constant || present) return graph.sum(units, 1);
  return graph.number(logs.reduce((sum, each) => sum + each, 0));
}

/** The offsets as a sum of two floats, since one would round a small spread about a large mean away. */
function offsets(graph: GraphBuilder, columns: readonly Scaled[]): [Name, Name] {
  const high = Float32Array.from(columns, ({ offset }) => offset);
  const low = Float32Array.from(columns, ({ offset }, j) => offset - high[j]!);
  return [
    graph.constant('offset', [columns.length], high),
    graph.constant('offsetRest', [columns.length], low),
  ];
}

function scaleOf({ scale }: Scaled, column: number): number {
  if (scale >= SMALLEST && Number.isFinite(Math.fround(scale))) return scale;
  throw new VAEError(
    'ERR_OPTION',
    `format of export() must not be 'onnx' for this model: column ${column} has a standard deviation of ` +
      `${scale}, and the graph computes with 32-bit floats.`,
  );
}

/** Which columns were constant, D truth values; undefined if none was. */
function constants(graph: GraphBuilder, columns: readonly Scaled[]): Name | undefined {
  if (!columns.some(({ constant }) => constant)) return undefined;
  const flags = Uint8Array.from(columns, ({ constant }) => Number(constant));
  return graph.constant('constant', [columns.length], flags);
}
