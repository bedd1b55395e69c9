// Makes the cells of rows by an autoregressive decoder, one column after another: CellChain of
// src/inference/cell_chain.hpp. Its layers are masked (src/network/autoregressive_layers.hpp): column after
// column, each needs some units of every layer besides those that the columns before it needed.
import type { ModelParts } from '../../file/model-file.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { activated, activationOf, affine, type OutputRange, type Seen } from '../network.js';
import type { CodedColumn } from './coded-columns.js';

/**
 * Nodes for the cells of all columns but conditions, by the core's numbers.
 * @param seen The latents, first, and the codes of known cells, where they are in the decoder's input.
 * @param make Nodes for the cells of a column, from its outputs.
 */
export function cellChain(
  graph: GraphBuilder,
  parts: ModelParts,
  columns: readonly CodedColumn[],
  seen: readonly Seen[],
  make: (column: CodedColumn, outputs: Name) => Name,
): Map<number, Name> {
  const { layers, options, skip = [] } = parts.descriptions;
  const last = layers.decoder.length - 1;
  const modelled = columns.filter(({ isCondition }) => !isCondition);
  const places = modelled.map(({ firstOutput, kind }): OutputRange => {
    return { first: firstOutput, end: firstOutput + kind.outputs };
  });
  const needed = unitsNeeded(parts, places);
  const made = new Map<number, Name>();
  const units: (Name | undefined)[] = [];
  let before: Seen | undefined;
  for (const [i, column] of modelled.entries()) {
    const input = before ? [...seen, before] : seen;
    for (let k = 0; k < last; k++) {
      const range = { first: needed[k]![i - 1] ?? 0, end: needed[k]![i]! };
      if (range.end === range.first) continue;
      const own = affine(graph, parts, `decoder.${k}`, seenBy(k, i, input), range);
      const fresh = activated(graph, activationOf(layers.decoder[k]!), own);
      units[k] = units[k] === undefined ? fresh : graph.concat([units[k]!, fresh], 1);
    }
    let outputs = affine(graph, parts, `decoder.${last}`, seenBy(last, i, input), places[i]);
    if (skip.length > 0)
      outputs = graph.add(outputs, affine(graph, parts, 'decoder.skip', input, places[i]));
    const cell = make(column, outputs);
    made.set(column.column, cell);
    const code = column.code(cell);
    const first = before?.first ?? firstOfMade();
    before = {
      rows: before ? graph.concat([before.rows, code], 1) : code,
      first,
      width: (before?.width ?? 0) + column.width,
    };
  }
  return made;

  /** What layer k sees when it is the turn of a column. If that is nothing, none of what it is given counts. */
  function seenBy(k: number, i: number, input: readonly Seen[]): readonly Seen[] {
    if (k === 0) return input;
    const width = needed[k - 1]![i]!;
    const rows = units[k - 1];
    if (rows !== undefined) return [{ rows, first: 0, width }];
    const none = graph.multiply(input[0]!.rows, graph.number(0));
    return [{ rows: graph.slice(none, 0, 1), first: 0, width: 1 }];
  }

  /** Where the codes of made cells begin in the decoder's input: after latents and known cells. */
  function firstOfMade(): number {
    return options.latentDim + columns.reduce((sum, { width }) => sum + width, 0);
  }
}

/** Of each hidden layer, how many units the columns up to each need; they are the first ones. */
function unitsNeeded(
  { descriptions }: ModelParts,
  places: readonly OutputRange[],
): readonly (readonly number[])[] {
  const layers = descriptions.layers.decoder.map(({ settings }) => seenByOutput(settings));
  const needed: number[][] = [];
  let ends = places.map(({ end }) => end);
  for (let k = layers.length - 1; k > 0; k--)
    needed[k - 1] = ends = ends.map((end) => (end > 0 ? layers[k]![end - 1]! : 0));
  return needed;
}

/** How many of its inputs each output of a masked layer sees: settings in docs/model-file.md. */
function seenByOutput([, ...pairs]: readonly number[]): number[] {
  const seen: number[] = [];
  for (let i = 0; i < pairs.length; i += 2)
    seen.push(...Array.from({ length: pairs[i]! }, () => pairs[i + 1]!));
  return seen;
}
