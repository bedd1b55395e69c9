// The coding of a table as data, for formats that code cells themselves.
import type {
  BooleanColumn,
  CategoricalColumn,
  ColumnSchema,
  DateColumn,
  NumberColumn,
} from '../data/schema.js';
import { MISSING_VALUES } from '../data/missing-values.js';
import type {
  CategoryCells,
  CodedColumn,
  ConstantColumn,
  Lookup,
  NumberCells,
  OneHotGroup,
  TableCells,
  TableRule,
} from '../exchange/table-cells.js';
import { Bins } from './bins.js';
import type { ColumnCoding } from './column-coding.js';
import { constantCells, surpriseOf } from './constants.js';
import { piecesOf } from './pieces.js';
import { isOneToOne } from './rules/implied-rules.js';
import { linksOf } from './rules/linked-codings.js';
import { listed } from './rules/schema-rules.js';
import type { TableCoding } from './table-coding.js';

/** How the cells of a table's columns are those of the core; or why that cannot be told as data. */
export function tableCells({ parts, rules, schema }: TableCoding): TableCells {
  const coded = parts.filter(({ column }) => 'minimum' in column || 'categories' in column);
  const old = coded.find(({ column }) => 'minimum' in column && !column.bins);
  if (old) return `column ${JSON.stringify(old.column.name)} has a distribution from before bins`;
  const links = linksOf(schema, schema.conditions, rules.rules);
  const nameOf = (column: number) => schema.columns[column]!.name;
  const missing = schema.missingValues ?? MISSING_VALUES;
  return {
    columns: coded.map((part) => codedColumn(part, parts, links)),
    constants: schema.columns.flatMap((column): ConstantColumn[] => {
      if (column.type !== 'constant') return [];
      const { name, value } = column;
      const read = constantCells(column).number ?? (value === null ? null : String(value));
      return [{ name, value: read, surprise: surpriseOf(column, schema) }];
    }),
    rules: rules.rules.map((rule): TableRule => {
      const share = Math.max(...rule.columns.map((column) => schema.columns[column]!.missing));
      const surprise = surpriseOf({ missing: share }, schema);
      const named = { names: rule.columns.map(nameOf), surprise };
      if (rule.type === 'dependency')
        return { ...named, type: rule.type, ...lookup([...rule.values]) };
      return { ...rule, ...named };
    }),
    groups: parts.flatMap(({ first }, i): OneHotGroup[] => {
      const { type, columns } = links[i]?.rule ?? {};
      if (type !== 'oneHot' || columns![0] !== i) return [];
      return [{ column: first, members: columns!.map(nameOf) }];
    }),
    gaps: {
      texts: [...new Set(['', ...missing.map(String)])],
      numbers: missing.filter((value) => typeof value === 'number'),
    },
  };
}

function codedColumn(
  part: ColumnCoding,
  parts: readonly ColumnCoding[],
  links: ReturnType<typeof linksOf>,
): CodedColumn {
  const { column, first, columns, presence } = part;
  const { name } = column;
  const isOrdered = 'minimum' in column;
  const i = parts.indexOf(part);
  const isMember = links[i]?.rule.type === 'oneHot';
  const isOwn = !isMember && columns.length > Number(presence);
  return {
    name,
    column: isOwn ? first + Number(presence) : undefined,
    presence: presence && !isMember ? first : undefined,
    condition: columns.at(-1)?.condition ?? false,
    optional: column.missing > 0,
    values: isOrdered
      ? numberCells(column)
      : categoryCells(column as CategoricalColumn | BooleanColumn),
    told: isOwn ? toldOf(i, parts, links) : [],
    decided: decisionOf(i, parts, links, isOwn),
    about: isOrdered
      ? `${column.type === 'date' ? 'Milliseconds since 1970, UTC' : 'Numbers'}; NaN is a gap.`
      : 'Categories as text, or their places in the schema, from 0; an empty text or -1 is a gap.',
  };
}

/** As decidedCoding() of rules/linked-codings.ts has it. */
function toldOf(
  determinant: number,
  parts: readonly ColumnCoding[],
  links: ReturnType<typeof linksOf>,
): CodedColumn['told'] {
  return links.flatMap((link, i) => {
    const { columns, presence, column } = parts[i]!;
    const isModelled = columns.length > Number(presence);
    if (link?.rule.type !== 'dependency' || link.from[0] !== determinant || isModelled) return [];
    if (!isOneToOne(link.rule)) return [];
    const pairs = [...link.rule.values].map(([from, to]) => [to, from] as const);
    return [{ by: column.name, ...lookup(pairs) }];
  });
}

/** As decidedCoding() and RowRules have it. */
function decisionOf(
  dependent: number,
  parts: readonly ColumnCoding[],
  links: ReturnType<typeof linksOf>,
  isDrawn: boolean,
): CodedColumn['decided'] {
  const { rule, from } = links[dependent] ?? {};
  if (rule?.type !== 'dependency') return undefined;
  const { column } = parts[from![0]!]!;
  const byCount = (of: ColumnSchema) => listed(of).toSorted((a, b) => b.count - a.count);
  const back = new Map<number, number>();
  for (const { number } of byCount(column)) {
    const value = rule.values.get(number);
    if (value !== undefined && !back.has(value)) back.set(value, number);
  }
  const commonest = byCount(parts[dependent]!.column)[0]?.number;
  return {
    ...{ by: column.name, ...lookup([...rule.values]), back: lookup([...back]) },
    otherwise: isDrawn ? undefined : commonest,
  };
}

function lookup(pairs: readonly (readonly [from: number, to: number])[]): Lookup {
  const column = (place: 0 | 1) => Float64Array.from(pairs, (pair) => pair[place]);
  return { from: column(0), to: column(1) };
}

function categoryCells({ categories }: CategoricalColumn | BooleanColumn): CategoryCells {
  return { kind: 'category', texts: categories.map(({ value }) => String(value)) };
}

function numberCells(column: NumberColumn | DateColumn): NumberCells {
  const { bins, minimum, maximum } = column;
  let isExact = true;
  const tracked = new Bins(bins!, (value) => {
    isExact = false;
    return value;
  });
  const knots = tracked.knots();
  const placed = new Float64Array(1);
  return {
    kind: 'number',
    coded: piecesOf(knots.values, ['cell', 'nats'], (value) => {
      const nats = tracked.place(value, placed, 0);
      return { cell: placed[0]!, nats };
    }),
    decoded: piecesOf(knots.cells, ['value', 'exact'], (cell) => {
      isExact = true;
      const value = tracked.value(cell);
      return { value, exact: Number(isExact) };
    }),
    rounding: column.type === 'date' ? { step: column.step, per: 1 } : decimalsOf(column),
    minimum,
    maximum,
  };
}

/** As roundTo() does. */
function decimalsOf({ type, decimals }: NumberColumn): NumberCells['rounding'] {
  const digits = type === 'integer' ? 0 : decimals;
  return digits === null ? undefined : { step: 1, per: Number(`1e${digits}`) };
}
