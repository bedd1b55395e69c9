// What a row of a table adds to its score that the core does not know of.
import type { CategoryForm } from '../../../options/choices.js';
import type { CodedTable, ConstantColumn, TableRule } from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { INTEGER, TEXT } from '../messages.js';
import { GAP, type GivenRows, inputName, numberInput } from './given-rows.js';
import { isTrue, looked, numberOf } from './numbers-of-cells.js';

/** Nodes for it, N floats, or one for all. Columns that were constant are inputs of the graph. */
export function surprises(
  graph: GraphBuilder,
  table: CodedTable,
  { nats, values }: GivenRows,
  form: CategoryForm,
): Name {
  const when = (isOdd: Name, surprise: number) =>
    graph.where(isOdd, graph.number(surprise), graph.number(0));
  const constants = table.constants.map((column) =>
    when(differs(graph, table, column, form), column.surprise),
  );
  const rules = table.rules.map((rule) => {
    const numbers = rule.names.map((name) => numberOf(graph, table.columns, values, name)!);
    return when(isBroken(graph, rule, numbers), rule.surprise);
  });
  return graph.add(nats ?? graph.number(0), ...constants, ...rules);
}

/** Nodes for whether rows break a rule; gaps break none: isBroken() of bindings/js/table/rules. */
function isBroken(graph: GraphBuilder, rule: TableRule, numbers: readonly Name[]): Name {
  const not = (truth: Name) => graph.node('Not', [truth]);
  const isGap = (value: Name) => graph.node('IsNaN', [value]);
  const [first, second] = numbers as [Name, Name];
  switch (rule.type) {
    case 'order':
      return graph.node('Greater', [first, second]);
    case 'sum': {
      const terms = numbers.slice(1) as [Name, ...Name[]];
      const off = graph.node('Abs', [graph.subtract(first, graph.add(...terms))]);
      return graph.node('Greater', [off, graph.double(rule.tolerance)]);
    }
    case 'dependency': {
      const expected = looked(graph, rule, first);
      const isOther = not(graph.node('Equal', [second, expected]));
      const isOpen = graph.node('Or', [isGap(second), isGap(expected)]);
      return graph.node('And', [isOther, not(isOpen)]);
    }
    case 'oneHot': {
      const count = (truths: readonly Name[]) =>
        graph.add(...(truths.map((truth) => graph.cast(truth, INTEGER)) as [Name, ...Name[]]));
      const ones = count(numbers.map((each) => isTrue(graph, each)));
      const gaps = count(numbers.map(isGap));
      const isNone = graph.node('Equal', [graph.add(ones, gaps), graph.integer(0)]);
      return graph.node('Or', [graph.node('Greater', [ones, graph.integer(1)]), isNone]);
    }
  }
}

/** Nodes for whether cells differ from the value that their column had, from an input of the graph. */
function differs(
  graph: GraphBuilder,
  table: CodedTable,
  { name, value }: ConstantColumn,
  form: CategoryForm,
): Name {
  const isNeither = (isIt: Name, isGap: Name) =>
    graph.node('Not', [graph.node('Or', [isIt, isGap])]);
  if (typeof value === 'number') {
    const x = numberInput(graph, table, name, 'A number; NaN is a gap.');
    return isNeither(graph.node('Equal', [x, graph.double(value)]), graph.node('IsNaN', [x]));
  }
  if (form === 'codes') {
    const about = '0 for the text that the column had in training; -1 is a gap.';
    const code = graph.input(inputName(name), ['N'], about, INTEGER);
    const is = (known: number) => graph.node('Equal', [code, graph.integer(known)]);
    return isNeither(is(0), is(GAP));
  }
  const text = graph.input(inputName(name), ['N'], 'A text; an empty one is a gap.', TEXT);
  const keys = [...new Set([...(value === null ? [] : [value]), ...table.gaps.texts])];
  const isOther = graph.node('LabelEncoder', [text], {
    keys_strings: keys,
    values_int64s: keys.map(() => 0),
    default_int64: 1,
  });
  return graph.node('Equal', [isOther, graph.integer(1)]);
}
