// Values of columns that follow from others by dependencies: decidedCoding() and RowRules of
// bindings/js/table/rules. All are numbers, N doubles: those of categories their places.
import type { CodedColumn } from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { madeNumbers } from './made-values.js';
import { looked } from './numbers-of-cells.js';
import type { Cells } from './table-network.js';

/**
 * Nodes for the values of all columns but conditions, gaps being filled.
 * @param made Cells by the core's columns, those of conditions too.
 */
export function filledValues(
  graph: GraphBuilder,
  columns: readonly CodedColumn[],
  made: Cells,
): Map<string, Name> {
  const filled = new Map<string, Name>();
  const fill = (name: string): Name => {
    const known = filled.get(name);
    if (known !== undefined) return known;
    const own = columns.find((column) => column.name === name)!;
    const { column, decided } = own;
    const drawn = () =>
      column === undefined
        ? graph.double(decided!.otherwise!)
        : madeNumbers(graph, own, made.get(column)!);
    const values = decided
      ? orElse(graph, looked(graph, decided, fill(decided.by)), drawn())
      : drawn();
    filled.set(name, values);
    return values;
  };
  for (const { name, condition } of columns) if (!condition) fill(name);
  return filled;
}

/**
 * Nodes for the same values, where known ones stay and the others keep the dependencies. Of a determinant
 * that does not go with what is known, the most frequent that does is taken.
 * @param isMade By column, which of the values are not known: N truth values.
 */
export function corrected(
  graph: GraphBuilder,
  columns: readonly CodedColumn[],
  values: ReadonlyMap<string, Name>,
  isMade: ReadonlyMap<string, Name>,
): Map<string, Name> {
  const now = new Map(values);
  const decisions = columns.filter(({ decided }) => decided);
  const isThere = (value: Name) => graph.node('Not', [graph.node('IsNaN', [value])]);
  const all = (...truths: [Name, ...Name[]]) => truths.reduce((a, b) => graph.node('And', [a, b]));
  // A correction may concern a rule before it.
  for (const { name, decided } of [...decisions, ...decisions]) {
    const { by, back } = decided!;
    const [determinant, dependent] = [now.get(by)!, now.get(name)!];
    const expected = looked(graph, decided!, determinant);
    const isOther = graph.node('Not', [graph.node('Equal', [dependent, expected])]);
    const isBroken = all(isOther, isThere(dependent), isThere(expected));
    const fitting = looked(graph, back, dependent);
    const isKnown = graph.node('Not', [isMade.get(name)!]);
    const mayChange = all(isBroken, isKnown, isMade.get(by)!, isThere(fitting));
    now.set(name, graph.where(all(isBroken, isMade.get(name)!), expected, dependent));
    now.set(by, graph.where(mayChange, fitting, determinant));
  }
  return now;
}

function orElse(graph: GraphBuilder, values: Name, others: Name): Name {
  return graph.where(graph.node('IsNaN', [values]), others, values);
}
