// Encoder and decoder as nodes of a graph.
import type { ModelParts } from '../file/model-file.js';
import type { Layers, Options } from '../file/sections.js';
import type { GraphBuilder, Name } from './graph-builder.js';

/** Nodes for the layers of a half: rows, in the last axis, to its outputs. */
export function half(
  graph: GraphBuilder,
  { descriptions, tensors }: ModelParts,
  name: keyof Layers,
  rows: Name,
): Name {
  const { layers, options } = descriptions;
  const last = layers[name].length - 1;
  for (let k = 0; k <= last; k++) {
    const [weight, bias] = ['weight', 'bias'].map((part) => {
      const tensor = tensors.find((each) => each.name === `${name}.${k}.${part}`)!;
      return graph.constant(tensor.name, tensor.shape, tensor.values);
    }) as [Name, Name];
    rows = graph.add(graph.node('MatMul', [rows, weight]), bias);
    if (k < last) rows = activated(graph, options.activation, rows);
  }
  return rows;
}

function activated(graph: GraphBuilder, activation: Options['activation'], a: Name): Name {
  switch (activation) {
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
