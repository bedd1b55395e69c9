import { VAEError } from '../errors/errors.js';
import { FaultKind, type NativeFault } from './native.js';

/** The error for a value that the model cannot take. */
export function dataFault({ kind, row, column, value, heldOut }: NativeFault): VAEError {
  const name = heldOut ? 'validation' : 'data';
  return new VAEError(
    'ERR_DATA_VALUE',
    `${name} has ${value} in row ${row}, column ${column}, expected ${EXPECTED[kind]}.`,
  );
}

const EXPECTED = {
  [FaultKind.notFinite]: 'a finite number',
  [FaultKind.outsideFloatRange]: 'a number within the range of 32-bit floats (below 3.4e38)',
  [FaultKind.outsideUnitInterval]: 'a number from 0 to 1 (the likelihood is Bernoulli)',
};
