import { VAE } from 'vae1';
import { correlatedRows } from './data.mjs';

/** A net that trains in milliseconds. */
export const SMALL = { hiddenDims: [8], latentDim: 2, batchSize: 16, epochs: 2, seed: 7 };
export const FEATURES = 3;
export const ROWS = 50;
export const data = correlatedRows(ROWS, FEATURES);

/** A small trained model, disposed of at the end of the test `t`. */
export async function trainedModel(t, options = {}, rows = data, features = FEATURES) {
  const model = untrainedModel(t, options);
  await model.train(rows, { features });
  return model;
}

export function untrainedModel(t, options = {}) {
  const model = new VAE({ ...SMALL, ...options });
  t.after(() => model.dispose());
  return model;
}

/** Starts a long training on `data`. Resolves with its promise once one epoch is done. */
export function firstEpoch(model, options) {
  return new Promise((resolve, reject) => {
    const training = model.train(data, { ...options, onEpoch: () => resolve({ training }) });
    training.catch(reject);
  });
}

export async function loadedModel(t, file, options) {
  const model = await VAE.load(file, options);
  t.after(() => model.dispose());
  return model;
}
