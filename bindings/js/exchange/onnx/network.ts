// Encoder and decoder as nodes of a graph.
import type { ModelParts, Tensor } from '../file/model-file.js';
import type { Activation } from '../../options/choices.js';
import { layerForm } from '../file/layer-forms.js';
import type { Layer, Layers } from '../file/sections.js';
import type { GraphBuilder, Name } from './graph-builder.js';

/** A part of what a layer sees, in the last axis. Where no part is, it sees zeros. */
export interface Seen {
  readonly rows: Name;
  /** The number of its first input of the layer. */
  readonly first: number;
  readonly width: number;
}

/** Some of a layer's outputs: from `first` to before `end`. */
export interface OutputRange {
  readonly first: number;
  readonly end: number;
}

/** Nodes for the dense layers of a half, skip connection included: what it sees to its outputs. */
export function denseHalf(
  graph: GraphBuilder,
  parts: ModelParts,
  name: keyof Layers,
  seen: readonly Seen[],
): Name {
  const { layers, skip = [] } = parts.descriptions;
  let rows = affine(graph, parts, `${name}.0`, seen);
  for (let k = 1; k < layers[name].length; k++) {
    rows = activated(graph, activationOf(layers[name][k - 1]!), rows);
    rows = affine(graph, parts, `${name}.${k}`, [allOf(parts, `${name}.${k}`, rows)]);
  }
  if (name === 'encoder' || skip.length === 0) return rows;
  return graph.add(rows, affine(graph, parts, 'decoder.skip', seen));
}

/** All inputs of a layer. */
export function allOf(parts: ModelParts, layer: string, rows: Name): Seen {
  return { rows, first: 0, width: tensorOf(parts, `${layer}.weight`).shape[0]! };
}

/** Nodes for x W + b of a layer, or of some of its outputs. */
export function affine(
  graph: GraphBuilder,
  parts: ModelParts,
  layer: string,
  seen: readonly Seen[],
  range?: OutputRange,
): Name {
  const weight = tensorOf(parts, `${layer}.weight`);
  const bias = tensorOf(parts, `${layer}.bias`);
  const { first: from, end } = range ?? { first: 0, end: weight.shape[1]! };
  const terms = seen.map(({ rows, first, width }) =>
    graph.node('MatMul', [rows, block(graph, weight, { first, end: first + width }, from, end)]),
  );
  const own = range
    ? graph.constant(`${bias.name}.${from}`, [end - from], bias.values.slice(from, end))
    : graph.constant(bias.name, bias.shape, bias.values);
  return graph.add(...(terms as [Name, ...Name[]]), own);
}

/** A block of a matrix as a constant, named by where it is unless it is all of it. */
function block(
  graph: GraphBuilder,
  { name, shape, values }: Tensor,
  rows: OutputRange,
  from: number,
  end: number,
): Name {
  const [height, width] = shape as [number, number];
  const size = [rows.end - rows.first, end - from] as const;
  if (size[0] === height && size[1] === width) return graph.constant(name, shape, values);
  const out = new Float32Array(size[0] * size[1]);
  for (let row = 0; row < size[0]; row++) {
    const start = (rows.first + row) * width;
    out.set(values.subarray(start + from, start + end), row * size[1]);
  }
  return graph.constant(`${name}.${rows.first}.${rows.end}.${from}`, size, out);
}

export function tensorOf({ tensors }: ModelParts, name: string): Tensor {
  return tensors.find((each) => each.name === name)!;
}

/** Of a dense or a masked layer. */
export function activationOf(layer: Layer): Activation | undefined {
  return (layerForm(layer) as { activation: Activation | undefined }).activation;
}

/** Nodes for an activation. */
export function activated(graph: GraphBuilder, activation: Activation | undefined, a: Name): Name {
  switch (activation) {
    case undefined:
      return a;
    case 'relu':
      return graph.node('Relu', [a]);
    case 'tanh':
      return graph.node('Tanh', [a]);
    case 'sigmoid':
      return graph.node('Sigmoid', [a]);
    case 'softplus':
      return graph.node('Softplus', [a]);
    case 'gelu': {
      // The operator Gelu needs opset 20.
      const erf = graph.node('Erf', [graph.multiply(a, graph.number(Math.SQRT1_2))]);
      const phi = graph.multiply(graph.add(erf, graph.number(1)), graph.number(0.5));
      return graph.multiply(a, phi);
    }
  }
}
