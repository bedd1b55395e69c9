import type { DataSource } from '../data/data-source.js';
import { shapeError } from '../data/shape-error.js';
import { ColumnKind, RowKind, type NativeColumn } from '../engine/native.js';
import { nearestName } from '../errors/nearest-name.js';
import { show } from '../errors/show.js';
import { WHOLE_NUMBER } from '../errors/whole-number.js';
import { MissingValues } from './cells/missing-values.js';
import type { TakeRows } from '../model/reader.js';
import { type ColumnCoding, PLAIN } from './column-coding.js';
import { constantCells, surpriseOf } from './constants.js';
import { isIdentifierGap } from './identifiers.js';
import type { TableSchema } from '../data/schema.js';
import type { Cell, Table, TableRow } from '../data/table.js';
import { type Notice, noticesOf } from './notices.js';
import type { CellNumbers } from './rules/cell-numbers.js';
import { linkedCodings, linksOf } from './rules/linked-codings.js';
import { isBroken, type NumberRule } from './rules/number-rule.js';
import { RowRules } from './rules/row-rules.js';
import { toNumberRule } from './rules/schema-rules.js';
import { cellError, showCell, tableView, type TableView } from './table-view.js';

/** A table made by the library as an object of arrays. */
export type TableColumns = Record<string, Cell[]>;

/** A table made by the library. */
export type MadeTable = TableRow[] | TableColumns;

/** Rows of a table as the core takes them: float64, one value per core column. */
export interface TableSource extends DataSource {
  readonly view: TableView;
  readonly columns: readonly NativeColumn[];
  /** One per constant column, rule of the schema, and column with a part in the rows' offsets. */
  readonly extras: readonly ColumnExtra[];
}

/** What a column adds to the scores of rows, besides what the core's columns of it do. */
export interface ColumnExtra {
  readonly name: string;
  /** Whether the scores of rows have it by the core's column of offsets, which belongs to no column. */
  readonly inOffset: boolean;
  /** Of rows first, ..., first + rows - 1, in nats. */
  nats(first: number, rows: number): Float64Array<ArrayBuffer>;
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
  /** The core columns. The last one is the rows' offset, if a modelled column has a part in it. */
  readonly columns: readonly NativeColumn[];
  /** The coding of each column of the schema. */
  readonly parts: readonly ColumnCoding[];
  /** Names of the schema's columns. */
  readonly names: ReadonlySet<string>;
  readonly rules: RowRules;
  readonly #numbers: readonly CellNumbers[];
  /** All columns, those last whose cells follow from others. */
  readonly #order: readonly number[];

  constructor(schema: TableSchema, conditions: readonly string[] = schema.conditions) {
    this.schema = schema;
    const words = new MissingValues(schema.missingValues);
    const rules = schema.rules?.map((rule) => toNumberRule(rule, schema.columns)!) ?? [];
    const links = linksOf(schema, conditions, rules);
    const { parts, numbers } = linkedCodings(schema, conditions, links, words);
    this.parts = parts;
    this.#numbers = numbers;
    this.#order = [...links.keys()].sort((a, b) => Number(!!links[a]) - Number(!!links[b]));
    // A sum may exceed the bounds of its column.
    const isOpen = (rule: NumberRule) =>
      rule.type === 'sum' || !links.some((link) => link?.rule === rule);
    this.rules = new RowRules(schema, rules, numbers, isOpen);
    this.names = new Set(schema.columns.map(({ name }) => name));
    const columns = this.parts.flatMap((part) => part.columns);
    const offset = { ...PLAIN, kind: ColumnKind.offset };
    this.columns = this.parts.some(hasOffset) ? [...columns, offset] : columns;
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

  /** A source without rows, for an empty chunk of a stream. */
  get noRows(): DataSource {
    const kind = RowKind.float64;
    return { rows: 0, features: this.columns.length, kind, chunk: () => new Float64Array() };
  }

  /** How a call takes its table. */
  readonly take: TakeRows<Table, TableSource> = (table, _, { signal }) =>
    this.read(table, 'data', signal);

  /**
   * Encodes chunk by chunk. It ignores unknown columns and the cells of identifiers. A column that the
   * view lacks has gaps in all rows. Numbers may be text, and text numbers; numbers may lie beyond the
   * bounds. If numbers are modelled as levels, the nearest level is used.
   * @param name The argument's name in errors.
   * @param firstRow The number of the first row there.
   * @throws ERR_DATA_SHAPE for a view that lacks a column without gaps in training, which is more
   *   likely a mistake than a gap in every row. `chunk()` throws ERR_DATA_VALUE for a cell that the
   *   column cannot have: an unknown category, a value of another type, or a gap in a condition that
   *   had none in training.
   */
  source(view: TableView, name: string, firstRow = 0): TableSource {
    const places = this.#places(view);
    for (const [i, { column, columns }] of this.parts.entries())
      if (places[i]! < 0 && columns.length > 0 && column.missing === 0)
        throw shapeError(
          { name },
          `has no column ${show(column.name)}, but the model was trained on it; the nearest name is ` +
            `${show(nearestName(column.name, view.names))}. If its values are not known, give null`,
        );
    const { parts, columns } = this;
    const order = this.#order;
    const width = columns.length;
    const extras = [
      ...parts.flatMap((part, i) => [
        ...this.#constantExtra(part, view, places[i]!),
        ...this.#offsetExtra(part, view, places[i]!),
      ]),
      ...this.rules.rules.map((rule) => this.#ruleExtra(rule, view, places)),
    ];
    const ownExtras = extras.filter(({ inOffset }) => !inOffset);
    return {
      view,
      rows: view.rows,
      features: width,
      kind: RowKind.float64,
      columns,
      extras,
      surprises(first, count) {
        const sums = new Float64Array(count);
        for (const extra of ownExtras)
          for (const [row, nats] of extra.nats(first, count).entries()) sums[row]! += nats;
        return sums;
      },
      chunk(first, count) {
        const values = new Float64Array(count * width);
        for (const i of order) {
          const part = parts[i]!;
          if (part.column.type === 'identifier') continue;
          const place = places[i]!;
          for (let row = 0, at = part.first; row < count; row++, at += width) {
            const cell = place < 0 ? undefined : view.cell(first + row, place);
            const nats = part.encode(cell, values, at);
            if (nats === undefined) throw refused(name, part, cell, firstRow + first + row);
            if (nats !== 0) values[row * width + width - 1]! += nats;
          }
        }
        return values;
      },
    };
  }

  /** Empty for a part that is not constant. Gaps add nothing. */
  #constantExtra(part: ColumnCoding, view: TableView, place: number): ColumnExtra[] {
    const { column } = part;
    if (column.type !== 'constant') return [];
    const { differs } = constantCells(column);
    const nats = surpriseOf(column, this.schema);
    return [
      {
        name: column.name,
        inOffset: false,
        nats: (first, rows) =>
          Float64Array.from({ length: rows }, (_, row) => {
            const cell = place < 0 ? undefined : view.cell(first + row, place);
            return !part.isGap(cell) && differs(cell) ? nats : 0;
          }),
      },
    ];
  }

  /** Empty for a part that has none in the offset. */
  #offsetExtra(part: ColumnCoding, view: TableView, place: number): ColumnExtra[] {
    if (!hasOffset(part)) return [];
    const scratch = new Float64Array(part.columns.length);
    const cell = (row: number) => (place < 0 ? undefined : view.cell(row, place));
    return [
      {
        name: part.column.name,
        inOffset: true,
        nats: (first, rows) =>
          Float64Array.from(
            { length: rows },
            (_, row) => part.encode(cell(first + row), scratch, 0) ?? 0,
          ),
      },
    ];
  }

  /** It counts for a column that the rule decides. */
  #ruleExtra(rule: NumberRule, view: TableView, places: readonly number[]): ColumnExtra {
    const its = rule.columns.map((column) => this.schema.columns[column]!);
    const { name } = rule.type === 'dependency' || rule.type === 'order' ? its[1]! : its[0]!;
    const missing = Math.max(...its.map((column) => column.missing));
    const nats = surpriseOf({ missing }, this.schema);
    return {
      name,
      inOffset: false,
      nats: (first, rows) =>
        Float64Array.from({ length: rows }, (_, row) => {
          const numbers = (column: number) => {
            const place = places[column]!;
            return place < 0 ? NaN : this.#numbers[column]!.toNumber(view.cell(first + row, place));
          };
          return isBroken(rule, numbers) ? nats : 0;
        }),
    };
  }

  /** Whether a row of `values` breaks a rule, its gaps being kept or filled. */
  breaksRules(values: ArrayLike<number>, at: number, fill: boolean): boolean {
    return this.rules.isBroken((column) => {
      const part = this.parts[column]!;
      return part.decode(values, at + part.first, fill, 0);
    });
  }

  /** One row as an object, whose identifiers are not made yet: null. */
  row(values: Float64Array, missing: DecodeOptions['missing']): TableRow {
    const table: TableRow[] = [];
    this.decode(values, 1, table, { missing, made: 0 });
    const row = table[0]!;
    for (const { name, type } of this.schema.columns) if (type === 'identifier') row[name] = null;
    return row;
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
    const start = Array.isArray(table) ? table.length : (Object.values(table)[0]?.length ?? 0);
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
    this.#correct(table, start, rows, places, given);
  }

  /** Makes new rows of a table keep the rules. Given cells and those of conditions stay. */
  #correct(
    table: MadeTable,
    start: number,
    rows: number,
    places: readonly number[] | undefined,
    given: DecodeOptions['given'],
  ): void {
    const names = this.schema.columns.map(({ name }) => name);
    const areMade = this.parts.map((part) => !part.columns.some(({ condition }) => condition));
    for (let row = 0; (given || this.rules.open.length > 0) && row < rows; row++)
      this.rules.correct({
        get: (i) => (Array.isArray(table) ? table[start + row]![names[i]!] : table[names[i]!]![start + row]), // prettier-ignore
        set(i, cell) {
          if (Array.isArray(table)) table[start + row]![names[i]!] = cell;
          else table[names[i]!]![start + row] = cell;
        },
        isMade: (i) =>
          areMade[i]! &&
          (!given ||
            places![i]! < 0 ||
            this.parts[i]!.isGap(given.view.given(given.first + row, places![i]!))),
      });
  }

  /** The view's index of each column of the schema; -1 if the view lacks it. */
  #places({ names }: TableView): number[] {
    const places = new Map(names.map((name, place) => [name, place]));
    return this.schema.columns.map(({ name }) => places.get(name) ?? -1);
  }
}

/** Whether the core knows levels of the column instead of its values. */
function hasOffset({ columns }: ColumnCoding): boolean {
  return columns.some(({ kind, condition }) => kind === ColumnKind.ordinal && !condition);
}

function refused(name: string, part: ColumnCoding, cell: Cell, row: number) {
  const gap = part.isGap(cell);
  const given = gap ? 'a gap' : showCell(cell);
  const taken = typeof cell === 'bigint' ? WHOLE_NUMBER : part.takes;
  const expected = gap ? `a value (a condition that had no gaps in training)` : taken;
  return cellError(name, given, row, part.column.name, expected);
}
