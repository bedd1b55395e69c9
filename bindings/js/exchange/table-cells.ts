/** How a column's cells follow from what the core makes of them, for formats that decode cells themselves. */
export interface DecodedCells {
  /** The column's name. */
  readonly name: string;
  /** The number of the core's column of their levels. */
  readonly column: number;
  /** That of the core's column which is 1 where the cell is there; undefined if it always is. */
  readonly presence: number | undefined;
  /**
   * The number that stands for each level, at the middle of its bin; undefined if the level itself is
   * meant: the place of a category.
   */
  readonly numbers: Float64Array<ArrayBuffer> | undefined;
  /** What the numbers are, in words. */
  readonly about: string;
}

/** The cells of a table's columns, except identifiers and constants; or why they do not follow, in words. */
export type TableCells = readonly DecodedCells[] | string;
