import { TableVAE } from 'vae1';
import type { Progress, Report } from '../contract/index.js';
import { SAMPLE_FILES, sampleFile } from './reading/sample-files.js';

/** Fetches the samples, and starts and stops an engine, so that nothing is fetched afterwards. */
export async function prepare(report: Report<Progress>) {
  report({ what: 'Fetching the samples', fraction: 0 });
  await Promise.all(SAMPLE_FILES.map(sampleFile));
  report({ what: 'Starting the engine', fraction: 0.5 });
  const model = new TableVAE({ epochs: 1, hiddenDims: [], latentDim: 1, seed: 0 });
  await model.train({ number: [0, 1, 2, 4] });
  const { backend } = model;
  model.dispose();
  report({ what: 'Starting the engine', fraction: 1 });
  return { backend };
}
