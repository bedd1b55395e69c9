import { VAEError } from '../errors/errors.js';

export const HOLDS_NO_ROWS = 'holds no rows; at least one is needed';

/** An error for the argument; `problem` follows its name. */
export function shapeError({ name }: { readonly name: string }, problem: string): VAEError {
  return new VAEError('ERR_DATA_SHAPE', `${name}${problem[0] === '.' ? '' : ' '}${problem}.`);
}
