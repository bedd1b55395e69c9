import type { Cell, ColumnSchema, IdentifierColumn, TableSchema } from 'vae1';

/** What all cells of a column are, besides gaps. A date has no time of day. */
export type OutputType = 'number' | 'integer' | 'boolean' | 'text' | 'date' | 'timestamp';

/** A column of a table that is written. Formats have types, and values alone do not tell them. */
export interface OutputColumn {
  readonly name: string;
  readonly type: OutputType;
}

const DAY = 86_400_000;

/** The columns of tables that a model makes. */
export function outputColumns({ columns }: TableSchema): OutputColumn[] {
  return columns.map((column) => ({ name: column.name, type: typeOf(column) }));
}

function typeOf(column: ColumnSchema): OutputType {
  switch (column.type) {
    case 'continuous':
      return column.form ? 'text' : 'number';
    case 'integer':
      return column.form ? 'text' : 'integer';
    case 'date':
      if (column.form === 'Date') return column.step % DAY === 0 ? 'date' : 'timestamp';
      if (column.form === 'YYYY-MM-DD') return 'date';
      return column.cells === 'number' || /^(milli)?seconds$/.test(column.form) ? 'number' : 'text';
    case 'categorical':
    case 'boolean':
      return typeOfValues(column.categories.map(({ value }) => value));
    case 'constant':
      if (column.date) return 'timestamp';
      return column.bigint ? 'integer' : typeOfValues(column.value === null ? [] : [column.value]);
    case 'identifier':
      return isInteger(column) ? 'integer' : 'text';
  }
}

/** Whether identifiers are whole numbers, which leading zeros are no part of. */
function isInteger({ text, bigint, width }: IdentifierColumn): boolean {
  if (!text || bigint) return true;
  return text.prefix === '' && !text.suffix && text.digits <= 1 && width === undefined;
}

function typeOfValues(values: readonly (string | number | boolean)[]): OutputType {
  if (values.length > 0 && values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.length > 0 && values.every((value) => typeof value === 'number'))
    return values.every(Number.isInteger) ? 'integer' : 'number';
  return 'text';
}

/** Whether a cell has no value. */
export function isGap(cell: Cell): cell is null | undefined {
  return cell === null || cell === undefined || (typeof cell === 'number' && Number.isNaN(cell));
}

/** A cell as its column's type has it: a BigInt for an integer, a Date for dates; null for a gap. */
export function typedCell(cell: Cell, type: OutputType, name: string): Cell {
  if (isGap(cell)) return null;
  switch (type) {
    case 'number':
      return typeof cell === 'number' ? cell : numberOf(cell, name);
    case 'integer': {
      if (typeof cell === 'bigint') return cell;
      const value = typeof cell === 'string' && /^-?\d+$/.test(cell) ? BigInt(cell) : null;
      return value ?? BigInt(Math.round(numberOf(cell, name)));
    }
    case 'boolean':
      return typeof cell === 'boolean' ? cell : Boolean(cell);
    case 'date':
    case 'timestamp':
      return cell instanceof Date ? cell : new Date(numberOrText(cell));
    case 'text':
      return cell instanceof Date ? cell.toISOString() : String(cell);
  }
}

function numberOf(cell: Cell, name: string): number {
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new Error(
    `Column ${name} holds ${JSON.stringify(String(cell))}, which is not written as a number: ` +
      'only CSV and TSV can keep it as it is.',
  );
}

const numberOrText = (cell: Cell) => (typeof cell === 'string' ? cell : Number(cell));

/** A Date as text: ISO 8601, a day alone for dates. */
export function dateText(date: Date, type: OutputType): string {
  const text = date.toISOString();
  return type === 'date' ? text.slice(0, 10) : text;
}
