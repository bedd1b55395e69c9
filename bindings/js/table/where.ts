// Checks the rows that `where` asks for against the values of the columns.
import { VAEError } from '../errors/errors.js';
import { nearestName } from '../errors/nearest-name.js';
import { isObject, readPart, rule } from '../options/option-rules.js';
import { dateTextWriter, isTimeForm } from './cells/date-form.js';
import { list, show } from '../errors/show.js';
import { comesBack, valuesOf } from './bins.js';
import type { ColumnCoding } from './column-coding.js';
import type { ColumnSchema } from '../data/schema.js';
import type { TableCoding } from './table-coding.js';
import type { Where } from '../options/table-options.js';
import type { Cell } from '../data/table.js';
import { isDate, narrowed } from './table-view.js';

/** The cells that a call asks for in one column. */
export interface Wish {
  readonly part: ColumnCoding;
  /** The cells, if the call lists them. Otherwise the wish has bounds. */
  readonly cells?: readonly Cell[];
  readonly accepts: (cell: Cell) => boolean;
}

/** Whether the column conditions the model instead of being modelled. */
export const isCondition = ({ columns }: ColumnCoding) => columns.some((core) => core.condition);

/** @throws ERR_OPTION for an unknown column, and for a cell that its column cannot have. */
export function readWhere(call: string, coding: TableCoding, where: Where): Wish[] {
  return Object.entries(where)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([name, wanted]) => {
      const part = partNamed(`where of ${call}`, coding, name);
      const place = `${show(name)} in where of ${call}`;
      if (part.column.type === 'identifier')
        throw optionError(place, 'cannot be set: identifiers are made anew for each row');
      if (!isObject(wanted) || isDate(wanted)) return wishFor(place, part, [wanted]);
      if (!('oneOf' in wanted)) return within(place, part, wanted);
      const { oneOf } = readPart(place, wanted, ONE_OF);
      return wishFor(place, part, oneOf);
    });
}

/** @throws ERR_OPTION for a name that no column has. */
export function partNamed(option: string, { parts }: TableCoding, name: string): ColumnCoding {
  const part = parts.find(({ column }) => column.name === name);
  if (part) return part;
  const names = parts.map(({ column }) => column.name);
  throw new VAEError(
    'ERR_OPTION',
    `${option} names ${show(name)}, but the table has no such column; did you mean ` +
      `${show(nearestName(name, names))}? It has ${list(names)}.`,
  );
}

/** A wish for these cells; the column must have them. */
export function wishForCells(part: ColumnCoding, cells: readonly Cell[]): Wish {
  const keys = new Set(cells.map((cell) => keyOf(part, cell)));
  return { part, cells, accepts: (cell) => keys.has(keyOf(part, cell)) };
}

const ONE_OF = {
  oneOf: rule<readonly Cell[]>(
    [],
    'an array of at least one value',
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
    throw optionError(
      place,
      `must not be ${show(cell)}: the column has no gaps in the training table`,
    );
  }
  const scratch = new Float64Array(part.columns.length);
  const known =
    column.type === 'constant'
      ? keyOf(part, cell) === column.value
      : part.encode(cell, scratch, 0) !== undefined && isKnown(column, ordinal(part, cell));
  if (!known) throw optionError(place, `must be ${range(part)}, not ${show(cell)}`);
  const real = column.type === 'continuous' || column.type === 'date';
  if (!real || isCondition(part) || comesBack(column, ordinal(part, cell)!)) return;
  throw optionError(
    place,
    `must be a range, { min, max }, not ${show(cell)}: hardly any row has exactly this value. ` +
      `A column among the conditions of new TableVAE() takes exact values`,
  );
}

function within(place: string, part: ColumnCoding, wanted: object): Wish {
  const { column } = part;
  if (!('minimum' in column))
    throw optionError(
      place,
      `must be a value or { oneOf: [...] }, not a range: the column has no order`,
    );
  const given = readPart(place, wanted, BOUNDS);
  const bound = (cell: Cell, otherwise: number) => {
    if (cell === undefined) return otherwise;
    const value = ordinal(part, cell);
    if (value === undefined || Number.isNaN(value))
      throw optionError(place, `must have bounds that are ${range(part)}, not ${show(cell)}`);
    return value;
  };
  const min = bound(given.min, -Infinity);
  const max = bound(given.max, Infinity);
  if (given.min === undefined && given.max === undefined)
    throw optionError(
      place,
      'must be a value, { oneOf: [...] } or { min, max }, not an object without these',
    );
  if (min > max || max < column.minimum || min > column.maximum)
    throw optionError(
      place,
      `must be a range that overlaps the column's values, ${range(part)}, not ` +
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

/** The values that the column can have, as errors name them. */
function range(part: ColumnCoding): string {
  const { column } = part;
  if ('categories' in column) return `one of ${list(column.categories.map(({ value }) => value))}`;
  if (column.type === 'constant') return `${show(column.value)}, the column's only value`;
  if (!('minimum' in column)) return part.takes;
  const values = valuesOf(column);
  if (column.type !== 'date' && values) return `one of ${list(values.map(({ value }) => value))}`;
  const shown = (value: number) =>
    column.type !== 'date'
      ? String(value)
      : isTimeForm(column.form)
        ? dateTextWriter(column.form)(value)
        : new Date(value).toISOString();
  return `${part.takes} from ${shown(column.minimum)} to ${shown(column.maximum)}`;
}

/** Equal for equal cells, however the table writes them. */
function keyOf(part: ColumnCoding, cell: Cell): unknown {
  if (part.isGap(cell)) return null;
  const { column } = part;
  if (!('minimum' in column) && !isDate(cell)) return narrowed(cell);
  const number = ordinal(part, cell);
  // A number that nothing rounds comes back to some 14 digits.
  return number !== undefined && 'decimals' in column && column.decimals === null
    ? number.toPrecision(12)
    : number;
}

function ordinal({ read }: ColumnCoding, cell: Cell): number | undefined {
  if (read) return read(narrowed(cell));
  return isDate(cell) ? cell.getTime() : undefined;
}

/** Whether an ordered column can have the number. Other columns have whatever they can encode. */
function isKnown(column: ColumnSchema, number: number | undefined): boolean {
  if (!('minimum' in column)) return true;
  if (column.type === 'integer' && !Number.isInteger(number)) return false;
  const values = valuesOf(column);
  return values
    ? values.some(({ value }) => value === number)
    : number! >= column.minimum && number! <= column.maximum;
}

function optionError(place: string, problem: string): VAEError {
  return new VAEError('ERR_OPTION', `${place} ${problem}.`);
}
