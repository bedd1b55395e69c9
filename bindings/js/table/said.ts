import { show } from '../show.js';
import type { DecimalMark } from './cells/number-text.js';
import type { ColumnType } from './schema.js';

/** What the user says of a column; see ColumnOverride. */
export interface Said {
  readonly type?: ColumnType | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly decimals?: number | undefined;
  /** Of dates, or of numbers; see ColumnOverride. */
  readonly form?: string | { readonly decimal: DecimalMark } | undefined;
}

/** Why a column is an identifier, where the user says so. */
export const SAID = 'columns says so';

/** How a sentence ends on what was expected because the user said so. */
export const saidSo = ({ type }: Said) => (type ? `; columns says ${show(type)}` : '');
