import type { GraphBuilder, Name } from '../graph-builder.js';

/**
 * A kind of the core's columns. A cell is a float, NaN if it is absent: that of src/data/column.hpp. N
 * rows, K draws of the latents.
 */
export interface CellKind {
  /** How many outputs of the decoder belong to it. */
  readonly outputs: number;
  /** How many numbers the network sees of a cell, without whether it is present. */
  readonly width: number;
  /** Nodes for these numbers, N x width, of cells, N. Those of an absent cell are 0. */
  code(cell: Name): Name;
  /**
   * Nodes for where cells, N, are on the scale of an ordinal column, N x 1 doubles; what is said of absent ones
   * means nothing. Other columns have no scale.
   */
  place?(cell: Name): Name;
  /** Nodes for -log p of cells, N, at outputs N x K x `outputs`: N x K. That of an absent cell is 0. */
  loss(cell: Name, outputs: Name): Name;
  /** Nodes for cells, N, drawn by uniform numbers in [0, 1), N, at outputs N x `outputs`. */
  draw(outputs: Name, uniform: Name): Name;
  /** Nodes for the most probable cells, N, or the medians of ordered ones. */
  centre(outputs: Name): Name;
}

export function isPresent(graph: GraphBuilder, cell: Name): Name {
  return graph.node('Not', [graph.node('IsNaN', [cell])]);
}
