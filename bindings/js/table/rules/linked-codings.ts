// Codings of columns whose cells rules derive from those of other columns.
import { roundTo } from '../cells/rounding.js';
import { columnCoding, type ColumnCoding } from '../column-coding.js';
import type { MissingValues } from '../cells/missing-values.js';
import type { TableSchema } from '../../data/schema.js';
import { ColumnKind, type NativeColumn } from '../../engine/native.js';
import { type CellNumbers, cellNumbers } from './cell-numbers.js';
import { isOneToOne } from './implied-rules.js';
import { type NumberRule, sumOf } from './number-rule.js';
import { decimalsIn, listed } from './schema-rules.js';

/** How a rule determines a column. */
interface Link {
  readonly rule: NumberRule;
  /** The columns that it follows from. */
  readonly from: readonly number[];
}

/**
 * The rules that decide a column's cells, by column: the first of the schema that can. A condition is
 * decided by nobody, and no column by itself, by way of others.
 */
export function linksOf(
  { columns }: TableSchema,
  conditions: readonly string[],
  rules: readonly NumberRule[],
): (Link | undefined)[] {
  const links = columns.map((): Link | undefined => undefined);
  const isFree = (column: number) => !links[column] && !conditions.includes(columns[column]!.name);
  const follows = (column: number, other: number): boolean =>
    column === other || (links[column]?.from.some((source) => follows(source, other)) ?? false);
  const link = (rule: NumberRule, column: number, from: readonly number[]) => {
    if (isFree(column) && !from.some((source) => follows(source, column)))
      links[column] = { rule, from };
  };
  for (const rule of rules)
    if (rule.type === 'dependency') link(rule, rule.columns[1], [rule.columns[0]]);
    else if (rule.type === 'sum') link(rule, rule.columns[0]!, rule.columns.slice(1));
    else if (rule.type === 'oneHot' && rule.columns.every(isFree))
      for (const column of rule.columns) links[column] = { rule, from: [] };
  return links;
}

/** The codings of all columns, whose core columns are in the order of the columns. */
export function linkedCodings(
  schema: TableSchema,
  conditions: readonly string[],
  links: readonly (Link | undefined)[],
  words: MissingValues,
): { parts: readonly ColumnCoding[]; numbers: readonly CellNumbers[] } {
  const { columns } = schema;
  const parts: ColumnCoding[] = [];
  const numbers = columns.map((column) => cellNumbers(columnCoding(column, false, 0, words)));
  let first = 0;
  for (const [i, column] of columns.entries()) {
    const own = columnCoding(column, conditions.includes(column.name), first, words);
    const link = links[i];
    const part =
      link?.rule.type === 'oneHot'
        ? memberCoding(own, i, link.rule, parts, numbers)
        : link
          ? decidedCoding(own, link, parts, numbers, i, isModelled(link))
          : own;
    parts.push(part);
    first += part.columns.length;
  }
  return { parts, numbers };

  /** Whether a training row may tell the column and not what it follows from: then the model learns it. */
  function isModelled({ rule, from }: Link): boolean {
    if (from.every((source) => columns[source]!.missing === 0)) return false;
    const [source] = from as [number];
    const isTold = rule.type === 'dependency' && isOneToOne(rule) && !links[source];
    return !isTold || conditions.includes(columns[source]!.name);
  }
}

/**
 * A column that follows from others. The core has it only if it is `modelled`; its gaps are modelled in
 * any case. Of two columns that determine each other, a gap in the first is filled from the second.
 */
function decidedCoding(
  own: ColumnCoding,
  { rule, from }: Link,
  parts: readonly ColumnCoding[],
  numbers: readonly CellNumbers[],
  i: number,
  modelled: boolean,
): ColumnCoding {
  const { column, presence } = own;
  const { toNumber, toCell } = numbers[i]!;
  const commonest = listed(column).reduce((most, each) => (each.count > most.count ? each : most), {
    number: 'minimum' in column ? column.minimum : 0,
    count: 0,
  });
  const numberIn = (values: ArrayLike<number>, row: number) => (source: number) => {
    const part = parts[source]!;
    return numbers[source]!.toNumber(part.decode(values, row + part.first, true, 0));
  };
  const decide = (values: ArrayLike<number>, row: number): number | undefined => {
    const numberOf = numberIn(values, row);
    if (rule.type === 'dependency') return rule.values.get(numberOf(from[0]!));
    const sum = roundTo(sumOf(rule.columns, numberOf), decimalsIn(column));
    return Number.isNaN(sum) ? undefined : sum;
  };
  const told = new Map<number, number>();
  if (!modelled && rule.type === 'dependency' && isOneToOne(rule))
    for (const [determinant, dependent] of rule.values) told.set(dependent, determinant);
  const scratch = new Float64Array(own.columns.length);
  return {
    ...own,
    derived: true,
    columns: modelled ? own.columns : own.columns.slice(0, presence ? 1 : 0),
    mean: modelled ? own.mean : undefined,
    encode(cell, out, at) {
      if (modelled) return own.encode(cell, out, at);
      if (own.encode(cell, scratch, 0) === undefined) return undefined;
      if (presence) out[at] = scratch[0]!;
      const number = told.get(toNumber(cell));
      const determinant = parts[from[0]!]!;
      const place = at - own.first + determinant.first;
      if (number === undefined || !Number.isNaN(out[place + determinant.columns.length - 1]))
        return 0;
      const nats = determinant.encode(numbers[from[0]!]!.toCell(number), out, place);
      if (determinant.presence) out[place] = 0;
      return nats;
    },
    decode(values, at, fill, index) {
      if (presence && !fill && values[at]! < 0.5) return null;
      const number = decide(values, at - own.first);
      if (number !== undefined) return toCell(number);
      return modelled ? own.decode(values, at, true, index) : toCell(commonest.number);
    },
  };
}

/** A column of a one-hot group: the first has the core's column, which says which of them is true. */
function memberCoding(
  own: ColumnCoding,
  column: number,
  { columns }: NumberRule,
  parts: readonly ColumnCoding[],
  numbers: readonly CellNumbers[],
): ColumnCoding {
  const { toNumber, toCell } = numbers[column]!;
  const scratch = new Float64Array(own.columns.length);
  const head = columns[0];
  const member = columns.indexOf(column);
  const isHead = member === 0;
  const placeIn = (at: number) => at - own.first + (isHead ? own.first : parts[head]!.first);
  const group: NativeColumn = {
    ...own.columns[0]!,
    kind: ColumnKind.categorical,
    levels: columns.length,
  };
  return {
    ...own,
    derived: true,
    columns: isHead ? [group] : [],
    mean: undefined,
    encode(cell, out, at) {
      if (own.encode(cell, scratch, 0) === undefined) return undefined;
      if (isHead) out[at] = NaN;
      if (toNumber(cell) === 1) out[placeIn(at)] = member;
      return 0;
    },
    decode: (values, at) => toCell(values[placeIn(at)] === member ? 1 : 0),
  };
}
