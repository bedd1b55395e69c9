import { show } from '../../errors/show.js';
import { shapeError } from '../shape-error.js';
import { type ArrowType, arrowCellReader } from './arrow-cells.js';
import { type Frame, hasMethods } from './frame.js';

/** A table or a record batch in Arrow's format, such as those of apache-arrow and of flechette. */
export interface ArrowTable {
  /** The number of rows. */
  readonly numRows: number;
  /** What the table holds. */
  readonly schema: ArrowSchema;
  /** The vector of a column. */
  getChildAt(index: number): ArrowVector | null;
}

/** The columns of a table in Arrow's format. */
export interface ArrowSchema {
  /** One per column, in order. */
  readonly fields: readonly ArrowField[];
}

/** A column's description in Arrow's format. */
export interface ArrowField {
  /** The column's name. */
  readonly name: string;
  /** The type of its values. */
  readonly type: ArrowType;
}

/** The values of a column in Arrow's format. */
export interface ArrowVector {
  /** The value in a row; null for a gap. */
  get(row: number): unknown;
}

export function isArrowTable(value: object): value is ArrowTable {
  if (!hasMethods(value, 'getChildAt')) return false;
  const { numRows, schema } = value as ArrowTable;
  return Number.isSafeInteger(numRows) && Array.isArray(schema?.fields);
}

/** Reads cell by cell: a vector's toArray() has 0 for gaps, and other values than get() for many types. */
export function arrowFrame(table: ArrowTable, name: string): Frame {
  const { fields } = table.schema;
  return {
    rows: table.numRows,
    names: fields.map((field) => field.name),
    column(index) {
      const field = fields[index]!;
      const read = arrowCellReader(field.type);
      const vector = table.getChildAt(index);
      if (!read || !vector)
        throw shapeError(
          { name },
          `has values of the type ${typeName(field.type)} in column ${show(field.name)}, expected ` +
            `numbers, text, truth values or dates: take parts of them as columns of their own, or ` +
            `select the other columns`,
        );
      return (row) => {
        const value = vector.get(row);
        return value === null || value === undefined ? null : read(value);
      };
    },
  };
}

/** apache-arrow's types have a name as text; those of flechette are plain objects. */
function typeName(type: ArrowType): string {
  const text = type.toString();
  return text.startsWith('[object') ? `number ${type.typeId}` : text;
}
