// What a person asks of generated rows, line by line.
import type { Where, WhereCell } from 'vae1';
import type { RowWishes, WishColumn } from '../../contract/index.js';
import { cellNumber } from '../ui/format.js';
import { numberText } from '../ui/number-text.js';
import { dateBoundText } from './date-bound.js';

export type WishValue = string | number | boolean;

/** What a column's cells must be. */
export type How = 'is' | 'oneOf' | 'range' | 'gap';

/** What is asked of one column. Only what belongs to `how` counts. */
export interface WishLine {
  readonly column: string;
  readonly how: How;
  readonly value: WishValue | null;
  readonly values: readonly WishValue[];
  /** Dates are in ms since 1970; null for no bound. */
  readonly min: number | null;
  readonly max: number | null;
}

/** The ways in which a column's cells can be asked for, the usual one first. */
export function waysOf({ kind, values, whole, gaps, condition }: WishColumn): How[] {
  const listed: How[] = values ? ['is', 'oneOf'] : [];
  // Hardly any row has exactly a given fraction, unless the model is given it.
  const exact: How[] = !values && kind === 'numbers' && (whole || condition) ? ['is'] : [];
  const ordered: How[] = kind === 'values' ? [] : ['range'];
  return [
    ...(values ? [...listed, ...ordered] : [...ordered, ...exact]),
    ...(gaps ? (['gap'] as const) : []),
  ];
}

/** A line for a column, as it is at first. */
export function firstLine(column: WishColumn): WishLine {
  const value = column.values?.[0] ?? column.minimum ?? null;
  return {
    ...{ column: column.name, how: waysOf(column)[0]!, value },
    ...{ values: value === null ? [] : [value], min: null, max: null },
  };
}

/** The lines as the library takes them. A line that asks nothing yet is left out. */
export function whereOf(lines: readonly WishLine[], columns: readonly WishColumn[]): Where {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const kind = columns.find(({ name }) => name === line.column)?.kind;
      const cell = cellOf(line, kind === 'dates');
      return cell === undefined ? [] : [[line.column, cell] as const];
    }),
  );
}

function cellOf({ how, value, values, min, max }: WishLine, dates: boolean): WhereCell | undefined {
  switch (how) {
    case 'gap':
      return null;
    case 'is':
      return value ?? undefined;
    case 'oneOf':
      return values.length > 0 ? { oneOf: values } : undefined;
    case 'range': {
      const bound = (number: number) => (dates ? new Date(number) : number);
      if (min === null && max === null) return undefined;
      return {
        ...(min !== null && { min: bound(min) }),
        ...(max !== null && { max: bound(max) }),
      };
    }
  }
}

/** What is wrong with the lines, as a sentence; null if nothing is. */
export function faultOf(lines: readonly WishLine[]): string | null {
  for (const { column, how, values, min, max } of lines) {
    if (how === 'oneOf' && values.length === 0) return `${column}: choose at least one value.`;
    if (how === 'range' && min !== null && max !== null && min > max)
      return `${column}: the lower end is above the upper end.`;
  }
  return null;
}

/**
 * 'sex is male, age from 30 to 49; balanced on job'; '' for rows as the model draws them.
 * @param columns They say how the file writes numbers and dates.
 */
export function wishesText(
  { where, balance, withoutGaps }: RowWishes,
  columns: readonly WishColumn[],
): string {
  const cells = Object.entries(where).map(
    ([name, cell]) =>
      `${name} ${cellText(
        cell,
        columns.find((column) => column.name === name),
      )}`,
  );
  return [
    ...(cells.length > 0 ? [cells.join(', ')] : []),
    ...(balance === null ? [] : [`balanced on ${balance}`]),
    ...(withoutGaps ? ['without gaps'] : []),
  ].join('; ');
}

function cellText(cell: WhereCell, column: WishColumn | undefined): string {
  const textOf = (value: unknown) => valueText(value as WishValue, column);
  if (cell === null) return 'is a gap';
  if (typeof cell !== 'object' || cell instanceof Date) return `is ${textOf(cell)}`;
  if ('oneOf' in cell) return `is ${cell.oneOf.map(textOf).join(' or ')}`;
  const { min, max } = cell as { min?: number | Date; max?: number | Date };
  const ends = [
    ...(min === undefined ? [] : [`from ${boundText(min, 'min', column)}`]),
    ...(max === undefined
      ? []
      : [`${min === undefined ? 'up to' : 'to'} ${boundText(max, 'max', column)}`]),
  ];
  return ends.join(' ');
}

/** A value as a person reads it. */
export function valueText(value: WishValue, column?: WishColumn): string {
  if (typeof value !== 'number') return String(value);
  return column?.marks ? numberText(value, column.marks) : cellNumber(value);
}

function boundText(
  bound: number | Date,
  end: 'min' | 'max',
  column: WishColumn | undefined,
): string {
  return bound instanceof Date
    ? dateBoundText(bound.getTime(), end, column)
    : valueText(bound, column);
}
