import type { TableTrainOptions, TableVAEOptions, TrainOptions } from 'vae1';
import type { Settings } from '../../contract/index.js';

/** The options of `new VAE()` or `new TableVAE()` for these settings. */
export function modelOptions(settings: Settings) {
  const { latentDim, learningRate, batchSize, epochs, hiddenDims, activation, beta } = settings;
  const { seed, deterministic, threads, conditions } = settings;
  return {
    latentDim,
    ...(learningRate !== null && { learningRate }),
    ...(batchSize !== null && { batchSize }),
    ...{ epochs, hiddenDims, activation, beta },
    ...{ seed, deterministic, ...(threads > 0 && { threads }) },
    // Only tables have columns.
    ...(conditions.length > 0 && { conditions }),
  } satisfies TableVAEOptions;
}

/** The options of train() for these settings. */
export function trainingOptions(
  kind: 'table' | 'images',
  { validation, patience }: Settings,
): Pick<TrainOptions & TableTrainOptions, 'validation' | 'earlyStopping'> {
  // Tables hold out rows by default, so 0 has to be passed; for images 0 is not a valid share.
  if (kind === 'images' && validation === 0) return {};
  if (patience === null) return { validation };
  return { validation, earlyStopping: validation > 0 && patience > 0 && { patience } };
}
