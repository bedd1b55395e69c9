// The core's columns of a table in what the network sees of a row and in what it makes: RowCoding of
// src/network/row_coding.hpp.
import type { ModelParts } from '../../file/model-file.js';
import type { Column } from '../../file/sections.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { FLOAT } from '../messages.js';
import { binaryKind } from './binary-kind.js';
import { categoricalKind } from './categorical-kind.js';
import { type CellKind, isPresent } from './cell-kind.js';
import { ordinalKind } from './ordinal-kind.js';

export interface CodedColumn {
  readonly kind: CellKind;
  /** Its number among the core's. */
  readonly column: number;
  readonly isCondition: boolean;
  /** Whether it counts in scores. */
  readonly isScored: boolean;
  /** The first of its numbers in the code of a row, and how many there are. */
  readonly first: number;
  readonly width: number;
  /** The first of its outputs of the decoder; of no account for a condition. */
  readonly firstOutput: number;
  /** Nodes for what the network sees of cells, N x width. */
  code(cell: Name): Name;
}

/** Those that the network sees: all but offsets. */
export function codedColumns(graph: GraphBuilder, { descriptions }: ModelParts): CodedColumn[] {
  const isChain = descriptions.options.decoder === 'autoregressive';
  let [first, firstOutput] = [0, 0];
  return descriptions.columns!.flatMap((column, place): CodedColumn[] => {
    if (column.kind === 'offset') return [];
    const kind = kindOf(graph, column, place);
    const isTold = isChain || column.flags.includes('optional');
    const isCondition = column.flags.includes('condition');
    const coded = {
      ...{ kind, column: place, isCondition, first, firstOutput },
      isScored: column.flags.includes('scored') && !isCondition,
      width: kind.width + Number(isTold),
      code(cell: Name) {
        const own = kind.code(cell);
        if (!isTold) return own;
        const told = graph.cast(isPresent(graph, cell), FLOAT);
        return graph.concat([own, graph.unsqueeze(told, 1)], 1);
      },
    };
    first += coded.width;
    if (!isCondition) firstOutput += kind.outputs;
    return [coded];
  });
}

/** Real columns are of models that were saved before there were bins: their cells are not told. */
function kindOf(graph: GraphBuilder, column: Column, place: number): CellKind {
  if (column.kind === 'binary') return binaryKind(graph);
  if (column.kind === 'ordinal') return ordinalKind(graph, column, place);
  return categoricalKind(graph, column.levels);
}
