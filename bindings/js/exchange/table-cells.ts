// How a table's cells are those of the core, as data, for formats that code cells themselves.

/**
 * A function of a number that is linear between its knots: of as many values as it has names. With K
 * knots it has 2 K + 1 pieces: below the first knot, at it, between it and the next, and so on.
 */
export interface Pieces<Value extends string> {
  /** Ascending. */
  readonly knots: Float64Array<ArrayBuffer>;
  /** Of each piece, the number from which its slopes count. */
  readonly origins: Float64Array<ArrayBuffer>;
  /** Of each piece, what the function is at its origin, and by how much it grows from there. */
  readonly values: Readonly<
    Record<Value, { at: Float64Array<ArrayBuffer>; slope: Float64Array<ArrayBuffer> }>
  >;
}

/** Numbers, and dates in milliseconds since 1970. */
export interface NumberCells {
  readonly kind: 'number';
  /** The core's cell of a number, and its nats in the row's offset. */
  readonly coded: Pieces<'cell' | 'nats'>;
  /** The number of a cell of the core, and 1 if it is not rounded, else 0. */
  readonly decoded: Pieces<'value' | 'exact'>;
  /** Numbers are rounded to multiples of step / per; not at all if that is undefined. */
  readonly rounding: { readonly step: number; readonly per: number } | undefined;
  readonly minimum: number;
  readonly maximum: number;
}

/** Categories and truth values: the core's cell is the place of one. */
export interface CategoryCells {
  readonly kind: 'category';
  readonly texts: readonly string[];
}

/** Numbers for some numbers, those of categories being their places. */
export interface Lookup {
  readonly from: Float64Array<ArrayBuffer>;
  readonly to: Float64Array<ArrayBuffer>;
}

/** How another column decides the values of a column. */
export interface Decision extends Lookup {
  /** The name of the other column. */
  readonly by: string;
  /** The value for numbers of the other column that are not there; undefined if it is drawn. */
  readonly otherwise: number | undefined;
  /** For the values of this column, the most frequent of the other column that go with them. */
  readonly back: Lookup;
}

export interface CodedColumn {
  readonly name: string;
  /** The number of the core's column of its values; undefined if they follow from other columns. */
  readonly column: number | undefined;
  /** That of the core's column which is 1 where the cell is there; undefined if it always is. */
  readonly presence: number | undefined;
  /** Whether its cells are given to the model instead of modelled. */
  readonly condition: boolean;
  /** Whether cells may be gaps. */
  readonly optional: boolean;
  readonly values: NumberCells | CategoryCells;
  /** What the cells of other columns, by their names, tell of gaps in this one. */
  readonly told: readonly (Lookup & { readonly by: string })[];
  /** Undefined for a column that no dependency decides. */
  readonly decided: Decision | undefined;
  /** What numbers or texts are, for whoever opens a file. */
  readonly about: string;
}

/** A column that is not modelled, since it was constant. Another value there is odd. */
export interface ConstantColumn {
  readonly name: string;
  /** A text or a number, which it is read as; null if all its cells are gaps. */
  readonly value: string | number | null;
  /** What another value adds to a score, in nats. */
  readonly surprise: number;
}

/** What all rows of the training table keep: NumberRule of bindings/js/table/rules, by names. */
export type TableRule = {
  readonly names: readonly string[];
  /** What a row that breaks it adds to its score, in nats. */
  readonly surprise: number;
} & (
  | { readonly type: 'order' | 'oneHot' }
  | { readonly type: 'sum'; readonly tolerance: number }
  | ({ readonly type: 'dependency' } & Lookup)
);

/** Columns of which one is true: the core has the place of that. */
export interface OneHotGroup {
  readonly column: number;
  readonly members: readonly string[];
}

/** A table's columns, except identifiers. */
export interface CodedTable {
  readonly columns: readonly CodedColumn[];
  readonly constants: readonly ConstantColumn[];
  readonly rules: readonly TableRule[];
  readonly groups: readonly OneHotGroup[];
  /** Texts and numbers that stand for a gap in every column, unless they are values of it. */
  readonly gaps: { readonly texts: readonly string[]; readonly numbers: readonly number[] };
}

/** The coding of a table, or why it cannot be told as data. */
export type TableCells = CodedTable | string;
