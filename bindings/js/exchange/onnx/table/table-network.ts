// What encoder and decoder of a table see of a row, and what the decoder makes of it: src/network/vae.hpp.
import type { ModelParts } from '../../file/model-file.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { denseHalf, type Seen } from '../network.js';
import { cellChain } from './cell-chain.js';
import { type CodedColumn, codedColumns } from './coded-columns.js';

/** Cells of the core's columns, N each, by their numbers. */
export type Cells = ReadonlyMap<number, Name>;

export class TableNetwork {
  /** Those that the network sees. */
  readonly columns: readonly CodedColumn[];
  readonly #graph: GraphBuilder;
  readonly #parts: ModelParts;

  constructor(graph: GraphBuilder, parts: ModelParts) {
    this.#graph = graph;
    this.#parts = parts;
    this.columns = codedColumns(graph, parts);
  }

  get isChain(): boolean {
    return this.#parts.descriptions.options.decoder === 'autoregressive';
  }

  /** Nodes for what the encoder sees of whole rows. */
  encoderInputs(cells: Cells): Name {
    return this.#code(this.columns, cells);
  }

  /**
   * Nodes for -log p(x|z), N x K, of the cells of these columns, which are all but conditions.
   * @param z N x K x L.
   */
  losses(z: Name, cells: Cells, counts: (column: CodedColumn) => boolean): Name {
    const graph = this.#graph;
    const seen = [this.#latents(z), ...this.#conditions(cells, 1)];
    if (this.isChain) {
      const modelled = this.columns.filter(({ isCondition }) => !isCondition);
      const rows = graph.unsqueeze(this.#code(modelled, cells), 1);
      seen.push({ rows, first: this.#latentDim + this.#width(), width: this.#width(modelled) });
    }
    const outputs = denseHalf(graph, this.#parts, 'decoder', seen);
    const terms = this.columns.filter(counts).map(({ column, kind, firstOutput }) => {
      const own = graph.slice(outputs, firstOutput, firstOutput + kind.outputs);
      return kind.loss(cells.get(column)!, own);
    });
    return graph.add(...(terms as [Name, ...Name[]]));
  }

  /**
   * Nodes for cells of all columns but conditions.
   * @param z N x L.
   * @param cells Those that are known: conditions, or, with an autoregressive decoder, any.
   * @param make Nodes for the cells of a column, from its outputs.
   */
  make(
    z: Name,
    cells: Cells,
    known: 'conditions' | 'cells',
    make: (column: CodedColumn, outputs: Name) => Name,
  ): Cells {
    const graph = this.#graph;
    const all = () => {
      return { rows: this.encoderInputs(cells), first: this.#latentDim, width: this.#width() };
    };
    const isTold = this.isChain && known === 'cells';
    const seen = [this.#latents(z), ...(isTold ? [all()] : this.#conditions(cells, 0))];
    if (this.isChain) return cellChain(graph, this.#parts, this.columns, seen, make);
    const outputs = denseHalf(graph, this.#parts, 'decoder', seen);
    return new Map(
      this.columns.flatMap((column): [number, Name][] => {
        const { firstOutput, kind } = column;
        if (column.isCondition) return [];
        const own = graph.slice(outputs, firstOutput, firstOutput + kind.outputs);
        return [[column.column, make(column, own)]];
      }),
    );
  }

  get #latentDim(): number {
    return this.#parts.descriptions.options.latentDim;
  }

  #width(columns: readonly CodedColumn[] = this.columns): number {
    return columns.reduce((sum, { width }) => sum + width, 0);
  }

  #code(columns: readonly CodedColumn[], cells: Cells): Name {
    const codes = columns.map((each) => each.code(cells.get(each.column)!));
    return this.#graph.concat(codes, 1);
  }

  #latents(rows: Name): Seen {
    return { rows, first: 0, width: this.#latentDim };
  }

  /**
   * Conditions, where the decoder sees them: among all columns, or, if it is independent, alone.
   * @param axes How many axes are between the rows and what is seen of them.
   */
  #conditions(cells: Cells, axes: 0 | 1): Seen[] {
    const graph = this.#graph;
    const conditions = this.columns.filter(({ isCondition }) => isCondition);
    return conditions.map((each, i): Seen => {
      const place = this.isChain ? each.first : this.#width(conditions.slice(0, i));
      const code = each.code(cells.get(each.column)!);
      const rows = axes === 0 ? code : graph.unsqueeze(code, 1);
      return { rows, first: this.#latentDim + place, width: each.width };
    });
  }
}
