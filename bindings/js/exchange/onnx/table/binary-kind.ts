// BinaryColumn of src/likelihood/binary_column.hpp: 0 or 1, from the logit of 1.
import type { GraphBuilder, Name } from '../graph-builder.js';
import { FLOAT } from '../messages.js';
import { type CellKind, isPresent } from './cell-kind.js';

export function binaryKind(graph: GraphBuilder): CellKind {
  return {
    outputs: 1,
    width: 1,
    code(cell) {
      const value = graph.where(isPresent(graph, cell), cell, graph.number(0));
      return graph.unsqueeze(value, 1);
    },
    loss(cell, outputs) {
      const o = graph.squeeze(outputs, 2);
      const x = graph.unsqueeze(cell, 1);
      const loss = graph.subtract(graph.node('Softplus', [o]), graph.multiply(o, x));
      return graph.where(graph.unsqueeze(isPresent(graph, cell), 1), loss, graph.number(0));
    },
    draw(outputs, uniform) {
      // The logistic function, precise where it is small too: runtimes' Sigmoid may not be.
      const o = graph.squeeze(outputs, 1);
      const share = graph.node('Exp', [negative(graph.node('Softplus', [negative(o)]))]);
      return graph.cast(graph.node('Less', [uniform, share]), FLOAT);
    },
    centre(outputs) {
      const o = graph.squeeze(outputs, 1);
      return graph.cast(graph.node('GreaterOrEqual', [o, graph.number(0)]), FLOAT);
    },
  };

  function negative(x: Name): Name {
    return graph.node('Neg', [x]);
  }
}
