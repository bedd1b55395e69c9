import { VAEError } from '../../../errors/errors.js';

/** An error for what a graph of a table cannot have. */
export function refused(option: string, value: string, reason: string): VAEError {
  return new VAEError(
    'ERR_OPTION',
    `${option} of export() must not be ${value} for this TableVAE: ${reason}. format 'safetensors' takes ` +
      `every model.`,
  );
}
