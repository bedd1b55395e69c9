import type { NumberForm } from './cells/number-form.js';

export type { NumberForm };

/** What a column of a table holds. */
export type ColumnType = ColumnSchema['type'];

/** A cell that can be a category. Categories keep their type: 1, '1' and true are three. */
export type CategoryValue = string | number | boolean;

/** A value and in how many rows of the training table it is. */
export interface Category<Value extends CategoryValue = CategoryValue> {
  /** As it stands in the table. */
  readonly value: Value;
  /** Rows that have it. */
  readonly count: number;
}

interface AnyColumn {
  /** The column's name in the table. */
  readonly name: string;
  /** The share of rows where the cell is a gap, from 0 to 1. */
  readonly missing: number;
  /**
   * In plain words, why the column is taken for what it is: of every identifier, and of others where
   * the cells could be read in another way.
   */
  readonly reason?: string;
}

interface WholeNumbers {
  /**
   * The numbers were given as BigInts, all of them, and so come back. Where some were numbers, all come
   * back as numbers.
   */
  readonly bigint?: true;
}

interface OrderedColumn extends AnyColumn {
  /** Of the training table: generated values stay within. Dates: milliseconds since 1970, UTC. */
  readonly minimum: number;
  /** As `minimum`. */
  readonly maximum: number;
  /** All of the column's values, ascending, where they are few: it is modelled as categories. */
  readonly levels?: readonly Category<number>[];
  /** Else the values, ascending, that make a large share of the cells each: such as "0 mm of rain". */
  readonly spikes?: readonly Category<number>[];
}

/** Numbers; an integer column has whole ones only. */
export interface NumberColumn extends OrderedColumn, WholeNumbers {
  /** Any numbers, or whole ones. */
  readonly type: 'continuous' | 'integer';
  /** Digits after the point, 0 to 15, to which generated values are rounded; null: not rounded. */
  readonly decimals: number | null;
  /**
   * Where the numbers were given as text, and so come back: `'fixed'` with as many digits after
   * the point as `decimals` says (2.50), `'shortest'` without closing zeros (2.5).
   */
  readonly text?: 'fixed' | 'shortest';
  /** How text is written that is not as programs write numbers: `'$1,234.50'`, `'12,5 %'`. */
  readonly form?: NumberForm;
}

/** Points in time. */
export interface DateColumn extends OrderedColumn, WholeNumbers {
  /** Tells it from other columns. */
  readonly type: 'date';
  /**
   * How the dates were given, and so come back: `'Date'` objects; text such as `'YYYY-MM-DD'`,
   * `'YYYY-MM-DD HH:MM:SS.mmm+01'`, `'DD/MM/YYYY'` or `'Mon D, YYYY'`; `'milliseconds'` or
   * `'seconds'` since 1970, UTC. Text is read to the millisecond.
   */
  readonly form: string;
  /** The dates were given as numbers, and so come back: in the form `'YYYYMMDD'`, or counted. */
  readonly cells?: 'number';
  /** Milliseconds, to a multiple of which generated dates are rounded. */
  readonly step: number;
}

/** One of a set of values; the most frequent first. */
export interface CategoricalColumn extends AnyColumn, WholeNumbers {
  /** Tells it from other columns. */
  readonly type: 'categorical';
  /** Those that occur in the training table. */
  readonly categories: readonly Category[];
}

/** True or false. */
export interface BooleanColumn extends AnyColumn, WholeNumbers {
  /** Tells it from other columns. */
  readonly type: 'boolean';
  /** What was given for false, then what was given for true. */
  readonly categories: readonly [Category, Category];
}

/** The same value in every row that has one. Not modelled; a later row that differs is odd. */
export interface ConstantColumn extends AnyColumn, WholeNumbers {
  /** Tells it from other columns. */
  readonly type: 'constant';
  /** null: every cell is a gap. A Date: its milliseconds. */
  readonly value: CategoryValue | null;
  /** The value is a Date object. */
  readonly date?: true;
}

/**
 * Names, numbers and texts that tell rows apart. Not modelled: generated rows get new ones, unique
 * and none of the training table, in the order of their making, and gaps as often as it has them.
 */
export interface IdentifierColumn extends AnyColumn, WholeNumbers {
  /** Tells it from other columns. */
  readonly type: 'identifier';
  /** Why the column was taken for one, and so is left out of the model. */
  readonly reason: string;
  /** The number of the first new one. */
  readonly next: number;
  /**
   * How many digits each number has, where all have as many, from 1 to 15. New ones keep to it: they
   * go on from `next`, then take those of `unused`, and have more digits only after that.
   */
  readonly width?: number;
  /**
   * Numbers below `next` that the training table does not have, ascending: the first of a run, and how
   * many it has. There are some where too few of the width are above for as many rows as it has.
   */
  readonly unused?: readonly (readonly [first: number, count: number])[];
  /** Where they are text, or BigInts beyond 2^53. */
  readonly text?: {
    /** What every one begins with. */
    readonly prefix: string;
    /** Digits that a number is filled up to with zeros. */
    readonly digits: number;
    /** What every one ends with. Default: nothing. */
    readonly suffix?: string;
  };
}

/** What is kept of one column. `type` tells which. */
export type ColumnSchema =
  NumberColumn | DateColumn | CategoricalColumn | BooleanColumn | ConstantColumn | IdentifierColumn;

/** What is kept of a table: plain data, frozen; JSON keeps it exactly. */
export interface TableSchema {
  /** An array of objects, or an object of arrays. */
  readonly form: 'rows' | 'columns';
  /** How many rows the training table had. */
  readonly rows: number;
  /** In the order of the table. */
  readonly columns: readonly ColumnSchema[];
  /** Names of the columns that are given to the model rather than modelled. */
  readonly conditions: readonly string[];
  /** The option `missingValues`, where it was given. */
  readonly missingValues?: readonly (string | number)[];
}

/** What a column is, said by the user rather than inferred. */
export type ColumnOverride =
  | ColumnType
  | {
      /** Default: what is inferred. */
      readonly type?: ColumnType;
      /** Bounds of generated numbers, not within those of the data. Default: those of the data. */
      readonly minimum?: number | bigint;
      /** As `minimum`. */
      readonly maximum?: number | bigint;
      /** Digits after the point of generated numbers, 0 to 15. Default: as many as the data have. */
      readonly decimals?: number;
      /**
       * How the cells are written, where they could be read in two ways. Dates: a form of
       * {@link DateColumn.form}, such as `'DD/MM/YYYY'`. Numbers: their decimal mark,
       * `{ decimal: ',' }`. Default: what the cells tell.
       */
      readonly form?: string | Pick<NumberForm, 'decimal'>;
    };

/** The `columns` option: by the columns' names. */
export type ColumnOverrides = Readonly<Record<string, ColumnOverride>>;
