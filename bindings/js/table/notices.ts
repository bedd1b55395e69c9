import { show } from '../errors/show.js';
import { SAID } from './said.js';
import type { TableSchema } from '../data/schema.js';

/** Something to know about a column of the training table. It does not keep the model from training. */
export interface Notice {
  /** The column's name. */
  readonly column: string;
  /** A sentence for people: the type of the column, why, and how to change it. */
  readonly message: string;
}

/** The reasons in a schema as notices, except for those that the user has stated. */
export function noticesOf({ columns }: TableSchema): readonly Notice[] {
  const notices = columns.flatMap(({ name, type, reason }): Notice[] => {
    if (reason === undefined || reason === SAID) return [];
    const left = type === 'identifier' ? ' is left out of the model' : '';
    return [Object.freeze({ column: name, message: `Column ${show(name)}${left}: ${reason}.` })];
  });
  return Object.freeze(notices);
}
