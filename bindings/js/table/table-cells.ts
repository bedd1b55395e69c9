// The coding of a table as data, for formats that code cells themselves.
import type { BooleanColumn, CategoricalColumn, DateColumn, NumberColumn } from '../data/schema.js';
import { MISSING_VALUES } from '../data/missing-values.js';
import type {
  CategoryCells,
  CodedColumn,
  ConstantColumn,
  NumberCells,
  OrderedPair,
  TableCells,
} from '../exchange/table-cells.js';
import { Bins } from './bins.js';
import type { ColumnCoding } from './column-coding.js';
import { constantCells, surpriseOf } from './constants.js';
import { piecesOf } from './pieces.js';
import type { TableCoding } from './table-coding.js';

/** How the cells of a table's columns are those of the core; or why that cannot be told as data. */
export function tableCells({ parts, rules, schema }: TableCoding): TableCells {
  const isDecided = rules.rules.some(({ type }) => type !== 'order');
  if (isDecided || parts.some(({ derived }) => derived))
    return 'rules between its columns decide some cells';
  const coded = parts.filter(({ columns }) => columns.length > 0);
  const old = coded.find(({ column }) => 'minimum' in column && !column.bins);
  if (old) return `column ${JSON.stringify(old.column.name)} has a distribution from before bins`;
  const missing = schema.missingValues ?? MISSING_VALUES;
  const orders = rules.rules.map((rule): OrderedPair => {
    const its = rule.columns.map((column) => schema.columns[column]!);
    const share = Math.max(...its.map((column) => column.missing));
    return {
      names: [its[0]!.name, its[1]!.name],
      surprise: surpriseOf({ missing: share }, schema),
    };
  });
  return {
    columns: coded.map(codedColumn),
    constants: schema.columns.flatMap((column): ConstantColumn[] => {
      if (column.type !== 'constant') return [];
      const { name, value } = column;
      const read = constantCells(column).number ?? (value === null ? null : String(value));
      return [{ name, value: read, surprise: surpriseOf(column, schema) }];
    }),
    orders,
    gaps: {
      texts: [...new Set(['', ...missing.map(String)])],
      numbers: missing.filter((value) => typeof value === 'number'),
    },
  };
}

function codedColumn(part: ColumnCoding): CodedColumn {
  const { column, first, columns, presence } = part;
  const { name } = column;
  const isOrdered = 'minimum' in column;
  return {
    name,
    column: first + Number(presence),
    presence: presence ? first : undefined,
    condition: columns.at(-1)!.condition,
    optional: column.missing > 0,
    values: isOrdered
      ? numberCells(column)
      : categoryCells(column as CategoricalColumn | BooleanColumn),
    about: isOrdered
      ? `${column.type === 'date' ? 'Milliseconds since 1970, UTC' : 'Numbers'}; NaN is a gap.`
      : 'Categories as text, or their places in the schema, from 0; an empty text or -1 is a gap.',
  };
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
