import type { TableTrainOptions, TrainOptions, VAEOptions } from 'vae1';
import type { Settings } from './contract.js';

/** What `new VAE()` or `new TableVAE()` is given: the settings under the library's names. */
export function modelOptions(settings: Settings) {
  const { latentDim, learningRate, batchSize, epochs, hiddenDims, activation, beta } = settings;
  const { seed, deterministic, threads } = settings;
  return {
    ...{ latentDim, learningRate, batchSize, epochs, hiddenDims, activation, beta },
    ...{ seed, deterministic, ...(threads > 0 && { threads }) },
  } satisfies VAEOptions;
}

/** What train() is given of the settings. */
export function trainingOptions(
  kind: 'table' | 'images',
  { validation, patience }: Settings,
): Pick<TrainOptions & TableTrainOptions, 'validation' | 'earlyStopping'> {
  const earlyStopping = validation > 0 && patience > 0 ? { patience } : false;
  // Tables hold rows out by default; for other data 0 is no share.
  return kind === 'images' && validation === 0 ? {} : { validation, earlyStopping };
}
