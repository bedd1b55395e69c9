import { ColumnKind, RealCoding, type NativeColumn } from '../engine/native.js';
import { isAbsent } from './column-cells.js';
import type { CellReader } from './cells/cell-reader.js';
import type { MissingValues } from './cells/missing-values.js';
import { constantCells } from './constants.js';
import { identifierMaker } from './identifiers.js';
import { orderedCoding } from './ordered-coding.js';
import type { Mean, ValueCoding } from './value-coding.js';
import type { BooleanColumn, CategoricalColumn, ColumnSchema } from '../data/schema.js';
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
  /** Whether a rule decides its cells, so that its core columns are not its own. */
  readonly derived: boolean;
  /** The cells that it takes, as errors name them. */
  readonly takes: string;
  /** For numbers and dates: the number that a cell stands for. */
  readonly read: CellReader | undefined;
  /** Whether the cell is a gap in this column. */
  isGap(cell: Cell): boolean;
  /**
   * Writes the cell's value for each core column to out[at], ... .
   * @returns the nats that the row's offset gains, what the core does not know of the cell's density;
   *   undefined, without writing anything, for a cell that the column cannot have.
   */
  encode(cell: Cell, out: Float64Array, at: number): number | undefined;
  /**
   * The cell that values[at], ... stand for; null for a gap.
   * @param fill Whether to return the value drawn for a gap instead of null.
   * @param index The row's number among all rows ever made, which identifiers follow.
   */
  decode(values: ArrayLike<number>, at: number, fill: boolean, index: number): Cell;
  /** For columns whose cells have a mean. */
  readonly mean: Mean | undefined;
}

export function columnCoding(
  column: ColumnSchema,
  condition: boolean,
  first: number,
  words: MissingValues,
): ColumnCoding {
  const { columns, takes, read, encode, decode: decodeValue, mean } = valueCoding(column);
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
    derived: false,
    takes,
    read,
    isGap,
    encode(cell, out, at) {
      if (isGap(cell)) {
        // The model does not model conditions, so it has no value for this gap.
        if (condition && !gaps) return undefined;
        out.fill(NaN, at, at + skip + columns.length);
        if (presence) out[at] = 0;
        return 0;
      }
      const nats = encode(narrowed(cell)!, out, at + skip);
      if (presence && nats !== undefined) out[at] = 1;
      return condition ? nats && 0 : nats;
    },
    decode: (values, at, fill, index) =>
      presence && !fill && values[at]! < 0.5 ? null : decode(values, at + skip, index),
    mean: mean && {
      draw: (values, at) => mean.draw(values, at + skip),
      encode(value, out, at) {
        if (presence) out[at] = 1;
        mean.encode(value, out, at + skip);
      },
    },
  };
}

function asBigInts(decode: ValueCoding['decode']): ValueCoding['decode'] {
  return (values, at, index) => {
    const cell = decode(values, at, index);
    return typeof cell === 'number' ? BigInt(Math.round(cell)) : cell;
  };
}

/** What most core columns have in common. */
export const PLAIN: NativeColumn = {
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
    case 'date':
      return orderedCoding(column);
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
    encode: (cell) => (accepts(cell) ? 0 : undefined),
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
      if (level === undefined) return undefined;
      out[at] = level;
      return 0;
    },
    decode: (values, at) => categories[values[at]!]?.value ?? null,
  };
}
