// What rows are asked for, checked against what the columns can have.
import { VAEError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import { isObject, readPart, rule } from '../option-rules.js';
import { show } from '../show.js';
import type { ColumnCoding } from './column-coding.js';
import type { ColumnSchema } from './schema.js';
import type { TableCoding } from './table-coding.js';
import type { Where } from './table-options.js';
import { type Cell, isDate, narrowed } from './table-view.js';

/** What is asked of one column. */
export interface Wish {
  readonly part: ColumnCoding;
  /** The cells asked for, where they are named; else they lie within bounds. */
  readonly cells?: readonly Cell[];
  readonly accepts: (cell: Cell) => boolean;
}

/** Whether the column is given to the model rather than modelled. */
export const isCondition = ({ columns }: ColumnCoding) => columns.some((core) => core.condition);

/** @throws ERR_OPTION for a column that is not there, and for a cell that it does not have. */
export function readWhere(call: string, coding: TableCoding, where: Where): Wish[] {
  return Object.entries(where)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([name, wanted]) => {
      const part = partNamed(`where of ${call}`, coding, name);
      const place = `${show(name)} in where of ${call}`;
      if (part.column.type === 'identifier')
        throw optionError(place, 'is an identifier, which is made anew for each row');
      if (!isObject(wanted) || isDate(wanted)) return wishFor(place, part, [wanted]);
      if (!('oneOf' in wanted)) return within(place, part, wanted);
      const { oneOf } = readPart(place, wanted, ONE_OF);
      return wishFor(place, part, oneOf);
    });
}

/** @throws ERR_OPTION */
export function partNamed(option: string, { parts }: TableCoding, name: string): ColumnCoding {
  const part = parts.find(({ column }) => column.name === name);
  if (part) return part;
  const names = parts.map(({ column }) => column.name);
  throw new VAEError(
    'ERR_OPTION',
    `${option} names ${show(name)}, which is no column of the table; did you mean ` +
      `${show(nearestName(name, names))}? It has ${list(names)}.`,
  );
}

/** A wish for cells of the column, which it has. */
export function wishForCells(part: ColumnCoding, cells: readonly Cell[]): Wish {
  const keys = new Set(cells.map((cell) => keyOf(part, cell)));
  return { part, cells, accepts: (cell) => keys.has(keyOf(part, cell)) };
}

export function list(names: readonly unknown[]): string {
  return names.slice(0, 20).map(show).join(', ') + (names.length > 20 ? ', ...' : '');
}

const ONE_OF = {
  oneOf: rule<readonly Cell[]>(
    [],
    'an array of values, at least one',
    (value) => Array.isArray(value) && value.length > 0,
  ),
};
const ANY_CELL = rule<Cell>(undefined, 'a value', () => true);
const BOUNDS = { min: ANY_CELL, max: ANY_CELL };

function wishFor(place: string, part: ColumnCoding, cells: readonly Cell[]): Wish {
  for (const cell of cells) checkCell(place, part, cell);
  return wishForCells(part, cells);
}

function checkCell(place: string, part: ColumnCoding, cell: Cell): void {
  const { column } = part;
  if (part.isGap(cell)) {
    if (column.missing > 0) return;
    throw optionError(place, `has no gaps in the training table, was given ${show(cell)}`);
  }
  const scratch = new Float64Array(part.columns.length);
  const known =
    column.type === 'constant'
      ? keyOf(part, cell) === column.value
      : part.encode(cell, scratch, 0) && isKnown(column, ordinal(part, cell));
  if (!known) throw optionError(place, `is ${range(part)}, was given ${show(cell)}`);
  const real = column.type === 'continuous' || column.type === 'date';
  if (!real || column.levels || isCondition(part)) return;
  if (!column.spikes?.some(({ value }) => value === ordinal(part, cell)))
    throw optionError(
      place,
      `is a range, { min, max }, since next to no row has exactly ${show(cell)}; or make the ` +
        `column one of the conditions of new TableVAE()`,
    );
}

function within(place: string, part: ColumnCoding, wanted: object): Wish {
  const { column } = part;
  if (!('minimum' in column))
    throw optionError(place, `is a value or { oneOf: [...] }, since the column has no order`);
  const given = readPart(place, wanted, BOUNDS);
  const bound = (cell: Cell, otherwise: number) => {
    if (cell === undefined) return otherwise;
    const value = ordinal(part, cell);
    if (value === undefined || Number.isNaN(value))
      throw optionError(place, `has bounds that are ${range(part)}, was given ${show(cell)}`);
    return value;
  };
  const min = bound(given.min, -Infinity);
  const max = bound(given.max, Infinity);
  if (given.min === undefined && given.max === undefined)
    throw optionError(place, 'is a value, { oneOf: [...] } or { min, max }, was given neither');
  if (min > max || max < column.minimum || min > column.maximum)
    throw optionError(
      place,
      `is a range that holds some of what the column has, ${range(part)}, was given ` +
        `${show(given.min ?? min)} to ${show(given.max ?? max)}`,
    );
  return {
    part,
    accepts(cell) {
      const value = ordinal(part, cell);
      return value !== undefined && value >= min && value <= max;
    },
  };
}

/** What the column can have, for sentences. */
function range(part: ColumnCoding): string {
  const { column } = part;
  if ('categories' in column) return `one of ${list(column.categories.map(({ value }) => value))}`;
  if (column.type === 'constant') return `always ${show(column.value)}`;
  if (!('minimum' in column)) return part.takes;
  if (column.type !== 'date' && column.levels)
    return `one of ${list(column.levels.map(({ value }) => value))}`;
  const shown = (value: number) =>
    column.type === 'date' ? new Date(value).toISOString() : String(value);
  return `${part.takes} from ${shown(column.minimum)} to ${shown(column.maximum)}`;
}

/** Equal for equal cells, however they are written. */
function keyOf(part: ColumnCoding, cell: Cell): unknown {
  if (part.isGap(cell)) return null;
  return 'minimum' in part.column || isDate(cell) ? ordinal(part, cell) : narrowed(cell);
}

function ordinal({ read }: ColumnCoding, cell: Cell): number | undefined {
  if (read) return read(narrowed(cell));
  return isDate(cell) ? cell.getTime() : undefined;
}

/** Whether an ordered column can have the number; any other has what it can encode. */
function isKnown(column: ColumnSchema, number: number | undefined): boolean {
  if (!('minimum' in column)) return true;
  if (column.type === 'integer' && !Number.isInteger(number)) return false;
  return column.levels
    ? column.levels.some(({ value }) => value === number)
    : number! >= column.minimum && number! <= column.maximum;
}

function optionError(place: string, problem: string): VAEError {
  return new VAEError('ERR_OPTION', `${place} ${problem}.`);
}
