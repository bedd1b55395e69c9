import {
  type Cell,
  cellReader,
  type CellReader,
  type ColumnSchema,
  type DateColumn,
  type NumberColumn,
} from 'vae1';
import type { Column } from '../session/dataset.js';
import { cellText, isGap } from './made-cell.js';

/** A column in the form used for counts and correlations. */
export type CodedColumn =
  | {
      readonly kind: 'numbers';
      /** NaN for a gap. Dates are in ms since 1970, UTC. */
      readonly values: Float64Array<ArrayBuffer>;
    }
  | {
      readonly kind: 'categories';
      readonly names: readonly string[];
      /** A cell is `names[code - 1]`, or a gap if its code is 0. */
      readonly codes: Uint32Array;
    };

/** A column of a generated table, in the same form as columns of files. */
export function madeColumn(name: string, cells: readonly Cell[]): Column {
  if (cells.every((cell) => typeof cell === 'number' || isGap(cell)))
    return {
      kind: 'numbers',
      name,
      values: Float64Array.from(cells, (cell) => Number(cell ?? NaN)),
    };
  const known = new Map<string, number>();
  const codes = Uint32Array.from(cells, (cell) =>
    isGap(cell) ? 0 : codeOf(cellText(cell), known),
  );
  return { kind: 'text', name, codes, values: [...known.keys()] };
}

function codeOf(text: string, known: Map<string, number>): number {
  const code = known.get(text) ?? known.size + 1;
  known.set(text, code);
  return code;
}

/** Whether values of this column have an order and distances. */
export function isNumeric(schema: ColumnSchema): schema is NumberColumn | DateColumn {
  return 'minimum' in schema;
}

/** What reads the cells of a column whose cells have an order; null for any other column. */
export async function readerOf(schema: ColumnSchema): Promise<CellReader | null> {
  return isNumeric(schema) ? cellReader(schema) : null;
}

/**
 * @param read As readerOf() has it of the column.
 * @param rows The rows to take. Default: all.
 */
export function codedColumn(
  column: Column,
  read: CellReader | null,
  rows?: ArrayLike<number>,
): CodedColumn {
  if (column.kind === 'numbers') {
    const values = rows ? Float64Array.from(rows, (row) => column.values[row]!) : column.values;
    if (!read) return categoriesOf(values);
    return { kind: 'numbers', values: Float64Array.from(values, (value) => read(value) ?? NaN) };
  }
  const codes = rows ? Uint32Array.from(rows, (row) => column.codes[row]!) : column.codes;
  if (!read) return { kind: 'categories', names: column.values, codes };
  const numbers = Float64Array.from([NaN, ...column.values.map((text) => read(text) ?? NaN)]);
  return { kind: 'numbers', values: Float64Array.from(codes, (code) => numbers[code]!) };
}

function categoriesOf(values: Float64Array): CodedColumn {
  const known = new Map<string, number>();
  const codes = Uint32Array.from(values, (value) =>
    Number.isNaN(value) ? 0 : codeOf(String(value), known),
  );
  return { kind: 'categories', names: [...known.keys()], codes };
}
