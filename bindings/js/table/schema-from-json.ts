import { isFiniteNumber, isInteger, isObject } from '../options/option-rules.js';
import { show } from '../errors/show.js';
import { isDateForm } from './cells/date-form.js';
import { LAST_TIME } from './cells/date-text.js';
import { MAX_DECIMALS } from './cells/rounding.js';
import { centreOf } from './bins.js';
import { deepFreeze } from './deep-freeze.js';
import { partsOf } from './quantiles.js';
import { toNumberRule } from './rules/schema-rules.js';
import type {
  Bin,
  ColumnRule,
  ColumnSchema,
  ColumnType,
  DependencyRule,
  RangeBin,
  TableSchema,
} from '../data/schema.js';

/**
 * Reads the schema of a model file, which `JSON.stringify` wrote. Returns exactly that schema without
 * unknown fields, or a text that says what is wrong: "has no valid minimum in column "age"".
 */
export function schemaFromJson(json: unknown): TableSchema | string {
  if (!isObject(json)) return 'is not an object';
  const { form, rows, columns, conditions, rules, missingValues } = json as Record<string, unknown>;
  if (form !== 'rows' && form !== 'columns') return 'has no valid form';
  if (!isInteger(rows, 1, Number.MAX_SAFE_INTEGER)) return 'has no valid rows';
  if (!isArray(columns, isObject) || columns.length === 0) return 'has no valid columns';
  const names = new Set<unknown>();
  const known: object[] = [];
  for (const column of columns as Record<string, unknown>[]) {
    const { name, type } = column;
    if (typeof name !== 'string' || names.has(name)) return 'has no valid name of a column';
    names.add(name);
    if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type))
      return `has no valid type of column ${show(name)}`;
    const fields = { missing: isShare, reason: optional(isText), ...FIELDS[type as ColumnType] };
    for (const [field, accepts] of Object.entries(fields))
      if (!accepts(column[field], column)) return `has no valid ${field} in column ${show(name)}`;
    known.push(only(column, ['name', 'type', ...Object.keys(fields)]));
  }
  if (!isArray(conditions, (name) => names.has(name))) return 'has no valid conditions';
  if (missingValues !== undefined && !isArray(missingValues, isWord))
    return 'has no valid missingValues';
  if (rules !== undefined && !isArray(rules, (rule) => isRule(rule, known as ColumnSchema[])))
    return 'has no valid rules';
  const ruled = rules === undefined ? {} : { rules: rules.map(ruleOnly) };
  const named = missingValues === undefined ? {} : { missingValues };
  return deepFreeze({ form, rows, columns: known, conditions, ...ruled, ...named } as TableSchema);
}

/** Keeps these fields in the order of the file, so that saving again gives the same bytes. */
function only(given: object, fields: readonly string[]): object {
  const own = Object.entries(given).filter(([field]) => fields.includes(field));
  return Object.fromEntries(own.map(([field, value]) => [field, plain(value)]));
}

/**
 * Removes unknown fields. Lists hold categories, bins or runs of identifiers; objects are forms of text.
 */
function plain(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      isObject(item) && !Array.isArray(item)
        ? only(item, ['value', 'count', 'min', 'max', 'repeated', 'edges'])
        : item,
    );
  return isObject(value) ? only(value, ['prefix', 'digits', ...NUMBER_FORM]) : value;
}

const ruleOnly = (rule: unknown) => {
  const { type, columns, values } = rule as DependencyRule;
  return { type, columns: [...columns], ...(values && { values: [...values] }) };
};

const NUMBER_FORM = ['decimal', 'group', 'prefix', 'suffix', 'negative', 'positive'];

type Check = (value: unknown, column: Record<string, unknown>) => boolean;

const isArray = (value: unknown, accepts: (item: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.every(accepts);

const isText = (value: unknown) => typeof value === 'string';

const isWord = (value: unknown) => isText(value) || isFiniteNumber(value);

const isNumberForm = (value: unknown) => {
  const given = Object(value) as Record<string, unknown>;
  const { decimal, group, prefix, suffix, negative, positive } = given;
  return (
    (decimal === '.' || decimal === ',') &&
    [group, prefix, suffix].every(isText) &&
    NEGATIVES.includes(negative) &&
    (positive === undefined || positive === '+$1')
  );
};

const NEGATIVES: readonly unknown[] = ['-$1', '−$1', '$-1', '$−1', '$1-', '($1)'];

const isShare: Check = (value) => isFiniteNumber(value) && value >= 0 && value <= 1;

const isCategoryValue = (value: unknown) => typeof value === 'boolean' || isWord(value);

const optional =
  (check: Check): Check =>
  (value, column) =>
    value === undefined || check(value, column);

/** Categories without repetition. */
function isCategories(value: unknown, least: number): value is { value: unknown }[] {
  const isCategory = (item: unknown) =>
    isObject(item) &&
    isCategoryValue((item as Record<string, unknown>).value) &&
    isInteger((item as Record<string, unknown>).count, 0, Number.MAX_SAFE_INTEGER);
  if (!isArray(value, isCategory) || value.length < least) return false;
  return new Set((value as { value: unknown }[]).map((item) => item.value)).size === value.length;
}

/** Numbers, ascending and within the bounds. */
const isAscending =
  (least: number): Check =>
  (items, { minimum, maximum }) => {
    if (!isCategories(items, least)) return false;
    const values = [minimum, ...items.map(({ value }) => value), maximum];
    return values.every(
      (value, i) => isFiniteNumber(value) && !(value < (values[i - 1] as number)),
    );
  };

/** Bins with rows, ascending by their middle; ranges do not overlap, and have their repeated values. */
const isBins: Check = (items) => {
  if (!isArray(items, isObject) || items.length < 2 || items.length > MOST_BINS) return false;
  let [middle, end] = [-Infinity, -Infinity];
  return (items as Record<string, unknown>[]).every((bin) => {
    const { value, min, max, count, repeated = [], edges = [] } = bin;
    const range = { minimum: min, maximum: max };
    const isSingle = isFiniteNumber(value) && min === undefined && max === undefined;
    const isRange =
      isFiniteNumber(min) &&
      isFiniteNumber(max) &&
      min < max &&
      min >= end &&
      isAscending(0)(repeated, range) &&
      isAscending(0)(edges, range) &&
      isDivided(bin as unknown as RangeBin);
    if (!isInteger(count, 1, Number.MAX_SAFE_INTEGER) || isSingle === isRange) return false;
    const before = middle;
    middle = centreOf(bin as unknown as Bin);
    if (isRange) end = max;
    return middle >= before;
  });
};

/** Whether each part of a range has a width and rows, apart from those of repeated values. */
const isDivided = (range: RangeBin) =>
  !range.edges || partsOf(range).every(({ min, max, count }) => min < max && count > 0);

/** As the core takes them (max_ordinal_levels of src/data/column.hpp). */
const MOST_BINS = 1024;

const ORDERED: Record<string, Check> = {
  minimum: isFiniteNumber,
  maximum: (value, { minimum }) => isFiniteNumber(value) && value >= (minimum as number),
  bins: optional(isBins),
  levels: optional(isAscending(2)),
  spikes: optional(isAscending(1)),
};

const isTrue: Check = (value) => value === true;

const NUMBERS: Record<string, Check> = {
  ...ORDERED,
  bigint: optional(isTrue),
  decimals: (value) => value === null || isInteger(value, 0, MAX_DECIMALS),
  text: optional((value) => value === 'fixed' || value === 'shortest'),
  form: optional(isNumberForm),
};

function isRule(rule: unknown, columns: readonly ColumnSchema[]): boolean {
  const { type, columns: names, values } = Object(rule) as Record<string, unknown>;
  const isOfOne = type === 'dependency' ? Array.isArray(values) : values === undefined;
  return isOfOne && isArray(names, isText) && !!toNumberRule(rule as ColumnRule, columns);
}

/** Runs of numbers: the first, and how many. */
const isRun = (value: unknown) =>
  isArray(value, (item) => isInteger(item, 0, Number.MAX_SAFE_INTEGER)) && value.length === 2;

const FIELDS: Record<ColumnType, Record<string, Check>> = {
  continuous: NUMBERS,
  integer: NUMBERS,
  date: {
    ...ORDERED,
    minimum: (value) => isFiniteNumber(value) && value >= -LAST_TIME,
    maximum: (value, { minimum }) =>
      isFiniteNumber(value) && value >= (minimum as number) && value <= LAST_TIME,
    form: (value) => typeof value === 'string' && isDateForm(value),
    cells: optional((value) => value === 'number'),
    bigint: optional(isTrue),
    step: (value) => isInteger(value, 1, LAST_TIME),
  },
  categorical: { categories: (value) => isCategories(value, 2), bigint: optional(isTrue) },
  boolean: {
    categories: (value) => isCategories(value, 2) && value.length === 2,
    bigint: optional(isTrue),
  },
  constant: {
    bigint: optional(isTrue),
    value: (value) => value === null || isCategoryValue(value),
    date: optional(
      (date, { value }) =>
        date === true && isFiniteNumber(value) && value >= -LAST_TIME && value <= LAST_TIME,
    ),
  },
  identifier: {
    reason: isText,
    next: (value) => Number.isSafeInteger(value),
    width: optional((value) => isInteger(value, 1, 15)),
    unused: optional((value) => isArray(value, isRun)),
    text: optional((value) => {
      const { prefix, digits, suffix = '' } = Object(value) as Record<string, unknown>;
      return typeof prefix === 'string' && typeof suffix === 'string' && isInteger(digits, 1, 15);
    }),
    bigint: optional((value, { text = {} }) => {
      const { prefix = '', suffix } = text as Record<string, unknown>;
      return value === true && suffix === undefined && /^\d*$/.test(prefix as string);
    }),
  },
};

export const COLUMN_TYPES = Object.keys(FIELDS) as ColumnType[];
