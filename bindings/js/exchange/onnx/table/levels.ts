// Levels 0, 1, ..., from the logits of the levels: what categorical and ordinal columns share.
import type { GraphBuilder, Name } from '../graph-builder.js';
import { FLOAT, INTEGER } from '../messages.js';
import { isPresent } from './cell-kind.js';

/** Nodes for the level of each cell, N integers; for an absent cell, the number of levels. */
export function levelOf(graph: GraphBuilder, cell: Name, levels: number): Name {
  const present = isPresent(graph, cell);
  const known = graph.node('Clip', [cell, graph.number(0), graph.number(levels - 1)]);
  return graph.cast(graph.where(present, known, graph.number(levels)), INTEGER);
}

/**
 * Nodes for the row of a table by each level; for an absent cell, a row of zeros.
 * @param rows By level: as many numbers each.
 * @param Numbers The type of the result.
 */
export function ofLevel(
  graph: GraphBuilder,
  name: Name,
  rows: readonly (readonly number[])[],
  level: Name,
  Numbers: Float32ArrayConstructor | Float64ArrayConstructor = Float32Array,
): Name {
  const width = rows[0]!.length;
  const table = Numbers.from([...rows.flat(), ...Array.from({ length: width }, () => 0)]);
  return graph.node('Gather', [graph.constant(name, [rows.length + 1, width], table), level]);
}

/** 1 at the level, 0 at the others. */
export function oneHot(graph: GraphBuilder, level: Name, levels: number): Name {
  const rows = Array.from({ length: levels }, (_, k) =>
    Array.from({ length: levels }, (_unused, i) => Number(i === k)),
  );
  return ofLevel(graph, `levels.${levels}`, rows, level);
}

/** Nodes for -log of the levels' probabilities, N x K, at logits N x K x levels; 0 where there is none. */
export function levelLoss(graph: GraphBuilder, level: Name, logits: Name, levels: number): Name {
  const logs = graph.node('LogSoftmax', [logits], { axis: -1 });
  const own = graph.multiply(graph.unsqueeze(oneHot(graph, level, levels), 1), logs);
  return graph.node('Neg', [graph.sum(own, 2)]);
}

/**
 * Nodes for the level, N integers, that a number in [0, 1) picks at logits N x levels, and how far the
 * number is within the level's share, N.
 */
export function pick(graph: GraphBuilder, logits: Name, number: Name) {
  const shares = graph.node('Softmax', [logits], { axis: 1 });
  const below = graph.node('CumSum', [shares, graph.integer(1)], { exclusive: 1 });
  const isBelow = graph.node('LessOrEqual', [below, number]);
  const counted = graph.sum(graph.cast(isBelow, INTEGER), 1);
  // There is a level even where the logits are not finite.
  const least = graph.integer(0);
  const level = graph.node('Max', [graph.subtract(counted, graph.integer(1)), least]);
  const own = (values: Name) => {
    const picked = graph.node('GatherElements', [values, graph.unsqueeze(level, 1)], { axis: 1 });
    return graph.squeeze(picked, 1);
  };
  const position = () => {
    const column = graph.subtract(graph.squeeze(number, 1), own(below));
    const share = graph.node('Div', [column, own(shares)]);
    return graph.node('Clip', [share, graph.number(0), graph.number(1)]);
  };
  return { level, position };
}

export function asCell(graph: GraphBuilder, level: Name): Name {
  return graph.cast(level, FLOAT);
}
