import type { ColumnType } from 'vae1';

/** What columns of each type hold. */
export const COLUMN_TYPES: Readonly<Record<ColumnType, string>> = {
  continuous: 'numbers',
  integer: 'whole numbers',
  date: 'dates',
  categorical: 'categories',
  boolean: 'yes or no',
  constant: 'one value',
  identifier: 'identifiers',
};
