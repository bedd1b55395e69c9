import type { ColumnSchema, TableSchema } from 'vae1';
import type { WishColumn } from '../../contract/index.js';

/** The columns that wishes for generated rows can name. */
export function wishColumns({ columns, conditions }: TableSchema): readonly WishColumn[] {
  return columns.flatMap((column) => {
    const how = howWished(column);
    if (!how) return [];
    const { name, missing } = column;
    return [{ name, ...how, gaps: missing > 0, condition: conditions.includes(name) }];
  });
}

/** Identifiers are made anew, and a constant leaves no choice: undefined. */
function howWished(
  column: ColumnSchema,
): Omit<WishColumn, 'name' | 'gaps' | 'condition'> | undefined {
  switch (column.type) {
    case 'identifier':
    case 'constant':
      return undefined;
    case 'categorical':
    case 'boolean':
      return {
        kind: 'values',
        values: column.categories.map(({ value }) => value),
        whole: false,
      };
    case 'date': {
      const { minimum, maximum } = column;
      return { kind: 'dates', values: null, whole: false, minimum, maximum };
    }
    case 'continuous':
    case 'integer': {
      const { minimum, maximum, bins = column.levels } = column;
      const single = bins?.flatMap((bin) => ('value' in bin ? [bin.value] : []));
      const values = single && single.length === bins?.length ? single : null;
      return { kind: 'numbers', values, whole: column.type === 'integer', minimum, maximum };
    }
  }
}
