/** What a column of a table holds. */
export type ColumnType = ColumnSchema['type'];

/** A cell that can be a category. Categories keep their type: 1, '1' and true are three categories. */
export type CategoryValue = string | number | boolean;

/** A value and its frequency in the training table. */
export interface Category<Value extends CategoryValue = CategoryValue> {
  /** The value as it is in the table. */
  readonly value: Value;
  /** The number of rows that have it. */
  readonly count: number;
}

interface AnyColumn<Type extends string> {
  /** Tells a column from others. Numbers: any, or whole ones. */
  readonly type: Type;
  /** The column's name in the table. */
  readonly name: string;
  /** The share of rows with a gap here, from 0 to 1. */
  readonly missing: number;
  /**
   * Why the column has its type, in plain words. Set for every identifier, and for other columns whose
   * cells could be read in another way.
   */
  readonly reason?: string;
  /**
   * All numbers of the column were BigInts, so they come back as BigInts. If only some were, all come
   * back as numbers.
   */
  readonly bigint?: true;
}

/** A range of values in a column of numbers or dates. */
export interface RangeBin {
  /** Its least value. */
  readonly min: number;
  /** Its greatest value, more than the least. */
  readonly max: number;
  /** The number of rows with a value in the range, other than those of bins of a single value. */
  readonly count: number;
  /**
   * Values in the range that come back more often than chance, ascending: each has at least 5 rows, and
   * twice those of an average value of the range. At most 512 in a column. Absent if there are none.
   */
  readonly repeated?: readonly Category<number>[];
  /**
   * Edges that divide the range into parts, ascending. `value` is where a part ends, and `count` is its
   * rows, without those of repeated values; the last part has the other rows and ends at `max`. Values are
   * uniform in each part. Up to 8 parts have as many rows each, 20 at least, and the outermost part of
   * the column's outermost ranges is halved down to 2 rows. At most 240 edges in a column, besides those
   * of the outermost ranges. Absent if values are uniform in the whole range, as in models saved before
   * there were edges.
   */
  readonly edges?: readonly Category<number>[];
}

/** A value that many rows have, or a range of values. */
export type Bin = Category<number> | RangeBin;

interface OrderedColumn<Type extends string> extends AnyColumn<Type> {
  /** The minimum in training; generated values are not less. Dates: milliseconds since 1970, UTC. */
  readonly minimum: number;
  /** The maximum in training; generated values are not greater. */
  readonly maximum: number;
  /**
   * The values as the model knows them, ascending by their middle: single values, ranges with about as
   * many rows each, or both. Single values only: the column has no others. Absent in the schemas of
   * models saved before there were bins, which have `levels` or `spikes`.
   */
  readonly bins?: readonly Bin[];
  /** In models saved before bins: all values, ascending, if they are few, modelled as categories. */
  readonly levels?: readonly Category<number>[];
  /** In models saved before bins: values, ascending, that each have a large share of the cells. */
  readonly spikes?: readonly Category<number>[];
}

/** The form of a column's numbers: '$1,234.50', '-12,5 %'. */
export interface NumberForm {
  /** The decimal mark. */
  readonly decimal: '.' | ',';
  /** The separator between groups of three digits: ',', '.', a space, an apostrophe, or ''. */
  readonly group: string;
  /** The text before the digits: '$', 'CHF ', or ''. */
  readonly prefix: string;
  /** The text after the digits: '%', ' €', or ''. It does not change the value: 12.5% is 12.5. */
  readonly suffix: string;
  /**
   * The form of negative numbers: `'-$1'`, `'$-1'`, the same with U+2212, `'$1-'` or `'($1)'`; $ is the
   * prefix.
   */
  readonly negative: '-$1' | '−$1' | '$-1' | '$−1' | '$1-' | '($1)';
  /** The form of positive numbers, if they have a plus sign. */
  readonly positive?: '+$1';
}

/** Numbers; an integer column has whole ones only. */
export interface NumberColumn extends OrderedColumn<'continuous' | 'integer'> {
  /** Generated values are rounded to this many digits after the point, 0 to 15; null: not rounded. */
  readonly decimals: number | null;
  /**
   * Set if the numbers were text and so come back as text: `'fixed'` with `decimals` digits after the
   * point (2.50), or `'shortest'` without trailing zeros (2.5).
   */
  readonly text?: 'fixed' | 'shortest';
  /** The form of numbers that are not written as programs do: `'$1,234.50'`, `'12,5 %'`. */
  readonly form?: NumberForm;
}

/** Points in time. */
export interface DateColumn extends OrderedColumn<'date'> {
  /**
   * The form of the dates, in which they come back: `'Date'` objects; text such as `'YYYY-MM-DD'`,
   * `'YYYY-MM-DD HH:MM:SS.mmm+01'`, `'DD/MM/YYYY'`, `'Mon D, YYYY'`, or with German months
   * `'D. Monat YYYY'` and `'D. Mnt YYYY'`; times of day such as `'HH:MM'`, which are those of
   * 1 January 1970; `'milliseconds'` or `'seconds'` since 1970, UTC. Text is read to the millisecond.
   */
  readonly form: string;
  /** The dates were numbers, so they come back as numbers: in the form `'YYYYMMDD'`, or counted. */
  readonly cells?: 'number';
  /** Generated dates are rounded to a multiple of this many milliseconds. */
  readonly step: number;
}

/** A column with a set of values. */
export interface CategoricalColumn extends AnyColumn<'categorical'> {
  /** The values that occur in the training table, the most frequent first. */
  readonly categories: readonly Category[];
}

/** True or false. */
export interface BooleanColumn extends AnyColumn<'boolean'> {
  /** The table's value for false, then its value for true. */
  readonly categories: readonly [Category, Category];
}

/** A column with the same value in all rows. It is not modelled, but a row that differs is odd. */
export interface ConstantColumn extends AnyColumn<'constant'> {
  /** The value; null if every cell is a gap. For a Date, its milliseconds. */
  readonly value: CategoryValue | null;
  /** The value is a Date object. */
  readonly date?: true;
}

/**
 * Names, numbers and texts that identify rows. They are not modelled. Generated rows get new, unique
 * identifiers that the training table does not have, in order, and gaps as often as there.
 */
export interface IdentifierColumn extends AnyColumn<'identifier'> {
  /** Why the column is an identifier, and so is left out of the model. */
  readonly reason: string;
  /** The number in the first new identifier. */
  readonly next: number;
  /**
   * The number of digits, from 1 to 15, if all numbers have the same. New numbers keep it: they count
   * up from `next`, then take those of `unused`, and only then have more digits.
   */
  readonly width?: number;
  /**
   * Runs of numbers below `next` that the training table does not have, ascending: the first number of
   * a run, and its length. Set if fewer numbers of the width remain above than the table has rows.
   */
  readonly unused?: readonly (readonly [first: number, count: number])[];
  /** The form of identifiers that are text, or BigInts beyond 2^53. */
  readonly text?: {
    /** The text before the number. */
    readonly prefix: string;
    /** Numbers are padded with zeros to this many digits. */
    readonly digits: number;
    /** The text after the number. Default: none. */
    readonly suffix?: string;
  };
}

/** The schema of one column. `type` tells which kind. */
export type ColumnSchema =
  NumberColumn | DateColumn | CategoricalColumn | BooleanColumn | ConstantColumn | IdentifierColumn;

/**
 * A functional dependency: every value of the determinant occurs with a single value of the dependent
 * column. https://en.wikipedia.org/wiki/Functional_dependency
 */
export interface DependencyRule {
  /** Tells a rule from others. */
  readonly type: 'dependency';
  /** The determinant, then the dependent column. */
  readonly columns: readonly [determinant: string, dependent: string];
  /**
   * The dependent column's value (dates: milliseconds since 1970) for each of the determinant's
   * categories or single values, in their order; null if it is always a gap there.
   */
  readonly values: readonly (CategoryValue | null)[];
}

/** A one-hot group: of these columns of truth values or of 0 and 1, exactly one is true in each row. */
export interface OneHotRule {
  /** Tells a rule from others. */
  readonly type: 'oneHot';
  /** Three columns or more. */
  readonly columns: readonly string[];
}

/** A sum: the first column is the sum of the others, rounded to its decimals. One term is a copy. */
export interface SumRule {
  /** Tells a rule from others. */
  readonly type: 'sum';
  /** The total, then its one to three terms. */
  readonly columns: readonly string[];
}

/** An order: no number or date of the first column is above that of the second. */
export interface OrderRule {
  /** Tells a rule from others. */
  readonly type: 'order';
  /** The lesser, then the greater column. */
  readonly columns: readonly [lesser: string, greater: string];
}

/**
 * A rule between columns. All rows of the training table keep it that have a value in each of its
 * columns, and 100 rows or more would break it if the columns were independent.
 */
export type ColumnRule = DependencyRule | OneHotRule | SumRule | OrderRule;

/** The schema of a table: frozen plain data, which JSON keeps exactly. */
export interface TableSchema {
  /** An array of objects, or an object of arrays. */
  readonly form: 'rows' | 'columns';
  /** The number of training rows. */
  readonly rows: number;
  /** The columns, in the order of the table. */
  readonly columns: readonly ColumnSchema[];
  /** Names of the columns that condition the model instead of being modelled. */
  readonly conditions: readonly string[];
  /** Rules between columns, if any were found. Rows that the library makes keep them. */
  readonly rules?: readonly ColumnRule[];
  /** The option `missingValues`, if it was set. */
  readonly missingValues?: readonly (string | number)[];
}

/** The type of a column, set by the user instead of inferred. */
export type ColumnOverride =
  | ColumnType
  | {
      /** Default: inferred. */
      readonly type?: ColumnType;
      /** The least generated number, at most the data's minimum. Default: the data's minimum. */
      readonly minimum?: number | bigint;
      /** The greatest generated number, at least the data's maximum. Default: the data's maximum. */
      readonly maximum?: number | bigint;
      /** Digits after the point of generated numbers, 0 to 15. Default: those of the data. */
      readonly decimals?: number;
      /**
       * The form of cells that could be read in two ways. Dates: a form of {@link DateColumn.form},
       * such as `'DD/MM/YYYY'`. Numbers: their decimal mark, `{ decimal: ',' }`. Default: inferred
       * from the cells.
       */
      readonly form?: string | Pick<NumberForm, 'decimal'>;
    };

/** The `columns` option, by column name. */
export type ColumnOverrides = Readonly<Record<string, ColumnOverride>>;
