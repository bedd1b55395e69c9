import { shapeError, type DataSource } from '../data/data-source.js';
import { RowKind, type NativeColumn } from '../engine/native.js';
import { nearestName } from '../errors/nearest-name.js';
import { show } from '../errors/show.js';
import { WHOLE_NUMBER } from '../errors/whole-number.js';
import { MissingValues } from './cells/missing-values.js';
import type { TakeRows } from '../model/reader.js';
import { columnCoding, type ColumnCoding } from './column-coding.js';
import { constantCells, surpriseOf } from './constants.js';
import { isIdentifierGap } from './identifiers.js';
import type { TableSchema } from '../data/schema.js';
import type { Cell, Table, TableRow } from '../data/table.js';
import { type Notice, noticesOf } from './notices.js';
import { cellError, showCell, tableView, type TableView } from './table-view.js';

/** A table made by the library as an object of arrays. */
export type TableColumns = Record<string, Cell[]>;

/** A table made by the library. */
export type MadeTable = TableRow[] | TableColumns;

/** Rows of a table as the core takes them: float64, one value per core column. */
export interface TableSource extends DataSource {
  readonly view: TableView;
  readonly columns: readonly NativeColumn[];
  /** One per constant column of the schema. */
  readonly constants: readonly ConstantSource[];
}

/** What a constant column adds to the scores of rows. */
export interface ConstantSource {
  readonly name: string;
  /** For rows first, ..., first + rows - 1: the nats of rows that differ there, and 0 for others. */
  surprises(first: number, rows: number): Float64Array<ArrayBuffer>;
}

export interface DecodeOptions {
  /** Whether drawn gaps stay null, or show the value that the model drew for them. */
  readonly missing: 'keep' | 'fill';
  /** The number of rows made before these: identifiers count up from there. */
  readonly made: number;
  /** The seed of draws that make identifiers gaps. Default: no draws, the more frequent case. */
  readonly seed?: number | undefined;
  /** A table whose cells to keep, from row `first` on. Only gaps in modelled columns are filled. */
  readonly given?: { readonly view: TableView; readonly first: number } | undefined;
}

/** Translates between tables and the core's compact rows: one number per core column, NaN for a gap. */
export class TableCoding {
  readonly schema: TableSchema;
  /** The core columns. */
  readonly columns: readonly NativeColumn[];
  /** The coding of each column of the schema. */
  readonly parts: readonly ColumnCoding[];
  /** Names of the schema's columns. */
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

  get notices(): readonly Notice[] {
    return noticesOf(this.schema);
  }

  /** The name of the column that a core column belongs to. */
  nameOf(coreColumn: number): string {
    return this.parts.findLast(({ first }) => first <= coreColumn)!.column.name;
  }

  /** source() of a table. @throws like tableView() and source() */
  async read(table: Table, name: string, signal: AbortSignal | undefined): Promise<TableSource> {
    return this.source(await tableView(table, name, signal, this.names), name);
  }

  /** How a call takes its table. */
  readonly take: TakeRows<Table, TableSource> = (table, _, { signal }) =>
    this.read(table, 'data', signal);

  /**
   * Encodes chunk by chunk. It ignores unknown columns and the cells of identifiers. A column that the
   * view lacks has gaps in all rows. Numbers may be text, and text numbers; numbers may lie beyond the
   * bounds. If numbers are modelled as levels, the nearest level is used.
   * @param name The argument's name in errors.
   * @throws ERR_DATA_SHAPE for a view that lacks a column without gaps in training, which is more
   *   likely a mistake than a gap in every row. `chunk()` throws ERR_DATA_VALUE for a cell that the
   *   column cannot have: an unknown category, a value of another type, or a gap in a condition that
   *   had none in training.
   */
  source(view: TableView, name: string): TableSource {
    const places = this.#places(view);
    for (const [i, { column, columns }] of this.parts.entries())
      if (places[i]! < 0 && columns.length > 0 && column.missing === 0)
        throw shapeError(
          { name },
          `has no column ${show(column.name)}, but the model was trained on it; the nearest name is ` +
            `${show(nearestName(column.name, view.names))}. If its values are not known, give null`,
        );
    const { parts, columns } = this;
    const width = columns.length;
    const constants = parts.flatMap((part, i) => this.#constantSource(part, view, places[i]!));
    return {
      view,
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

  /** Empty for a part that is not constant. Gaps add nothing. */
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

  /** A table without rows, to which decode() adds. */
  newTable(form = this.schema.form): MadeTable {
    if (form === 'rows') return [];
    return Object.fromEntries(this.schema.columns.map(({ name }) => [name, [] as Cell[]]));
  }

  /** Decodes `values` (rows x core columns), and adds the rows to `table`. */
  decode(values: Float64Array, rows: number, table: MadeTable, options: DecodeOptions): void {
    const { made, given, seed } = options;
    const fill = options.missing === 'fill';
    const width = this.columns.length;
    const places = given && this.#places(given.view);
    const start = Array.isArray(table) ? table.length : 0;
    if (Array.isArray(table)) {
      // Copies of one object share its layout, and keep a column named __proto__ as their own property.
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

  /** The view's index of each column of the schema; -1 if the view lacks it. */
  #places({ names }: TableView): number[] {
    const places = new Map(names.map((name, place) => [name, place]));
    return this.schema.columns.map(({ name }) => places.get(name) ?? -1);
  }
}

function refused(name: string, part: ColumnCoding, cell: Cell, row: number) {
  const gap = part.isGap(cell);
  const given = gap ? 'a gap' : showCell(cell);
  const taken = typeof cell === 'bigint' ? WHOLE_NUMBER : part.takes;
  const expected = gap ? `a value (a condition that had no gaps in training)` : taken;
  return cellError(name, given, row, part.column.name, expected);
}
