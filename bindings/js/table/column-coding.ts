import { ColumnKind, RealCoding, type NativeColumn } from '../engine/native.js';
import { isAbsent } from './column-cells.js';
import { cellReader, type CellReader, cellWriter } from './cells/cell-reader.js';
import type { MissingValues } from './cells/missing-values.js';
import { numberTextWriter } from './cells/number-form.js';
import { roundTo } from './cells/rounding.js';
import { constantCells } from './constants.js';
import { identifierMaker } from './identifiers.js';
import { A_DATE } from './infer-dates.js';
import type {
  BooleanColumn,
  CategoricalColumn,
  ColumnSchema,
  DateColumn,
  NumberColumn,
} from '../data/schema.js';
import { show } from '../errors/show.js';
import type { Cell } from '../data/table.js';
import { narrowed } from './table-view.js';

/** Encodes one column of a table as columns of the core: none, one, or up to three. */
export interface ColumnCoding {
  readonly column: ColumnSchema;
  /** The number of its first core column. */
  readonly first: number;
  readonly columns: readonly NativeColumn[];
  /** Whether the first core column indicates that the cell is present. */
  readonly presence: boolean;
  /** The cells that it takes, as errors name them. */
  readonly takes: string;
  /** For numbers and dates: the number that a cell stands for. */
  readonly read: CellReader | undefined;
  /** Whether the cell is a gap in this column. */
  isGap(cell: Cell): boolean;
  /**
   * Writes the cell's value for each core column to out[at], ... .
   * @returns false, without writing anything, for a cell that the column cannot have.
   */
  encode(cell: Cell, out: Float64Array, at: number): boolean;
  /**
   * The cell that values[at], ... stand for; null for a gap.
   * @param fill Whether to return the value drawn for a gap instead of null.
   * @param index The row's number among all rows ever made, which identifiers follow.
   */
  decode(values: ArrayLike<number>, at: number, fill: boolean, index: number): Cell;
}

/** Encodes the cells that are not gaps. */
interface ValueCoding {
  readonly columns: readonly Partial<NativeColumn>[];
  readonly takes: string;
  readonly read?: CellReader;
  encode(cell: NonNullable<Cell>, out: Float64Array, at: number): boolean;
  decode(values: ArrayLike<number>, at: number, index: number): Cell;
}

export function columnCoding(
  column: ColumnSchema,
  condition: boolean,
  first: number,
  words: MissingValues,
): ColumnCoding {
  const { columns, takes, read, encode, decode: decodeValue } = valueCoding(column);
  const decode = 'bigint' in column ? asBigInts(decodeValue) : decodeValue;
  const gaps = column.missing > 0;
  const presence = gaps && column.missing < 1 && column.type !== 'identifier';
  const presences = presence ? [{ kind: ColumnKind.binary, scored: false }] : [];
  const skip = presences.length;
  const own = textOf(column);
  const isGap = (cell: Cell) =>
    isAbsent(cell) || ((cell === '' || words.has(narrowed(cell))) && !own.has(cell));
  return {
    column,
    first,
    columns: [
      ...presences.map((made) => ({ ...PLAIN, ...made, condition })),
      ...columns.map((made) => ({
        ...PLAIN,
        ...made,
        optional: gaps || made.optional === true,
        condition,
      })),
    ],
    presence,
    takes,
    read,
    isGap,
    encode(cell, out, at) {
      if (isGap(cell)) {
        // The model does not model conditions, so it has no value for this gap.
        if (condition && !gaps) return false;
        out.fill(NaN, at, at + skip + columns.length);
        if (presence) out[at] = 0;
        return true;
      }
      if (!encode(narrowed(cell)!, out, at + skip)) return false;
      if (presence) out[at] = 1;
      return true;
    },
    decode: (values, at, fill, index) =>
      presence && !fill && values[at]! < 0.5 ? null : decode(values, at + skip, index),
  };
}

function asBigInts(decode: ValueCoding['decode']): ValueCoding['decode'] {
  return (values, at, index) => {
    const cell = decode(values, at, index);
    return typeof cell === 'number' ? BigInt(Math.round(cell)) : cell;
  };
}

const PLAIN: NativeColumn = {
  kind: ColumnKind.real,
  levels: 0,
  optional: false,
  condition: false,
  scored: true,
  coding: RealCoding.linear,
};

/** Values of the column that are not gaps, even if they are empty text or words for "not known". */
function textOf(column: ColumnSchema): ReadonlySet<Cell> {
  if ('categories' in column) return new Set(column.categories.map(({ value }) => value));
  return new Set(column.type === 'constant' ? [column.value] : []);
}

function valueCoding(column: ColumnSchema): ValueCoding {
  switch (column.type) {
    case 'continuous':
    case 'integer':
      return orderedCoding(column, numberText(column), (value) =>
        roundTo(value, column.type === 'integer' ? 0 : column.decimals),
      );
    case 'date': {
      const { step } = column;
      return orderedCoding(column, dateText(column), (time) => Math.round(time / step) * step);
    }
    case 'categorical':
      return categoryCoding(column, {
        kind: ColumnKind.categorical,
        levels: column.categories.length,
      });
    case 'boolean':
      return categoryCoding(column, { kind: ColumnKind.binary });
    case 'constant': {
      const { value, date } = column;
      const { takes, accepts } = constantCells(column);
      return unmodelled(takes, accepts, () => (date ? new Date(value as number) : value));
    }
    case 'identifier':
      return unmodelled('anything', () => true, identifierMaker(column));
  }
}

function unmodelled(
  takes: string,
  accepts: (cell: Cell) => boolean,
  make: (index: number) => Cell,
): ValueCoding {
  return {
    columns: [],
    takes,
    encode: accepts,
    decode: (_values, _at, index) => make(index),
  };
}

function categoryCoding(
  { categories }: CategoricalColumn | BooleanColumn,
  made: Partial<NativeColumn>,
): ValueCoding {
  const levels = new Map<Cell, number>(categories.map(({ value }, level) => [value, level]));
  const shown = categories.slice(0, 8).map(({ value }) => show(value));
  const more = categories.length > shown.length ? `, ... (${categories.length})` : '';
  return {
    columns: [made],
    takes: `one of the values trained on: ${shown.join(', ')}${more}`,
    encode(cell, out, at) {
      const level = levels.get(cell);
      if (level === undefined) return false;
      out[at] = level;
      return true;
    },
    decode: (values, at) => categories[values[at]!]?.value ?? null,
  };
}

/** The cells that the column takes, as errors name them. */
function numberText({ form }: NumberColumn): string {
  return form ? `a number such as ${show(numberTextWriter(form, String)(1234.5))}` : 'a number';
}

function dateText({ form }: DateColumn): string {
  return form === 'Date' || form === 'YYYY-MM-DD' ? A_DATE : `a date: a Date, ${show(form)}`;
}

/** Of numbers and dates. */
function orderedCoding(
  column: NumberColumn | DateColumn,
  takes: string,
  round: (value: number) => number,
): ValueCoding {
  const { minimum, maximum, levels, spikes = [] } = column;
  const read = cellReader(column);
  const write = cellWriter(column);
  if (levels) {
    const values = levels.map(({ value }) => value);
    const cells = values.map(write);
    return {
      columns: [{ kind: ColumnKind.categorical, levels: levels.length }],
      takes,
      read,
      encode(cell, out, at) {
        const value = read(cell);
        if (value === undefined) return false;
        out[at] = nearest(values, value);
        return true;
      },
      // The user can change a Date, so every cell gets its own.
      decode(drawn, at) {
        const cell = cells[drawn[at]!] ?? null;
        return typeof cell === 'object' && cell !== null ? write(cell.getTime()) : cell;
      },
    };
  }
  const none = spikes.length;
  const skip = none > 0 ? 1 : 0;
  const index = new Map(spikes.map(({ value }, level) => [value, level]));
  const real = { coding: RealCoding.mixture, optional: skip > 0 };
  return {
    columns: skip ? [{ kind: ColumnKind.categorical, levels: none + 1 }, real] : [real],
    takes,
    read,
    encode(cell, out, at) {
      const value = read(cell);
      if (value === undefined) return false;
      const spike = skip ? index.get(value) : undefined;
      if (skip) out[at] = spike ?? none;
      out[at + skip] = spike === undefined ? value : NaN;
      return true;
    },
    decode(drawn, at) {
      const level = skip ? drawn[at]! : none;
      if (level < none) return write(spikes[level]!.value);
      const value = round(drawn[at + skip]!);
      if (value !== value) return null;
      return write(value < minimum ? minimum : value > maximum ? maximum : value);
    },
  };
}

/** The index of the nearest value in an ascending list; the lower one on a tie. */
function nearest(values: readonly number[], value: number): number {
  let place = 0;
  while (place + 1 < values.length && values[place + 1]! <= value) place++;
  const next = values[place + 1];
  return next !== undefined && next - value < value - values[place]! ? place + 1 : place;
}
