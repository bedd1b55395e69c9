// The rows of a table as the inputs of a graph, one of N values for each column.
import type { CategoryForm } from '../../../options/choices.js';
import type { CodedColumn, CodedTable } from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { DOUBLE, FLOAT, INTEGER, TEXT } from '../messages.js';
import { FURTHEST } from '../scaling.js';
import { categoryTexts } from './category-texts.js';
import { isGap, looked, numberOf, placeOfTrue, toldValue } from './numbers-of-cells.js';
import { atPieces } from './pieces.js';

/** The code of a gap, and that of a text that is no category. */
export const GAP = -1;
const UNKNOWN = -2;

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
  for (const { name, values: own, about, presence, condition, optional } of columns) {
    const read = own.kind === 'number' ? number(name, about) : code(name, about, own.texts);
    values.set(name, read);
    const present = graph.node('Not', [isGap(graph, own, read)]);
    if (presence !== undefined) cells.set(presence, graph.cast(present, FLOAT));
    if (!optional && condition) refusals.push(graph.node('Not', [present]));
  }
  for (const { name, column, condition, values: own, told } of columns) {
    if (column === undefined) continue;
    const known = told.reduce((value, { by, ...pairs }) => {
      const other = numberOf(graph, columns, values, by);
      return other ? toldValue(graph, own, value, looked(graph, pairs, other)) : value;
    }, values.get(name)!);
    if (own.kind === 'category') {
      const isLevel = graph.node('GreaterOrEqual', [known, graph.integer(0)]);
      cells.set(column, graph.where(isLevel, graph.cast(known, FLOAT), graph.number(NaN)));
      continue;
    }
    const { cell, nats: all } = atPieces(graph, `${inputName(name)}.coded`, own.coded, known);
    cells.set(column, graph.cast(cell, FLOAT));
    if (!condition) nats.push(graph.where(isGap(graph, own, known), graph.double(0), all));
  }
  for (const { column, members } of table.groups) {
    const numbers = members.map((name) => numberOf(graph, columns, values, name));
    if (numbers[0]) cells.set(column, placeOfTrue(graph, numbers as Name[]));
  }
  const refused =
    refusals.length === 0 ? undefined : refusals.reduce((a, b) => graph.node('Or', [a, b]));
  return { cells, values, nats: nats.length === 0 ? undefined : offset(), refused };

  /** The core's column of offsets, which is not scaled. */
  function offset(): Name {
    const sum = graph.add(...(nats as [Name, ...Name[]]));
    const bounds = [graph.double(-FURTHEST), graph.double(FURTHEST)];
    return graph.cast(graph.node('Clip', [sum, ...bounds]), FLOAT);
  }

  function number(name: string, about: string): Name {
    const x = numberInput(graph, table, name, about);
    refusals.push(graph.node('IsInf', [x]));
    return x;
  }

  /** Places of categories; what is none is a gap, and refused. */
  function code(name: string, about: string, texts: readonly string[]): Name {
    const given = codeInput(name, about, texts);
    const [first, end] = [graph.integer(GAP), graph.integer(texts.length)];
    const isKnown = graph.node('And', [
      graph.node('GreaterOrEqual', [given, first]),
      graph.node('Less', [given, end]),
    ]);
    refusals.push(graph.node('Not', [isKnown]));
    return graph.where(isKnown, given, first);
  }

  function codeInput(name: string, about: string, texts: readonly string[]): Name {
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

/** Numbers that stand for a gap are NaN. */
export function numberInput(
  graph: GraphBuilder,
  { gaps }: CodedTable,
  name: string,
  about: string,
): Name {
  let x = graph.input(inputName(name), ['N'], about, DOUBLE);
  for (const missing of gaps.numbers)
    x = graph.where(graph.node('Equal', [x, graph.double(missing)]), graph.double(NaN), x);
  return x;
}
