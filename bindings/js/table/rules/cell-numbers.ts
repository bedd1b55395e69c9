import type { Cell } from '../../data/table.js';
import { cellWriter } from '../cells/cell-reader.js';
import type { ColumnCoding } from '../column-coding.js';
import { narrowed } from '../table-view.js';

/** Translates the cells of a column to the numbers of rules, and back. */
export interface CellNumbers {
  /** The index of a category, or the number of a number or a date; NaN for a gap. */
  toNumber(cell: Cell): number;
  toCell(number: number): Cell;
}

export function cellNumbers({ column, read, isGap }: ColumnCoding): CellNumbers {
  if ('categories' in column) {
    const { categories } = column;
    const levels = new Map<Cell, number>(categories.map(({ value }, level) => [value, level]));
    return {
      toNumber: (cell) => levels.get(narrowed(cell)) ?? NaN,
      toCell: (level) => asGiven(categories[level]!.value),
    };
  }
  const write = 'minimum' in column ? cellWriter(column) : () => null;
  return {
    toNumber: (cell) => (isGap(cell) ? NaN : (read?.(narrowed(cell)) ?? NaN)),
    toCell: (number) => asGiven(write(number)),
  };

  function asGiven(cell: Cell): Cell {
    return 'bigint' in column && typeof cell === 'number' ? BigInt(Math.round(cell)) : cell;
  }
}
