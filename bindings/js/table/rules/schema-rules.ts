// Rules of a schema, which name columns and values, as rules of numbers, and back.
import type { ColumnRule, ColumnSchema, NumberColumn } from '../../data/schema.js';
import { valuesOf } from '../bins.js';
import { type NumberRule, toleranceOf } from './number-rule.js';

type Value = Extract<ColumnRule, { type: 'dependency' }>['values'][number];

/** The values of a column that it has a list of, with their numbers in rules. */
export function listed(column: ColumnSchema): readonly { number: number; count: number }[] {
  if ('categories' in column)
    return column.categories.map(({ count }, number) => ({ number, count }));
  return numbersIn(column)?.map(({ value, count }) => ({ number: value, count })) ?? [];
}

/** Truth values, or the numbers 0 and 1. */
export function isTruth(column: ColumnSchema): boolean {
  const numbers = numbersIn(column);
  return column.type === 'boolean' || numbers?.map(({ value }) => value).join() === '0,1';
}

/** The values of a column of numbers or dates that has no others. */
const numbersIn = (column: ColumnSchema) => ('minimum' in column ? valuesOf(column) : undefined);

export function toColumnRule(rule: NumberRule, columns: readonly ColumnSchema[]): ColumnRule {
  const names = rule.columns.map((column) => columns[column]!.name);
  const named = { type: rule.type, columns: names };
  if (rule.type !== 'dependency') return named as ColumnRule;
  const [determinant, dependent] = rule.columns.map((column) => columns[column]!);
  const valueOf = (number: number | undefined): Value => {
    if (number === undefined) return null;
    return 'categories' in dependent! ? dependent.categories[number]!.value : number;
  };
  const values = listed(determinant!).map(({ number }) => valueOf(rule.values.get(number)));
  return { ...named, values } as ColumnRule;
}

/** @returns undefined for a rule that toColumnRule() did not make for these columns. */
export function toNumberRule(
  rule: ColumnRule,
  columns: readonly ColumnSchema[],
): NumberRule | undefined {
  const places = rule.columns.map((name) => columns.findIndex((column) => column.name === name));
  const its = places.map((place) => columns[place]);
  const isVarying = (column: ColumnSchema | undefined) =>
    column !== undefined && ('categories' in column || 'minimum' in column);
  if (!its.every(isVarying) || new Set(places).size < places.length) return undefined;
  const [first, second] = its as ColumnSchema[];
  const areNumbers = its.every((column) => 'minimum' in column);
  const named = { type: rule.type, columns: places };
  switch (rule.type) {
    case 'dependency': {
      if (places.length !== 2) return undefined;
      const numbers = listed(first!).map(({ number }) => number);
      const values = rule.values.map((value) => numberOf(second!, value));
      const isKnown = numbers.length > 0 && values.length === numbers.length;
      if (!isKnown || values.includes(undefined)) return undefined;
      const pairs = numbers.map((number, i) => [number, values[i]!] as const);
      const known = new Map(pairs.filter(([, value]) => !Number.isNaN(value)));
      return { type: 'dependency', columns: places as [number, number], values: known };
    }
    case 'oneHot':
      if (places.length < 3 || !its.every((column) => isTruth(column) && column.missing === 0))
        return undefined;
      return named as NumberRule;
    case 'sum': {
      if (places.length < 2 || places.length > 4 || !areNumbers) return undefined;
      const { minimum, maximum } = first as NumberColumn;
      const largest = Math.max(Math.abs(minimum), Math.abs(maximum));
      return { type: 'sum', columns: places, tolerance: toleranceOf(decimalsIn(first!), largest) };
    }
    case 'order':
      return places.length === 2 && areNumbers ? (named as NumberRule) : undefined;
  }
}

/** Digits after the point of a column's numbers; null: not rounded. */
export function decimalsIn(column: ColumnSchema): number | null {
  return column.type === 'continuous' ? column.decimals : 0;
}

/** NaN for no value; undefined for one that the column does not have. */
function numberOf(column: ColumnSchema, value: Value): number | undefined {
  if (value === null) return NaN;
  if (!('categories' in column)) return typeof value === 'number' ? value : undefined;
  const level = column.categories.findIndex((category) => category.value === value);
  return level < 0 ? undefined : level;
}
