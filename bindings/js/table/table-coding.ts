import type { DataSource } from '../data-source.js';
import type { NativeColumn } from '../native.js';
import type { ColumnCoding } from './column-coding.js';
import type { TableSchema } from './schema.js';
import type { Cell, TableRow, TableView } from './table-view.js';

/** A table that the library makes: of the form of the training table. */
export type MadeTable = TableRow[] | Record<string, Cell[]>;

/** Rows of a table as the core takes them: float64, one value per core column. */
export type TableSource = DataSource & { readonly columns: readonly NativeColumn[] };

export interface DecodeOptions {
  /** Whether gaps that the model drew stay, as null, or show the value that it drew beneath. */
  readonly missing: 'keep' | 'fill';
  /** How many identifiers of each column were made before: the new ones go on from there. */
  readonly made: number;
  /** A table whose cells are kept as they are, from row `first` on, but for its gaps. */
  readonly given?: { readonly view: TableView; readonly first: number } | undefined;
}

/** Between a table and the compact rows of the core: one number per core column, NaN in a gap. */
export class TableCoding {
  readonly schema: TableSchema;
  /** The core's columns. */
  readonly columns: readonly NativeColumn[];
  /** For each column of the schema: the core's columns that it is. */
  readonly parts: readonly ColumnCoding[];

  constructor(schema: TableSchema, conditions: readonly string[] = schema.conditions) {
    void conditions;
    this.schema = schema;
    this.columns = [];
    this.parts = [];
  }

  /** The column of the schema that a core column is of. */
  owner(coreColumn: number): number {
    return coreColumn;
  }

  /**
   * Encodes chunk by chunk. Columns that the schema does not have are ignored; one that the view
   * lacks is a column of gaps.
   * @throws ERR_DATA_SHAPE for a view that lacks a column without gaps; `chunk()` throws
   *   ERR_DATA_VALUE for a cell that the column cannot have: an unknown category, a gap where the
   *   training table had none, a value of another type. Numbers outside of the bounds are taken.
   */
  source(view: TableView, name: string): TableSource {
    void [view, name];
    throw new Error('to follow');
  }

  /** A table without rows, for decode() to add to. */
  newTable(): MadeTable {
    throw new Error('to follow');
  }

  /** Adds to `table` the rows that `values` (rows x core columns) stand for. */
  decode(values: Float64Array, rows: number, table: MadeTable, options: DecodeOptions): void {
    void [values, rows, table, options];
  }
}
