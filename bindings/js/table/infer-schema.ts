import { VAEError } from '../errors/errors.js';
import { nearestName } from '../errors/nearest-name.js';
import type { CallOptions } from '../options/options.js';
import { choice, integer, isObject, readPart, readValue, rule } from '../options/option-rules.js';
import { show } from '../errors/show.js';
import { numberOfBigInt } from '../errors/whole-number.js';
import { ColumnCells } from './column-cells.js';
import { deepFreeze } from './deep-freeze.js';
import { inferColumn } from './infer-column.js';
import { isDateForm } from './cells/date-form.js';
import { MissingValues } from './cells/missing-values.js';
import { MAX_DECIMALS } from './cells/rounding.js';
import { inferRules } from './rules/infer-rules.js';
import type { Said } from './said.js';
import type { ColumnSchema, ColumnType, TableSchema } from '../data/schema.js';
import { Slices } from './slices.js';
import type { TableView } from './table-view.js';

/**
 * Infers the schema of a table, in slices of about 10 ms. Except for the order of columns, the result
 * does not depend on the order of rows.
 * @throws ERR_OPTION if `columns` or `conditions` name a column that the table does not have;
 *   ERR_DATA_VALUE for a cell that is not what `columns` says, or unlike most others of its column;
 *   ERR_DATA_SHAPE for more categories than can be modelled.
 */
export async function inferSchema(
  view: TableView,
  given: Partial<CallOptions<'inferSchema()'>> = {},
): Promise<TableSchema> {
  const { columns: overrides = {}, conditions = [], missingValues, signal } = given;
  for (const name of Object.keys(overrides)) checkName(view, 'columns', name);
  for (const name of conditions) checkName(view, 'conditions', name);
  const said = new Map(
    Object.entries(overrides).map(([name, value]) => [name, readOverride(name, value)]),
  );
  const slices = new Slices(signal);
  const words = new MissingValues(missingValues);
  const columns: ColumnSchema[] = [];
  for (const [index, name] of view.names.entries()) {
    const own = said.get(name) ?? {};
    const column = await inferColumn(new ColumnCells(view, index, slices, words), own);
    checkNumbersSaid(column, own);
    columns.push(column);
  }
  const rules = await slices.run(inferRules(view, columns, words));
  return deepFreeze({
    form: view.form,
    rows: view.rows,
    columns,
    conditions: [...conditions],
    ...(rules.length > 0 && { rules }),
    ...(missingValues && { missingValues: [...missingValues] }),
  });
}

function checkName({ names }: TableView, option: string, name: string): void {
  if (names.includes(name)) return;
  throw new VAEError(
    'ERR_OPTION',
    `${option} names ${show(name)}, but data has no such column; ` +
      `did you mean ${show(nearestName(name, names))}?`,
  );
}

const TYPES: readonly ColumnType[] = [
  'continuous',
  'integer',
  'categorical',
  'boolean',
  'date',
  'constant',
  'identifier',
];

const typeRule = choice('continuous', TYPES);
const anyNumber = rule<number | undefined>(
  undefined,
  'a finite number',
  (value) => Number.isFinite(asNumber(value)),
  (_place, value) => asNumber(value) as number,
);
const asNumber = (value: unknown) => (typeof value === 'bigint' ? numberOfBigInt(value) : value);

const RULES = {
  type: { ...typeRule, initial: undefined },
  minimum: anyNumber,
  maximum: anyNumber,
  decimals: integer(undefined, 0, MAX_DECIMALS),
  form: rule<Said['form']>(
    undefined,
    "a form of dates, such as 'DD/MM/YYYY', or the decimal mark of numbers: { decimal: ',' }",
    isForm,
  ),
};

function isForm(value: unknown): boolean {
  if (typeof value === 'string') return isDateForm(value);
  return isObject(value) && Object.keys(value).join() === 'decimal' && isMark(value);
}

const isMark = (value: object) =>
  'decimal' in value && ['.', ','].includes(value.decimal as string);

function readOverride(name: string, value: unknown): Said {
  const place = `columns[${show(name)}]`;
  if (isObject(value)) {
    const said = readPart(place, value, RULES);
    return typeof said.form === 'string' ? { ...said, type: said.type ?? 'date' } : said;
  }
  const takes = `${typeRule.takes}, or { type, minimum, maximum, decimals, form }`;
  return { type: readValue<ColumnType>(place, { ...typeRule, takes }, value) };
}

function checkNumbersSaid({ name, type }: ColumnSchema, said: Said): void {
  const { form } = said;
  if (form !== undefined && type !== 'constant') {
    const takes = typeof form === 'string' ? ['date'] : ['continuous', 'integer'];
    if (!takes.includes(type))
      throw new VAEError(
        'ERR_OPTION',
        `columns[${show(name)}] has a form for ${takes[1] ? 'numbers' : 'dates'}, but the column is ${show(type)}.`,
      );
  }
  if (type === 'continuous' || type === 'integer' || type === 'constant') return;
  for (const key of ['minimum', 'maximum', 'decimals'] as const)
    if (said[key] !== undefined)
      throw new VAEError(
        'ERR_OPTION',
        `columns[${show(name)}] has ${key}, which is for numbers, but the column is ${show(type)}.`,
      );
}

/** Whether the core gets values of the column. */
function isModelled({ type }: ColumnSchema): boolean {
  return type !== 'constant' && type !== 'identifier';
}

/**
 * @throws ERR_OPTION for a condition that is a constant or an identifier; ERR_DATA_SHAPE if no column
 *   is left to model.
 */
export function checkModelled({ columns, conditions }: TableSchema): void {
  for (const column of columns)
    if (conditions.includes(column.name) && !isModelled(column))
      throw new VAEError(
        'ERR_OPTION',
        `conditions names ${show(column.name)}, which cannot be a condition: it is ` +
          (column.type === 'constant'
            ? 'the same in every row.'
            : `an identifier (${'reason' in column ? column.reason : ''}).`),
      );
  if (columns.some((column) => isModelled(column) && !conditions.includes(column.name))) return;
  const why = columns.map(({ name, type }) =>
    conditions.includes(name) ? `${show(name)} is a condition` : `${show(name)} is ${show(type)}`,
  );
  throw new VAEError(
    'ERR_DATA_SHAPE',
    `data has no column to model: ${why.slice(0, 8).join(', ')}${why.length > 8 ? ', ...' : ''}.`,
  );
}
