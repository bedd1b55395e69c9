// Cells of the core as the outputs of a graph: numbers, and categories as texts or codes.
import type { CategoryForm } from '../../../options/choices.js';
import type { CodedColumn, NumberCells } from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { DOUBLE, INTEGER, TEXT, TRUTH } from '../messages.js';
import { categoryTexts } from './category-texts.js';
import { atPieces } from './pieces.js';

const GAP = -1;

/** Nodes for the numbers of a column's cells, N doubles: of categories, their places. */
export function madeNumbers(graph: GraphBuilder, { name, values }: CodedColumn, cell: Name): Name {
  const cells = graph.cast(cell, DOUBLE);
  return values.kind === 'number' ? numbersOf(graph, `row.${name}.decoded`, values, cells) : cells;
}

/** Numbers of a column as its values: N doubles, or N codes of categories. */
export function asValues(graph: GraphBuilder, { values }: CodedColumn, numbers: Name): Name {
  return values.kind === 'number' ? numbers : graph.cast(numbers, INTEGER);
}

/** What a gap is among the values of a column. */
export function gapOf(graph: GraphBuilder, { values }: CodedColumn): Name {
  return values.kind === 'number' ? graph.double(NaN) : graph.integer(GAP);
}

/** Makes values of a column an output of the graph. */
export function addValues(
  graph: GraphBuilder,
  output: Name,
  { name, values, about }: CodedColumn,
  made: Name,
  form: CategoryForm,
): void {
  if (values.kind === 'number') return graph.output(output, ['N'], about, made, DOUBLE);
  if (form === 'codes') return graph.output(output, ['N'], about, made, INTEGER);
  const texts = graph.node('LabelEncoder', [made], {
    keys_int64s: [...values.texts.keys()],
    values_strings: categoryTexts(name, values.texts),
    default_string: '',
  });
  graph.output(output, ['N'], about, texts, TEXT);
}

/** Rounded and within the column's bounds, but for values that come back as they are. */
function numbersOf(
  graph: GraphBuilder,
  name: string,
  { decoded, rounding, minimum, maximum }: NumberCells,
  cell: Name,
): Name {
  const { value, exact } = atPieces(graph, name, decoded, cell);
  let rounded = value;
  if (rounding) {
    const [step, per] = [graph.double(rounding.step), graph.double(rounding.per)];
    const places = graph.node('Div', [graph.multiply(value, per), step]);
    // As Math.round(), which goes up from the middle.
    const whole = graph.node('Floor', [graph.add(places, graph.double(0.5))]);
    rounded = graph.node('Div', [graph.multiply(whole, step), per]);
  }
  const bounds = [graph.double(minimum), graph.double(maximum)];
  const bounded = graph.node('Clip', [rounded, ...bounds]);
  return graph.where(graph.cast(exact, TRUTH), value, bounded);
}
