import { shapeError, type DataSource } from '../data-source.js';
import { RowKind, type NativeColumn } from '../native.js';
import { nearestName } from '../nearest-name.js';
import { show } from '../show.js';
import { WHOLE_NUMBER } from '../whole-number.js';
import { MissingValues } from './cells/missing-values.js';
import { columnCoding, type ColumnCoding } from './column-coding.js';
import { constantCells, surpriseOf } from './constants.js';
import { isIdentifierGap } from './identifiers.js';
import type { TableSchema } from './schema.js';
import { cellError, type Cell, type TableRow, type TableView } from './table-view.js';

/** A table as an object of arrays, as the library makes it. */
export type TableColumns = Record<string, Cell[]>;

/** A table that the library makes. */
export type MadeTable = TableRow[] | TableColumns;

/** Rows of a table as the core takes them: float64, one value per core column. */
export interface TableSource extends DataSource {
  readonly columns: readonly NativeColumn[];
  /** One for each constant column of the schema. */
  readonly constants: readonly ConstantSource[];
}

/** What a constant column adds to the oddness of rows. */
export interface ConstantSource {
  readonly name: string;
  /** For rows first, ..., first + rows - 1: nats of those that differ there, else 0. */
  surprises(first: number, rows: number): Float64Array<ArrayBuffer>;
}

export interface DecodeOptions {
  /** Whether gaps that the model drew stay, as null, or show the value that it drew beneath. */
  readonly missing: 'keep' | 'fill';
  /** How many rows were made before these: identifiers go on from there. */
  readonly made: number;
  /** Of the draws which identifiers are gaps. Default: none is drawn, what is more frequent comes. */
  readonly seed?: number | undefined;
  /** A table whose cells are kept as they are, from row `first` on, but for gaps in what is modelled. */
  readonly given?: { readonly view: TableView; readonly first: number } | undefined;
}

/** Between a table and the compact rows of the core: one number per core column, NaN in a gap. */
export class TableCoding {
  readonly schema: TableSchema;
  /** The core's columns. */
  readonly columns: readonly NativeColumn[];
  /** For each column of the schema: the core's columns that it is. */
  readonly parts: readonly ColumnCoding[];
  /** Of the schema's columns. */
  readonly names: ReadonlySet<string>;

  constructor(schema: TableSchema, conditions: readonly string[] = schema.conditions) {
    this.schema = schema;
    let first = 0;
    const words = new MissingValues(schema.missingValues);
    this.parts = schema.columns.map((column) => {
      const part = columnCoding(column, conditions.includes(column.name), first, words);
      first += part.columns.length;
      return part;
    });
    this.names = new Set(schema.columns.map(({ name }) => name));
    this.columns = this.parts.flatMap((part) => part.columns);
  }

  /** The column of the schema that a core column is of. */
  owner(coreColumn: number): number {
    return this.parts.findLastIndex(({ first }) => first <= coreColumn);
  }

  /**
   * Encodes chunk by chunk. Columns that the schema does not have are ignored, and cells of
   * identifiers are not looked at; a column that the view lacks is one of gaps.
   * Numbers may be text and the other way round, and beyond the bounds; where numbers are modelled
   * as levels, the nearest is taken.
   * @param name Of the argument, for sentences.
   * @throws ERR_DATA_SHAPE for a view that lacks a column which had no gaps in training: rather a
   *   mistake than a gap in every row. `chunk()` throws ERR_DATA_VALUE for a cell that the column
   *   cannot have: an unknown category, a value of another type, a gap in a condition which had
   *   none in training.
   */
  source(view: TableView, name: string): TableSource {
    const places = this.#places(view);
    for (const [i, { column, columns }] of this.parts.entries())
      if (places[i]! < 0 && columns.length > 0 && column.missing === 0)
        throw shapeError(
          { name },
          `has no column ${show(column.name)}, which the model was trained on; its nearest is ` +
            `${show(nearestName(column.name, view.names))}. Where it is not known, give null`,
        );
    const { parts, columns } = this;
    const width = columns.length;
    const constants = parts.flatMap((part, i) => this.#constantSource(part, view, places[i]!));
    return {
      rows: view.rows,
      features: width,
      kind: RowKind.float64,
      columns,
      constants,
      surprises(first, count) {
        const sums = new Float64Array(count);
        for (const constant of constants)
          for (const [row, nats] of constant.surprises(first, count).entries()) sums[row]! += nats;
        return sums;
      },
      chunk(first, count) {
        const values = new Float64Array(count * width);
        for (const [i, part] of parts.entries()) {
          if (part.column.type === 'identifier') continue;
          const place = places[i]!;
          for (let row = 0, at = part.first; row < count; row++, at += width) {
            const cell = place < 0 ? undefined : view.cell(first + row, place);
            if (!part.encode(cell, values, at)) throw refused(name, part, cell, first + row);
          }
        }
        return values;
      },
    };
  }

  /** None for a part that is no constant. Gaps are not odd. */
  #constantSource(part: ColumnCoding, view: TableView, place: number): ConstantSource[] {
    const { column } = part;
    if (column.type !== 'constant') return [];
    const { differs } = constantCells(column);
    const nats = surpriseOf(column, this.schema);
    return [
      {
        name: column.name,
        surprises: (first, rows) =>
          Float64Array.from({ length: rows }, (_, row) => {
            const cell = place < 0 ? undefined : view.cell(first + row, place);
            return !part.isGap(cell) && differs(cell) ? nats : 0;
          }),
      },
    ];
  }

  /** A table without rows, for decode() to add to. */
  newTable(form = this.schema.form): MadeTable {
    if (form === 'rows') return [];
    return Object.fromEntries(this.schema.columns.map(({ name }) => [name, [] as Cell[]]));
  }

  /** Adds to `table` the rows that `values` (rows x core columns) stand for. */
  decode(values: Float64Array, rows: number, table: MadeTable, options: DecodeOptions): void {
    const { made, given, seed } = options;
    const fill = options.missing === 'fill';
    const width = this.columns.length;
    const places = given && this.#places(given.view);
    const start = Array.isArray(table) ? table.length : 0;
    if (Array.isArray(table)) {
      // Copies of one object share its layout, and have a column __proto__ as their own.
      const row = Object.fromEntries(this.schema.columns.map(({ name }) => [name, null]));
      for (let i = 0; i < rows; i++) table.push({ ...row });
    }
    for (const [i, part] of this.parts.entries()) {
      const { name } = part.column;
      const place = places?.[i] ?? -1;
      const column = Array.isArray(table) ? undefined : table[name]!;
      for (let row = 0, at = part.first; row < rows; row++, at += width) {
        const index = made + row;
        let cell = place < 0 ? undefined : given!.view.given(given!.first + row, place);
        if (part.column.type !== 'identifier') {
          if (part.isGap(cell)) cell = part.decode(values, at, fill, index);
        } else if (given) cell ??= null;
        else if (!fill && isIdentifierGap(part.column, i, seed, index)) cell = null;
        else cell = part.decode(values, at, fill, index);
        if (column) column.push(cell);
        else (table as TableRow[])[start + row]![name] = cell;
      }
    }
  }

  /** Where the view has each column of the schema; -1: nowhere. */
  #places({ names }: TableView): number[] {
    const places = new Map(names.map((name, place) => [name, place]));
    return this.schema.columns.map(({ name }) => places.get(name) ?? -1);
  }
}

function refused(name: string, part: ColumnCoding, cell: Cell, row: number) {
  const gap = part.isGap(cell);
  const given = gap ? 'a gap' : typeof cell === 'object' ? 'a Date' : show(cell);
  const taken = typeof cell === 'bigint' ? WHOLE_NUMBER : part.takes;
  const expected = gap ? `a value (a condition that had no gaps in training)` : taken;
  return cellError(name, given, row, part.column.name, expected);
}
