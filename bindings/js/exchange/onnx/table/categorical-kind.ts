// CategoricalColumn of src/likelihood/categorical_column.hpp.
import type { GraphBuilder } from '../graph-builder.js';
import { type CellKind } from './cell-kind.js';
import { asCell, levelLoss, levelOf, oneHot, pick } from './levels.js';

export function categoricalKind(graph: GraphBuilder, levels: number): CellKind {
  return {
    outputs: levels,
    width: levels,
    code: (cell) => oneHot(graph, levelOf(graph, cell, levels), levels),
    loss: (cell, outputs) => levelLoss(graph, levelOf(graph, cell, levels), outputs, levels),
    draw: (outputs, uniform) =>
      asCell(graph, pick(graph, outputs, graph.unsqueeze(uniform, 1)).level),
    centre: (outputs) => asCell(graph, graph.node('ArgMax', [outputs], { axis: 1, keepdims: 0 })),
  };
}
