// What the known cells of a row say of its ordinal cells: CopulaTilts of src/network/copula_tilts.hpp.
import type { GraphBuilder, Name } from '../graph-builder.js';
import { FLOAT, TRUTH } from '../messages.js';
import { isPresent } from './cell-kind.js';
import type { CodedColumn } from './coded-columns.js';
import { conditionalMoments, type NormalMoments } from './conditional-normal.js';
import { TILTS } from './ordinal-kind.js';
import type { Cells } from './table-network.js';

const LEAST_VARIANCE = 0.02;

/**
 * Nodes for what to add to the outputs of columns whose cells are not known, N x outputs, by the core's
 * numbers of these columns; none without a copula.
 */
export function copulaTilts(
  graph: GraphBuilder,
  copula: NormalMoments | undefined,
  columns: readonly CodedColumn[],
  cells: Cells,
): ReadonlyMap<number, Name> {
  const ordinal = columns.filter(({ kind }) => kind.place !== undefined);
  const placed = ordinal.slice(0, copula?.mean.length ?? 0);
  const made = placed.filter(({ isCondition }) => !isCondition);
  if (copula === undefined || made.length === 0) return new Map();
  const known = knownOnes();
  const places = sideBySide(placed, ({ kind }, cell) => kind.place!(cell));
  const x = graph.where(known, places, graph.double(0));
  const tilts = tiltsTo(graph, copula, conditionalMoments(graph, copula, known, x));
  return new Map(
    made.map((each): [number, Name] => {
      const own = graph.node('Gather', [tilts, graph.integer(placed.indexOf(each))], { axis: 1 });
      const levels = graph.integers(0, each.kind.outputs - TILTS, 0, 0);
      return [each.column, graph.node('Pad', [own, levels])];
    }),
  );

  /** Which cells count, N x P truth values: none of a row where only conditions are known. */
  function knownOnes(): Name {
    const present = (these: readonly CodedColumn[]) =>
      sideBySide(these, (_, cell) => graph.unsqueeze(isPresent(graph, cell), 1));
    if (made.length === placed.length) return present(placed);
    const found = graph.cast(present(made), FLOAT);
    const any = graph.node('ReduceMax', [found], { axes: [1], keepdims: 1 });
    return graph.node('And', [present(placed), graph.cast(any, TRUTH)]);
  }

  function sideBySide(
    these: readonly CodedColumn[],
    of: (column: CodedColumn, cell: Name) => Name,
  ): Name {
    const parts = these.map((column) => of(column, cells.get(column.column)!));
    return graph.concat(parts, 1);
  }
}

/** Nodes for the tilts that turn the normal distributions of P numbers into others, N x P x 2. */
function tiltsTo(
  graph: GraphBuilder,
  { mean, covariance }: NormalMoments,
  given: { mean: Name; variance: Name },
): Name {
  const before = mean.map((_, d) => Math.max(covariance[d * (mean.length + 1)]!, LEAST_VARIANCE));
  const after = graph.node('Max', [given.variance, graph.double(LEAST_VARIANCE)]);
  const first = graph.subtract(
    graph.node('Div', [given.mean, after]),
    graph.doubles(Float64Array.from(before, (variance, d) => mean[d]! / variance)),
  );
  const second = graph.subtract(
    graph.doubles(Float64Array.from(before, (variance) => 0.5 / variance)),
    graph.node('Div', [graph.double(0.5), after]),
  );
  const tilts = [first, second].map((each) => graph.unsqueeze(graph.cast(each, FLOAT), 2));
  return graph.concat(tilts, 2);
}
