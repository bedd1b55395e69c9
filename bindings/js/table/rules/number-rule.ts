// Rules between columns, in numbers: the finder, the report and the coding of tables share them.

/** A rule between columns, which are given by their indices. A cell is a number; NaN is a gap. */
export type NumberRule =
  | {
      readonly type: 'dependency';
      /** The determinant, then the dependent column. */
      readonly columns: readonly [number, number];
      /** The dependent column's number for each of the determinant's. */
      readonly values: ReadonlyMap<number, number>;
    }
  | { readonly type: 'oneHot'; readonly columns: readonly number[] }
  | {
      readonly type: 'sum';
      /** The total, then its terms. */
      readonly columns: readonly number[];
      /** How far a total may be from the sum. */
      readonly tolerance: number;
    }
  | {
      readonly type: 'order';
      /** The lesser, then the greater column. */
      readonly columns: readonly [number, number];
    };

/** The cells of one row, by column. */
export type RowNumbers = (column: number) => number;

/** Whether a row has a value in every column of the rule. */
export function isApplicable({ columns }: NumberRule, row: RowNumbers): boolean {
  return columns.every((column) => !Number.isNaN(row(column)));
}

/** Whether a row breaks the rule. Gaps break none: of a one-hot group, two true cells do. */
export function isBroken(rule: NumberRule, row: RowNumbers): boolean {
  switch (rule.type) {
    case 'dependency': {
      const [determinant, dependent] = rule.columns;
      const value = row(dependent);
      const expected = rule.values.get(row(determinant));
      return !Number.isNaN(value) && expected !== undefined && value !== expected;
    }
    case 'oneHot': {
      const ones = rule.columns.filter((column) => row(column) === 1).length;
      return ones > 1 || (ones === 0 && isApplicable(rule, row));
    }
    case 'sum':
      return Math.abs(row(rule.columns[0]!) - sumOf(rule.columns, row)) > rule.tolerance;
    case 'order':
      return row(rule.columns[0]) > row(rule.columns[1]);
  }
}

/** The sum of the terms: of all columns but the first. */
export function sumOf(columns: readonly number[], row: RowNumbers): number {
  let sum = 0;
  for (let i = 1; i < columns.length; i++) sum += row(columns[i]!);
  return sum;
}

/**
 * How far a total may be from its sum: half a unit of its last digit, or what rounding errors may be.
 * @param decimals Digits after the point; null: not rounded.
 * @param largest The largest absolute value of the total.
 */
export function toleranceOf(decimals: number | null, largest: number): number {
  return decimals === null ? 1e-12 * largest : 0.5 * 10 ** -decimals;
}
