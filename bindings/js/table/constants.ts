// The core does not model a column that is constant in training, but a row that differs there is odd.
import { numberReader } from './cells/cell-reader.js';
import { type DayOrder, readDate } from './cells/date-text.js';
import { isCode } from './cells/number-text.js';
import { A_DATE } from './infer-dates.js';
import type { ConstantColumn, TableSchema } from '../data/schema.js';
import type { Cell } from '../data/table.js';
import { isDate } from './table-view.js';

/** The cells of a constant column that are not gaps. */
export interface ConstantCells {
  /** The cells that it takes, as errors name them. */
  readonly takes: string;
  /** The number that the constant is read as; undefined if it is none. */
  readonly number?: number | undefined;
  /** Whether a cell is of the constant's kind. */
  accepts(cell: Cell): boolean;
  /** Whether a cell of its kind differs from the constant. */
  differs(cell: Cell): boolean;
}

export function constantCells({ value, date }: ConstantColumn): ConstantCells {
  if (value === null) return { takes: 'anything', accepts: () => true, differs: () => true };
  if (typeof value === 'boolean')
    return {
      takes: 'true or false',
      accepts: (cell) => typeof cell === 'boolean',
      differs: (cell) => cell !== value,
    };
  const constant = date ? new Date(value) : value;
  for (const { takes, read } of READ)
    if (read(constant) !== undefined)
      return {
        takes,
        number: read(constant),
        accepts: (cell) => read(cell) !== undefined,
        differs: (cell) => read(cell) !== read(constant),
      };
  return {
    takes: 'text, a number, true or false',
    accepts: (cell) => !isDate(cell),
    differs: (cell) => cell !== value,
  };
}

const readNumber = numberReader();

/** Kinds whose text is read as a value. Digits that name something stay text. */
const READ = [
  {
    takes: 'a number',
    read: (cell: Cell) => (typeof cell === 'string' && isCode(cell) ? undefined : readNumber(cell)),
  },
  { takes: A_DATE, read: readDay('day first') },
  { takes: A_DATE, read: readDay('month first') },
];

function readDay(order: DayOrder) {
  return (cell: Cell) => {
    if (typeof cell === 'string') return readDate(cell.trim(), order)?.time;
    return isDate(cell) ? cell.getTime() : undefined;
  };
}

/**
 * What a cell that differs from the constant, or cells that break a rule, add to a row's score, in nats:
 * log(N + 2). That is the surprise of a first exception after N rows without one, by Laplace's rule of
 * succession. The core uses it too, for constant columns of numbers (src/data/feature_scaling.hpp).
 */
export function surpriseOf(
  { missing }: Pick<ConstantColumn, 'missing'>,
  { rows }: TableSchema,
): number {
  const seen = missing < 1 ? Math.round(rows * (1 - missing)) : rows;
  return Math.log(seen + 2);
}
