import type { EpochRecord } from 'vae1';
import type { EpochFigures } from '../../contract/index.js';

export function figuresOf(record: EpochRecord): EpochFigures {
  const { epoch, loss, reconstruction, kl, validation, seconds } = record;
  return {
    epoch,
    loss,
    reconstruction,
    kl,
    validation: validation ?? null,
    seconds: seconds ?? null,
  };
}
