import { VAE } from 'vae1';
import { auroc } from './auroc.mjs';

export const METHODS = ['likelihood', 'elbo', 'reconstruction'];

/** AUROC x 100 of each way to score, for a model trained with these settings and seed. */
export async function anomalyRun({ training, test, labels }, settings, seed) {
  const model = new VAE({ ...settings, seed });
  await model.train(training);
  const result = { backend: model.backend };
  for (const method of METHODS)
    result[method] = 100 * auroc(await model.score(test, { method }), labels);
  model.dispose();
  return result;
}

/**
 * The log-likelihood of training rows that were held out, every fifth, in nats per value: what
 * settings are chosen by. No anomaly is looked at.
 */
export async function heldOutLikelihood({ training }, settings, seed) {
  const isHeldOut = (_, i) => i % 5 === 4;
  const model = new VAE({ ...settings, seed });
  await model.train(training.filter((row, i) => !isHeldOut(row, i)));
  const likelihoods = await model.logLikelihood(training.filter(isHeldOut));
  model.dispose();
  return likelihoods.reduce((sum, x) => sum + x, 0) / likelihoods.length / training[0].length;
}
