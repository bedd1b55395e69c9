// The graphs of a TableVAE: from and to the cells of each column.
import type { ModelParts } from '../../file/model-file.js';
import type { CodedTable, TableCells } from '../../table-cells.js';
import { GraphBuilder, type Name } from '../graph-builder.js';
import { TRUTH } from '../messages.js';
import type { GraphChoice } from '../graph-choice.js';
import { addPosterior, posteriorOf } from '../posterior.js';
import { scoreOf } from '../score.js';
import { corrected, filledValues } from './decided-values.js';
import { type GivenRows, givenRows } from './given-rows.js';
import { imputedCells } from './imputed-cells.js';
import { addValues, asValues, gapOf } from './made-values.js';
import { isGap, numberOf } from './numbers-of-cells.js';
import { refused } from './refused.js';
import { surprises } from './surprises.js';
import { TableNetwork } from './table-network.js';

/** @throws ERR_OPTION for a table whose cells no graph can code. */
export function graphOfTable(
  parts: ModelParts,
  { graph: name, method, categories }: GraphChoice,
  cells: TableCells,
): GraphBuilder {
  if (typeof cells === 'string') throw refused('format', "'onnx'", cells);
  const table: CodedTable = cells;
  const { columns, rules } = table;
  const others = columns.filter(({ condition }) => !condition);
  const { latentDim } = parts.descriptions.options;
  const decisions = columns.filter(({ decided }) => decided).length;
  if (rules.length > decisions && (name === 'decoder' || name === 'impute'))
    throw refused('graph', `'${name}'`, 'not all rules between its columns are dependencies');
  return { encoder, decoder, score, impute }[name]();

  function encoder(): GraphBuilder {
    const graph = new GraphBuilder('encoder', 'The posterior q(z|x) of each row.');
    const rows = givenRows(graph, table, columns, categories);
    const inputs = new TableNetwork(graph, parts).encoderInputs(rows.cells);
    const { mean, logVariance } = posteriorOf(graph, parts, inputs);
    const taken = (values: Name) =>
      ofTaken(graph, rows, values, graph.number(NaN), (isRefused) => graph.unsqueeze(isRefused, 1));
    return addPosterior(graph, parts, { mean: taken(mean), logVariance: taken(logVariance) });
  }

  function decoder(): GraphBuilder {
    const about = 'The most probable cells of rows, and the medians of numbers.';
    const graph = new GraphBuilder('decoder', about);
    const z = graph.input('z', ['N', latentDim], 'Latent vectors.');
    const conditions = columns.filter(({ condition }) => condition);
    const rows = givenRows(graph, table, conditions, categories);
    const network = new TableNetwork(graph, parts);
    const made = network.make(z, rows.cells, 'conditions', ({ kind }, outputs) =>
      kind.centre(outputs),
    );
    const cells = new Map([...rows.cells, ...made]);
    const filled = filledValues(graph, columns, cells);
    for (const column of others) {
      const { presence } = column;
      const gap = gapOf(graph, column);
      let values = asValues(graph, column, filled.get(column.name)!);
      if (presence !== undefined)
        values = graph.where(graph.cast(made.get(presence)!, TRUTH), values, gap);
      const taken = ofTaken(graph, rows, values, gap);
      addValues(graph, `row.${column.name}`, column, taken, categories);
    }
    return graph;
  }

  function score(): GraphBuilder {
    const about = `How odd each row is, in nats: the method '${method}'.`;
    const graph = new GraphBuilder('score', about);
    const rows = givenRows(graph, table, columns, categories);
    const network = new TableNetwork(graph, parts);
    const result = scoreOf(graph, parts, method, {
      inputs: network.encoderInputs(rows.cells),
      losses: (z) => network.losses(z, rows.cells, ({ isScored }) => isScored),
      units: surprises(graph, table, rows, categories),
    });
    const scores = ofTaken(graph, rows, result, graph.number(NaN));
    graph.output('score', ['N'], 'The higher, the odder.', scores);
    return graph;
  }

  function impute(): GraphBuilder {
    const graph = new GraphBuilder('impute', 'The cells of each row, and a draw for each gap.');
    const rows = givenRows(graph, table, columns, categories);
    const drawn = others.flatMap(({ name, column }) =>
      column === undefined ? [] : [{ name, column }],
    );
    const about = `Uniform numbers in [0, 1), for: ${drawn.map((each) => each.name).join(', ')}.`;
    const uniform = graph.input('uniform', ['N', drawn.length], about);
    const ofColumn = new Map(
      drawn.map(({ column }, i): [number, Name] => {
        return [column, graph.squeeze(graph.slice(uniform, i, i + 1), 1)];
      }),
    );
    const network = new TableNetwork(graph, parts);
    const made = imputedCells(graph, parts, network, rows.cells, ofColumn);
    const filled = filledValues(graph, columns, new Map([...rows.cells, ...made]));
    const never = graph.constant('never', [1], Uint8Array.of(0));
    const gaps = new Map<string, Name>();
    for (const { name, values, condition } of columns) {
      const known = numberOf(graph, columns, rows.values, name)!;
      const own = condition ? never : isGap(graph, values, rows.values.get(name)!);
      filled.set(name, condition ? known : graph.where(own, filled.get(name)!, known));
      gaps.set(name, own);
    }
    const whole = corrected(graph, columns, filled, gaps);
    for (const column of others) {
      const given = rows.values.get(column.name)!;
      const own = asValues(graph, column, whole.get(column.name)!);
      const taken = ofTaken(graph, rows, own, gapOf(graph, column));
      const values = graph.where(gaps.get(column.name)!, taken, given);
      addValues(graph, `imputed.${column.name}`, column, values, categories);
    }
    return graph;
  }
}

/** Nodes for values of the rows that calls would take, and another value for the others. */
function ofTaken(
  graph: GraphBuilder,
  { refused: isRefused }: GivenRows,
  values: Name,
  other: Name,
  shaped: (isRefused: Name) => Name = (name) => name,
): Name {
  return isRefused === undefined ? values : graph.where(shaped(isRefused), other, values);
}
