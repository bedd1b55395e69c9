import { VAE } from 'vae1';
import { auroc } from './auroc.mjs';
import { dequantised } from './dequantised.mjs';

export const METHODS = ['likelihood', 'elbo', 'reconstruction'];

/** Epochs without a better held-out loss after which a training ends. */
const PATIENCE = 100;
/** The held-out loss is measured once in this many epochs. */
const STRIDE = 10;

/**
 * Trains on four fifths of the rows, dequantised, until the bound on the other rows stops
 * improving, and returns to the best epoch. It looks at no anomaly.
 *
 * Every fifth row is held out. (Tried: the last fifth, because the test rows come later in the file
 * too. But one file is ordered by speaker, and held-out speakers end the training at once.)
 *
 * @returns the model, and its held-out log-likelihood in nats per value
 */
export async function trainedDetector({ training }, settings, seed) {
  const rows = dequantised(training, seed);
  const isHeldOut = (_, i) => i % 5 === 4;
  const heldOut = rows.filter(isHeldOut);
  const model = new VAE({ ...settings, seed });
  const stop = new AbortController();
  let best = { loss: Infinity };
  const onEpoch = async ({ epoch }) => {
    if (epoch % STRIDE !== 0) return;
    const { loss } = await model.evaluate(heldOut);
    if (loss < best.loss) best = { loss, epoch, file: await model.save() };
    else if (epoch - best.epoch >= PATIENCE) stop.abort();
  };
  const kept = rows.filter((row, i) => !isHeldOut(row, i));
  await model.train(kept, { onEpoch, signal: stop.signal }).catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  const { build, threads } = model.backend;
  model.dispose();
  const detector = await VAE.load(best.file, { build, threads });
  const likelihoods = await detector.logLikelihood(heldOut);
  const mean = likelihoods.reduce((sum, x) => sum + x, 0) / likelihoods.length;
  return { detector, heldOut: mean / training[0].length, epoch: best.epoch };
}

/** AUROC x 100 of each way to score, for a model trained with these settings and seed. */
export async function anomalyRun(set, settings, seed) {
  const { detector, ...training } = await trainedDetector(set, settings, seed);
  const result = { backend: detector.backend, ...training };
  for (const method of METHODS)
    result[method] = 100 * auroc(await detector.score(set.test, { method }), set.labels);
  detector.dispose();
  return result;
}
