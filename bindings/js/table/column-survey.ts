import type { ColumnCells } from './column-cells.js';
import { dateOf } from './dates.js';
import { isCode, numberOf } from './numbers.js';
import type { CategoryValue } from './schema.js';
import type { Cell } from './table-view.js';
import { ValueCounts } from './value-counts.js';

/** What kinds of cells a column has, gaps aside. */
export interface ColumnSurvey {
  /** Cells that are neither gaps nor empty text. */
  readonly filled: number;
  /** Empty texts. */
  readonly empty: number;
  /** Numbers, also as text, and BigInts. */
  readonly numbers: number;
  /** Texts that are numbers by their look, but name something: "02139". */
  readonly codes: number;
  readonly booleans: number;
  /** Dates, also as text. */
  readonly dates: number;
  /** Dates that are no text: such a cell is no category. */
  readonly dateObjects: number;
  /** Whether there are numbers other than as text, and all of them were given as BigInts. */
  readonly bigInts: boolean;
  /**
   * Rows of the first cell that is no number, no date, a BigInt beyond 2^53, and of the first that is
   * there at all; -1 where none is.
   */
  readonly first: {
    readonly noNumber: number;
    readonly noDate: number;
    readonly beyond: number;
    readonly any: number;
  };
  readonly firstCell: NonNullable<Cell> | undefined;
  /** Empty texts included, Dates not. */
  readonly values: ValueCounts<CategoryValue>;
}

/** @param limit Of different values to be told apart. */
export async function surveyColumn(cells: ColumnCells, limit: number): Promise<ColumnSurvey> {
  const found = { filled: 0, empty: 0, numbers: 0, codes: 0, booleans: 0, dates: 0 };
  const first = { noNumber: -1, noDate: -1, beyond: -1, any: -1 };
  let dateObjects = 0;
  let bigInts: boolean | undefined;
  let firstCell: NonNullable<Cell> | undefined;
  const values = new ValueCounts<CategoryValue>(limit);
  await cells.each((cell, row) => {
    if (typeof cell === 'object') dateObjects++;
    else if (values.exact && typeof cell !== 'bigint') values.add(cell);
    if (cell === '') return void found.empty++;
    found.filled++;
    if (first.any < 0) [first.any, firstCell] = [row, cell];
    if (typeof cell === 'bigint' && first.beyond < 0) first.beyond = row;
    if (typeof cell === 'bigint' || (typeof cell === 'number' && bigInts !== false))
      bigInts = cells.isBigInt(row);
    const number = typeof cell === 'bigint' || numberOf(cell) !== undefined;
    const code = number && typeof cell === 'string' && isCode(cell);
    const date = !number && dateOf(cell) !== undefined;
    if (code) found.codes++;
    else if (number) found.numbers++;
    else if (date) found.dates++;
    else if (typeof cell === 'boolean') found.booleans++;
    if ((code || !number) && first.noNumber < 0) first.noNumber = row;
    if (!date && first.noDate < 0) first.noDate = row;
  });
  return { ...found, dateObjects, bigInts: bigInts === true, first, firstCell, values };
}
