import { ColumnKind } from '../engine/native.js';
import type { DecodedCells, TableCells } from '../exchange/table-cells.js';
import type { ColumnCoding } from './column-coding.js';
import type { TableCoding } from './table-coding.js';

/** How the cells of a table's columns follow from those of the core, row by row. */
export function tableCells({ parts, rules, schema }: TableCoding): TableCells {
  if (schema.conditions.length > 0) return 'it has conditions';
  if (rules.rules.length > 0 || parts.some(({ derived }) => derived))
    return 'rules between its columns decide some cells';
  const made = parts.filter(({ columns }) => columns.length > 0);
  const unknown = made.find((part) => numbersOf(part) === null);
  if (unknown)
    return `column ${JSON.stringify(unknown.column.name)} has a distribution from before bins`;
  return made.map((part): DecodedCells => {
    const { column, first, presence } = part;
    const numbers = numbersOf(part) ?? undefined;
    return {
      name: column.name,
      column: first + Number(presence),
      presence: presence ? first : undefined,
      numbers,
      about: numbers
        ? `${column.type === 'date' ? 'Milliseconds since 1970' : 'Numbers'}; NaN is a gap.`
        : 'Places in the categories of the schema, from 0; -1 is a gap.',
    };
  });
}

/** By level; undefined for categories, and null if there are no levels. */
function numbersOf({ column, columns, presence, mean }: ColumnCoding) {
  if ('categories' in column) return undefined;
  const { kind, levels } = columns.at(-1)!;
  if (kind !== ColumnKind.ordinal || !mean) return null;
  // The middle of the level, which is what the core takes for its centre.
  const middle = (level: number) => (presence ? [1, level + 0.5] : [level + 0.5]);
  return Float64Array.from({ length: levels }, (_, level) => mean.draw(middle(level), 0));
}
