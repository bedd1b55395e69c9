import type { Cell } from 'vae1';
import type { OutputColumn } from '../../writers/output-column.js';

/** Columns of numbers that have no names but a prefix and their number, from 0: x0, x1, ... */
export function numberColumns(count: number, prefix: string): OutputColumn[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${prefix}${index}`,
    type: 'number',
  }));
}

/** The columns of a matrix of 32-bit floats whose rows stand one after another. */
export function columnsOf(matrix: Float32Array, width: number): Cell[][] {
  const rows = matrix.length / width;
  return Array.from({ length: width }, (_, column) =>
    Array.from({ length: rows }, (_each, row) => shortest(matrix[row * width + column]!)),
  );
}

/** The shortest number that is the same as a 32-bit float: 0.1, not 0.10000000149011612. */
function shortest(value: number): number {
  const short = Number(value.toPrecision(7));
  return Math.fround(short) === value ? short : Number(value.toPrecision(9));
}
