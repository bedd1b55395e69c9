// Cells as numbers, N doubles, NaN for a gap, categories by their places: what rules compare.
import type { CodedColumn, Lookup } from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { DOUBLE, FLOAT, INTEGER } from '../messages.js';

export function isGap(graph: GraphBuilder, { kind }: CodedColumn['values'], value: Name): Name {
  return kind === 'number'
    ? graph.node('IsNaN', [value])
    : graph.node('Less', [value, graph.integer(0)]);
}

/** The numbers of a column; undefined if it is none of these. */
export function numberOf(
  graph: GraphBuilder,
  columns: readonly CodedColumn[],
  values: ReadonlyMap<string, Name>,
  name: string,
): Name | undefined {
  const own = columns.find((column) => column.name === name)?.values;
  if (!own) return undefined;
  const value = values.get(name)!;
  if (own.kind === 'number') return value;
  const isNone = isGap(graph, own, value);
  return graph.where(isNone, graph.double(NaN), graph.cast(value, DOUBLE));
}

/** Nodes for what stands beside numbers in a list of pairs; NaN for a number that is not there. */
export function looked(graph: GraphBuilder, { from, to }: Lookup, numbers: Name): Name {
  const keys = graph.doubles(from);
  const isIt = graph.node('Equal', [graph.unsqueeze(numbers, 1), keys]);
  const found = graph.cast(isIt, FLOAT);
  const place = graph.node('ArgMax', [found], { axis: 1, keepdims: 0 });
  const isThere = graph.node('Greater', [graph.sum(found, 1), graph.number(0)]);
  return graph.where(isThere, graph.node('Gather', [graph.doubles(to), place]), graph.double(NaN));
}

/** Nodes for the values of a column whose gaps are filled by numbers that other cells tell. */
export function toldValue(
  graph: GraphBuilder,
  own: CodedColumn['values'],
  value: Name,
  told: Name,
): Name {
  const isTold = graph.node('And', [
    isGap(graph, own, value),
    graph.node('Not', [graph.node('IsNaN', [told])]),
  ]);
  return graph.where(isTold, own.kind === 'number' ? told : graph.cast(told, INTEGER), value);
}

/** Nodes for which of these columns is true, N floats: the last, if there are several; NaN if none is. */
export function placeOfTrue(graph: GraphBuilder, members: readonly Name[]): Name {
  return members.reduce(
    (place, numbers, i) => graph.where(isTrue(graph, numbers), graph.number(i), place),
    graph.number(NaN),
  );
}

export function isTrue(graph: GraphBuilder, numbers: Name): Name {
  return graph.node('Equal', [numbers, graph.double(1)]);
}
