import { readingOf } from '../../errors/reading-of.js';
import { show } from '../../errors/show.js';

/** What another library holds as a table, by its columns. */
export interface Frame {
  readonly rows: number;
  /** One per column, with none twice. */
  readonly names: readonly string[];
  /**
   * Returns what reads the cells of a column, by their row: null or undefined for a gap. It has no
   * check of the cells.
   * @param index Of the column.
   * @throws ERR_DATA_SHAPE for a column that holds no single values.
   */
  column(index: number): (row: number) => unknown;
}

/** Whether an object has all of these methods. A table of arrays has none: its members are arrays. */
export function hasMethods(object: object, ...methods: readonly string[]): boolean {
  return methods.every(
    (method) => typeof (object as Record<string, unknown>)[method] === 'function',
  );
}

/**
 * Frame.column(), with what the library throws as an error that names the column.
 * @param name The argument's name in errors.
 * @throws ERR_DATA_SHAPE
 */
export function columnReader(frame: Frame, index: number, name: string): (row: number) => unknown {
  const what = `Column ${show(frame.names[index])} of ${name}`;
  return readingOf('ERR_DATA_SHAPE', what, () => frame.column(index));
}

/** A frame whose columns are arrays, each taken from the library when it is needed. */
export function frameOfArrays(
  rows: number,
  names: readonly string[],
  cellsOf: (index: number) => ArrayLike<unknown>,
): Frame {
  return {
    rows,
    names,
    column(index) {
      const cells = cellsOf(index);
      return (row) => cells[row];
    },
  };
}
