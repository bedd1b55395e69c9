import type { ColumnSchema, TableSchema } from 'vae1';
import type { DataSummary, NumberMarks, WishColumn } from '../../contract/index.js';

/**
 * The columns that wishes for generated rows can name.
 * @param summary Of the open data, whose file has its own way to write numbers.
 */
export function wishColumns(
  { columns, conditions }: TableSchema,
  summary: DataSummary | null,
): readonly WishColumn[] {
  const marks = marksOf(summary);
  return columns.flatMap((column) => {
    const how = howWished(column);
    if (!how) return [];
    const { name, missing } = column;
    const written = how.kind === 'numbers' && marks ? { marks } : {};
    return [{ name, ...how, ...written, gaps: missing > 0, condition: conditions.includes(name) }];
  });
}

/** Undefined for numbers as programs write them. */
function marksOf(summary: DataSummary | null): NumberMarks | undefined {
  const { decimal = '.', thousands = '' } = summary?.kind === 'table' ? summary.reading : {};
  return decimal === '.' && thousands === '' ? undefined : { decimal, thousands };
}

const DAY = 86_400_000;

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
      const { minimum, maximum, form, step } = column;
      return { kind: 'dates', values: null, whole: step % DAY === 0, minimum, maximum, form };
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
