// The rows of a table as the inputs of a graph, one of N values for each column.
import type { CategoryForm } from '../../../options/choices.js';
import type {
  CategoryCells,
  CodedColumn,
  CodedTable,
  ConstantColumn,
  NumberCells,
} from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { DOUBLE, FLOAT, INTEGER, TEXT } from '../messages.js';
import { isPresent } from './cell-kind.js';
import { categoryTexts } from './category-texts.js';
import { atPieces } from './pieces.js';

/** The code of a gap, and that of what is no category. */
const [GAP, UNKNOWN] = [-1, -2];

/** Rows as the core has them. */
export interface GivenRows {
  /** By the number of the core's column: its cells, N floats, NaN for a gap. */
  readonly cells: ReadonlyMap<number, Name>;
  /** Numbers by their columns, N doubles; those of categories, N integers. */
  readonly values: ReadonlyMap<string, Name>;
  /** What the core does not know of the densities of numbers, N floats; undefined if there are none. */
  readonly nats: Name | undefined;
  /** Which rows no call would take, N truth values; undefined if every row can be taken. */
  readonly refused: Name | undefined;
}

/** An input's name: its dot keeps it apart from the graph's own names. */
export const inputName = (column: string) => `row.${column}`;

/** Nodes for the cells of these columns, each from an input of the graph. */
export function givenRows(
  graph: GraphBuilder,
  table: CodedTable,
  columns: readonly CodedColumn[],
  form: CategoryForm,
): GivenRows {
  const cells = new Map<number, Name>();
  const values = new Map<string, Name>();
  const [nats, refusals]: [Name[], Name[]] = [[], []];
  for (const each of columns) {
    const { column, presence } = each;
    const cell =
      each.values.kind === 'number' ? number(each, each.values) : category(each, each.values);
    cells.set(column, cell);
    const present = isPresent(graph, cell);
    if (presence !== undefined) cells.set(presence, graph.cast(present, FLOAT));
    if (!each.optional && each.condition) refusals.push(graph.node('Not', [present]));
  }
  const refused =
    refusals.length === 0 ? undefined : refusals.reduce((a, b) => graph.node('Or', [a, b]));
  const sum = nats.length === 0 ? undefined : graph.add(...(nats as [Name, ...Name[]]));
  return { cells, values, nats: sum && graph.cast(sum, FLOAT), refused };

  function number({ name, condition, about }: CodedColumn, { coded }: NumberCells): Name {
    const x = numberInput(graph, table, name, about);
    values.set(name, x);
    const place = inputName(name);
    const { cell, nats: own } = atPieces(graph, `${place}.coded`, coded, x);
    if (!condition) nats.push(graph.where(graph.node('IsNaN', [x]), graph.double(0), own));
    refusals.push(graph.node('IsInf', [x]));
    return graph.cast(cell, FLOAT);
  }

  function category(column: CodedColumn, { texts }: CategoryCells): Name {
    const code = codeInput(column, texts);
    values.set(column.name, code);
    const integer = (value: number) => graph.integer(value);
    const isKnown = graph.node('And', [
      graph.node('GreaterOrEqual', [code, integer(0)]),
      graph.node('Less', [code, integer(texts.length)]),
    ]);
    const isGap = graph.node('Equal', [code, integer(GAP)]);
    refusals.push(graph.node('Not', [graph.node('Or', [isKnown, isGap])]));
    return graph.where(isKnown, graph.cast(code, FLOAT), graph.number(NaN));
  }

  function codeInput({ name, about }: CodedColumn, texts: readonly string[]): Name {
    const place = inputName(name);
    if (form === 'codes') return graph.input(place, ['N'], about, INTEGER);
    const gaps = table.gaps.texts.filter((text) => !texts.includes(text));
    return graph.node('LabelEncoder', [graph.input(place, ['N'], about, TEXT)], {
      keys_strings: [...categoryTexts(name, texts), ...gaps],
      values_int64s: [...texts.keys(), ...gaps.map(() => GAP)],
      default_int64: UNKNOWN,
    });
  }
}

/** Nodes for what a column that was constant adds to scores, N floats, from an input of the graph. */
export function constantSurprise(
  graph: GraphBuilder,
  table: CodedTable,
  { name, value, surprise }: ConstantColumn,
  form: CategoryForm,
): Name {
  const nats = (differs: Name) => graph.where(differs, graph.number(surprise), graph.number(0));
  if (typeof value === 'number') {
    const x = numberInput(graph, table, name, 'A number; NaN is a gap.');
    const isKnown = graph.node('Equal', [x, graph.double(value)]);
    return nats(graph.node('Not', [graph.node('Or', [isKnown, graph.node('IsNaN', [x])])]));
  }
  if (form === 'codes') {
    const about = '0 for the text that the column had in training; -1 is a gap.';
    const code = graph.input(inputName(name), ['N'], about, INTEGER);
    const isKnown = graph.node('Equal', [code, graph.integer(0)]);
    const isGap = graph.node('Equal', [code, graph.integer(GAP)]);
    return nats(graph.node('Not', [graph.node('Or', [isKnown, isGap])]));
  }
  const text = graph.input(inputName(name), ['N'], 'A text; an empty one is a gap.', TEXT);
  const keys = [...new Set([...(value === null ? [] : [value]), ...table.gaps.texts])];
  const differs = graph.node('LabelEncoder', [text], {
    keys_strings: keys,
    values_int64s: keys.map(() => 0),
    default_int64: 1,
  });
  return nats(graph.node('Equal', [differs, graph.integer(1)]));
}

/** Numbers that stand for a gap are NaN. */
function numberInput(graph: GraphBuilder, { gaps }: CodedTable, name: string, about: string): Name {
  let x = graph.input(inputName(name), ['N'], about, DOUBLE);
  for (const missing of gaps.numbers)
    x = graph.where(graph.node('Equal', [x, graph.double(missing)]), graph.double(NaN), x);
  return x;
}
