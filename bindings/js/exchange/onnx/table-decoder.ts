// The decoder of a table's model as a graph, from latents to the cells of each column.
import { VAEError } from '../../errors/errors.js';
import type { OnnxGraph } from '../../options/choices.js';
import type { ModelParts } from '../file/model-file.js';
import type { Column } from '../file/sections.js';
import type { DecodedCells, TableCells } from '../table-cells.js';
import { GraphBuilder, type Name } from './graph-builder.js';
import { DOUBLE, INTEGER } from './messages.js';
import { half } from './network.js';

/** The outputs of the decoder for a column. */
interface Outputs {
  readonly column: Column;
  readonly first: number;
  readonly count: number;
}

/** @throws ERR_OPTION for another graph, and for a table whose cells a graph cannot make. */
export function decoderOfTable(
  parts: ModelParts,
  name: OnnxGraph,
  cells: TableCells,
): GraphBuilder {
  const { options, columns } = parts.descriptions;
  if (name !== 'decoder')
    throw refused(
      'graph',
      `'${name}'`,
      `its graph is 'decoder': the others have no coding of cells`,
    );
  if (options.decoder === 'autoregressive')
    throw refused('format', "'onnx'", `it needs decoder: 'independent' in new TableVAE()`);
  if (typeof cells === 'string') throw refused('format', "'onnx'", cells);
  const graph = new GraphBuilder(
    'decoder',
    'The most probable cells of rows, and central values of numbers.',
  );
  const z = graph.input('z', ['N', options.latentDim], 'Latent vectors.');
  const all = half(graph, parts, 'decoder', z);
  let first = 0;
  const outputs = columns!.map((column): Outputs => {
    const count = widthOf(column);
    first += count;
    return { column, first: first - count, count };
  });
  for (const each of cells) addCells(graph, all, outputs, each);
  return graph;
}

function refused(option: string, value: string, reason: string): VAEError {
  return new VAEError(
    'ERR_OPTION',
    `${option} of export() must not be ${value} for this TableVAE: ${reason}. format 'safetensors' takes ` +
      `every model.`,
  );
}

/** outputs() of src/likelihood: real columns have none here, since tables have bins. */
function widthOf({ kind, levels }: Column): number {
  if (kind === 'offset') return 0;
  if (kind === 'binary') return 1;
  return kind === 'ordinal' ? levels + 2 : levels;
}

/** An output `row.<name>`: its dot keeps it apart from the graph's own names. */
function addCells(
  graph: GraphBuilder,
  all: Name,
  outputs: readonly Outputs[],
  { name, column, presence, numbers, about }: DecodedCells,
): void {
  const level = levelOf(graph, all, outputs[column]!);
  const place = `row.${name}`;
  let values = level;
  let gap = () => graph.constant('noPlace', [], BigInt64Array.of(-1n));
  if (numbers) {
    values = graph.node('Gather', [
      graph.constant(`${place}.numbers`, [numbers.length], numbers),
      level,
    ]);
    gap = () => graph.constant('noNumber', [], Float64Array.of(NaN));
  }
  if (presence !== undefined) {
    const isThere = graph.node('Cast', [levelOf(graph, all, outputs[presence]!)], { to: 9 });
    values = graph.where(isThere, values, gap());
  }
  graph.output(place, ['N'], about, values, numbers ? DOUBLE : INTEGER);
}

/** Nodes for the most probable level of a column, or the median of ordered ones: N integers. */
function levelOf(graph: GraphBuilder, all: Name, { column, first, count }: Outputs): Name {
  const slice = (start: number, end: number) =>
    graph.node('Slice', [all, graph.integers(start), graph.integers(end), graph.integers(1)]);
  const integer = (values: Name) => graph.node('Cast', [values], { to: INTEGER });
  if (column.kind === 'binary') {
    const isOne = graph.node('GreaterOrEqual', [slice(first, first + 1), graph.number(0)]);
    return graph.node('Squeeze', [integer(isOne), graph.integers(1)]);
  }
  const { levels } = column;
  const logits = slice(first, first + levels);
  if (column.kind !== 'ordinal') return graph.node('ArgMax', [logits], { axis: 1, keepdims: 0 });
  const tilts = graph.node('MatMul', [
    slice(first + levels, first + count),
    tiltsOf(graph, column, first),
  ]);
  const shares = graph.node('Softmax', [graph.add(logits, tilts)], { axis: 1 });
  const below = graph.node('CumSum', [shares, graph.integer(1)]);
  const isBelow = graph.node('LessOrEqual', [below, graph.number(0.5)]);
  // Rounding may leave all of them below.
  const last = graph.integer(levels - 1);
  return graph.node('Min', [graph.sum(integer(isBelow), 1), last]);
}

/** 2 x levels: what the tilt of src/likelihood/ordinal_column.hpp adds to each logit. */
function tiltsOf(graph: GraphBuilder, { levels, shares }: Column, first: number): Name {
  const tilts = new Float32Array(2 * levels);
  for (const [level, place] of middlesOf(shares!).entries()) {
    tilts[level] = place;
    tilts[levels + level] = place * place - 1;
  }
  return graph.constant(`tilts.${first}`, [2, levels], tilts);
}

/** The middles of the levels of src/data/ordinal_scale.hpp. */
function middlesOf(shares: readonly number[]): number[] {
  const last = shares.length - 1;
  const quantile = (share: number) => (Math.log(share / (1 - share)) * Math.sqrt(3)) / Math.PI;
  const ends: number[] = [];
  let below = 0;
  for (const share of shares.slice(0, last)) ends.push(quantile((below += share)));
  return shares.map((share, level) => {
    // By symmetry about the quantile at half of their shares.
    if (level === 0) return quantile(share / 2);
    if (level === last) return quantile(1 - share / 2);
    return (ends[level - 1]! + ends[level]!) / 2;
  });
}
