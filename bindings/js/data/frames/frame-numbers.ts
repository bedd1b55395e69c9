import { VAEError } from '../../errors/errors.js';
import { unreadable } from '../../errors/reading-of.js';
import { show } from '../../errors/show.js';
import { numberOfBigInt, WHOLE_NUMBER } from '../../errors/whole-number.js';
import { columnReader, type Frame } from './frame.js';
import { plainValue } from './plain-value.js';

interface Place {
  /** The argument's name in errors. */
  readonly name: string;
  /** The number of the frame's first row, in errors. */
  readonly firstRow: number;
  /** Whether gaps are taken; undefined if it is not known here. */
  readonly missing: boolean | undefined;
}

/**
 * Returns what copies rows first, ..., first + count - 1 of a frame of numbers, row by row. Gaps are NaN.
 * @throws as columnReader(). The copying throws ERR_DATA_VALUE for a cell that is no number, for a gap
 *   that is not taken, for a BigInt beyond 2^53, and for a cell that cannot be read.
 */
export function frameNumbers(
  frame: Frame,
  { name, firstRow, missing }: Place,
): (first: number, count: number) => Float64Array<ArrayBuffer> {
  const { names } = frame;
  const columns = names.map((_, index) => columnReader(frame, index, name));
  const copy = (column: number, row: number): number => {
    const place = () => `row ${firstRow + row}, column ${show(names[column])}`;
    let cell: unknown;
    try {
      cell = columns[column]!(row);
      if (typeof cell === 'object' && cell !== null) cell = plainValue(cell);
    } catch (cause) {
      throw unreadable('ERR_DATA_VALUE', `The cell of ${name} in ${place()},`, cause);
    }
    const number = numberOf(cell);
    if (number !== undefined && !(Number.isNaN(number) && missing === false)) return number;
    const sentence = `${name} has ${shown(cell)} in ${place()}, expected ${takenFor(cell)}.`;
    throw new VAEError('ERR_DATA_VALUE', sentence);
  };
  return (first, count) => {
    const values = new Float64Array(count * names.length);
    for (let i = 0, at = 0; i < count; i++)
      for (let column = 0; column < names.length; column++, at++)
        values[at] = copy(column, first + i);
    return values;
  };
}

function numberOf(cell: unknown): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return numberOfBigInt(cell);
  return cell === null || cell === undefined ? NaN : undefined;
}

/** A cell that is refused, as it appears in a sentence. */
function shown(cell: unknown): string {
  return Number.isNaN(numberOf(cell)) ? 'a gap' : show(cell);
}

function takenFor(cell: unknown): string {
  if (Number.isNaN(numberOf(cell))) return 'a number: new VAE({ missing: true }) takes gaps';
  return typeof cell === 'bigint'
    ? `${WHOLE_NUMBER}; subtract an offset from the column, or leave the column out`
    : 'a number: TableVAE takes columns of text, truth values and dates';
}
