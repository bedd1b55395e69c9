import type { TableRow } from '../data/table.js';
import { VAEError } from '../errors/errors.js';
import { messageOf } from '../errors/message-of.js';
import { show } from '../errors/show.js';
import type { Constraint } from '../options/table-options.js';

/**
 * Whether a row meets all constraints.
 * @throws ERR_OPTION if one of them throws, or returns neither true nor false.
 */
export function meets(constraints: readonly Constraint[], row: TableRow): boolean {
  return constraints.every((constraint, i) => {
    let met: unknown;
    try {
      met = constraint(row);
    } catch (cause) {
      const why = `threw for a row of generate(): ${messageOf(cause)}`;
      throw new VAEError('ERR_OPTION', `constraints[${i}] ${why}`, { cause });
    }
    if (typeof met === 'boolean') return met;
    throw new VAEError(
      'ERR_OPTION',
      `constraints[${i}] must return true or false for each row of generate(), not ${show(met)}.`,
    );
  });
}
