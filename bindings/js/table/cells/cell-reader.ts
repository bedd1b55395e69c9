// The only place that turns cells of numbers and dates into numbers, and numbers into cells.
import type { DateColumn, NumberColumn } from '../../data/schema.js';
import type { Cell } from '../../data/table.js';
import { isDate } from '../table-view.js';
import { dateNumberReader, dateTextReader, dateTextWriter } from './date-form.js';
import { numberTextReader, numberTextWriter } from './number-form.js';

/** The number that a cell stands for. For dates, milliseconds since 1970, UTC. */
export type CellReader = (cell: Cell) => number | undefined;

/**
 * Returns a function that reads the cells of a column by its form: numbers, dates and their text. It
 * returns undefined for every other cell, including gaps.
 */
export function cellReader(column: NumberColumn | DateColumn): CellReader {
  return column.type === 'date' ? dateReader(column.form) : numberReader(column.form);
}

/** @param form Absent if numbers are written as programs do. */
export function numberReader(form?: NumberColumn['form']): CellReader {
  const read = numberTextReader(form);
  return (cell) => {
    if (typeof cell === 'number') return cell;
    return typeof cell === 'string' ? read(cell) : undefined;
  };
}

/** @param form Form of a date column. If it is a form of numbers, numbers are dates. */
export function dateReader(form: string): CellReader {
  const readText = dateTextReader(form);
  const readNumber = dateNumberReader(form);
  return (cell) => {
    if (typeof cell === 'string') return readText(cell);
    if (typeof cell === 'number') return readNumber(cell);
    return isDate(cell) ? cell.getTime() : undefined;
  };
}

/** Returns a function that writes the numbers of a column as cells of its form. */
export function cellWriter(column: NumberColumn | DateColumn): (value: number) => Cell {
  if (column.type !== 'date') return numberWriter(column);
  if (column.form === 'Date') return (time) => new Date(time);
  const write = dateTextWriter(column.form);
  return column.cells === 'number' ? (time) => Number(write(time)) : write;
}

function numberWriter({ text, decimals, form }: NumberColumn): (value: number) => Cell {
  if (!text) return (value) => value;
  const digits =
    text === 'fixed' && decimals !== null ? (value: number) => value.toFixed(decimals) : String;
  return form ? numberTextWriter(form, digits) : digits;
}
