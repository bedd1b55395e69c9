import type { Cell, ColumnSchema } from 'vae1';
import type { Column } from '../dataset.js';
import { cellText, isGap } from '../made-cell.js';
import { timeOf } from './time-of.js';

/** A column in the form used for counts and correlations. */
export type CodedColumn =
  | {
      readonly kind: 'numbers';
      /** NaN for a gap. Dates are in ms since 1970, UTC. */
      readonly values: Float64Array;
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
export function isNumeric({ type }: ColumnSchema): boolean {
  return type === 'continuous' || type === 'integer' || type === 'date';
}

/** @param rows The rows to take. Default: all. */
export function codedColumn(
  column: Column,
  schema: ColumnSchema,
  rows?: ArrayLike<number>,
): CodedColumn {
  if (column.kind === 'numbers') {
    const values = rows ? Float64Array.from(rows, (row) => column.values[row]!) : column.values;
    return isNumeric(schema) ? { kind: 'numbers', values } : categoriesOf(values);
  }
  const codes = rows ? Uint32Array.from(rows, (row) => column.codes[row]!) : column.codes;
  if (!isNumeric(schema)) return { kind: 'categories', names: column.values, codes };
  const read = schema.type === 'date' ? timeOf : Number;
  const numbers = [NaN, ...column.values.map(read)];
  return { kind: 'numbers', values: Float64Array.from(codes, (code) => numbers[code]!) };
}

function categoriesOf(values: Float64Array): CodedColumn {
  const known = new Map<string, number>();
  const codes = Uint32Array.from(values, (value) =>
    Number.isNaN(value) ? 0 : codeOf(String(value), known),
  );
  return { kind: 'categories', names: [...known.keys()], codes };
}
