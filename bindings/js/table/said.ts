import { show } from '../errors/show.js';
import type { DecimalMark } from './cells/number-text.js';
import type { ColumnType } from '../data/schema.js';

/** What the user says of a column; see ColumnOverride. */
export interface Said {
  readonly type?: ColumnType | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly decimals?: number | undefined;
  /** The form of dates or numbers; see ColumnOverride. */
  readonly form?: string | { readonly decimal: DecimalMark } | undefined;
}

/** The reason for an identifier, if the user says so. */
export const SAID = 'columns says so';

/** The end of an error about a cell that contradicts what the user says. */
export const saidSo = ({ type }: Said) => (type ? `; columns says ${show(type)}` : '');
