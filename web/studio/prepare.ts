import { TableVAE } from 'vae1';
import type { Progress, Report } from './contract.js';

/** Starts an engine and ends it, so that all of its files have been fetched. */
export async function prepare(report: Report<Progress>) {
  report({ what: 'Starting the engine', fraction: 0 });
  const model = new TableVAE({ epochs: 1, hiddenDims: [], latentDim: 1, seed: 0 });
  await model.train({ number: [0, 1, 2, 4] });
  const { backend } = model;
  model.dispose();
  report({ what: 'Starting the engine', fraction: 1 });
  return { backend };
}
