import type { Table } from '../data/table.js';
import type { CallOptions } from '../options/options.js';
import { MissingValues } from '../table/cells/missing-values.js';
import { Slices, type Work } from '../table/slices.js';
import { tableView, type TableView } from '../table/table-view.js';
import { cellNumbering, correlationRatio, counts, cramersV, pearson } from './association.js';
import { type ColumnKind, columnKinds } from './column-kinds.js';
import { encodedCells } from './encoded-column.js';
import { standardised } from './standardised.js';

/** How strongly each two columns of a table are associated. */
export interface Associations {
  /** The columns' names, without identifiers: C of them. */
  readonly columns: readonly string[];
  /** C x C, symmetric, 1 on the diagonal; NaN for two columns of which one has a single value. */
  readonly values: Float64Array<ArrayBuffer>;
}

/** Does the work of associations(), once its options are read. */
export async function associationMatrix(
  table: Table,
  { columns = {}, missingValues, signal }: CallOptions<'associations()'>,
): Promise<Associations> {
  const view = await tableView(table, 'table', signal);
  const slices = new Slices(signal);
  const words = new MissingValues(missingValues);
  const kinds = await columnKinds('table', view, columns, words, slices);
  return slices.run(matrixOf(view, kinds));
}

interface Column {
  readonly name: string;
  /** Standardised numbers, undefined if all are equal; or codes. NaN is a gap. */
  readonly values: Float64Array | undefined;
  /** All codes are below this; 0 for numbers. */
  readonly levels: number;
}

function* matrixOf(view: TableView, kinds: readonly ColumnKind[]): Work<Associations> {
  const columns: Column[] = [];
  for (const [i, kind] of kinds.entries()) {
    if (kind.kind === 'identifier') continue;
    const name = view.names[i]!;
    const levels = new Map<string, number>();
    const values = yield* encodedCells('table', view, name, kind, levels);
    const isNumeric = kind.kind === 'numeric';
    columns.push({ name, values: isNumeric ? standardised(values) : values, levels: levels.size });
  }
  const size = columns.length;
  const values = new Float64Array(size * size).fill(1);
  for (const [i, a] of columns.entries())
    for (const [j, b] of columns.slice(0, i).entries()) {
      // Rounding must not exceed the bounds.
      const value = Math.min(1, Math.max(-1, association(a, b)));
      values[i * size + j] = values[j * size + i] = value;
      yield;
    }
  return { columns: columns.map(({ name }) => name), values };
}

function association(a: Column, b: Column): number {
  if (!a.values || !b.values) return NaN;
  if (a.levels === 0)
    return b.levels === 0
      ? pearson(a.values, b.values)
      : correlationRatio(b.values, b.levels, a.values);
  if (b.levels === 0) return correlationRatio(a.values, a.levels, b.values);
  const [x, y] = codesOfBoth(a.values, b.values) as [Int32Array, Int32Array];
  const numbering = cellNumbering(a.levels, b.levels);
  const cells = numbering.of(x, y);
  return cramersV(x, y, cells, counts(cells, numbering.size()));
}

/** The codes of the rows that have both. */
function codesOfBoth(a: Float64Array, b: Float64Array): Int32Array[] {
  const codes = [new Int32Array(a.length), new Int32Array(a.length)];
  let rows = 0;
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]! + b[row]!)) continue;
    codes[0]![rows] = a[row]!;
    codes[1]![rows++] = b[row]!;
  }
  return codes.map((all) => all.subarray(0, rows));
}
