import { show } from '../show.js';
import { SAID } from './said.js';
import type { TableSchema } from './schema.js';

/** Something to know about a column of the training table that is no reason not to train. */
export interface Notice {
  /** The column's name. */
  readonly column: string;
  /** A sentence for people: what the column was taken for, why, and how to change it. */
  readonly message: string;
}

/** What the reasons in a schema are told as, but for what the user has said. */
export function noticesOf({ columns }: TableSchema): readonly Notice[] {
  const notices = columns.flatMap(({ name, type, reason }): Notice[] => {
    if (reason === undefined || reason === SAID) return [];
    const left = type === 'identifier' ? ' is left out of the model' : '';
    return [Object.freeze({ column: name, message: `Column ${show(name)}${left}: ${reason}.` })];
  });
  return Object.freeze(notices);
}
