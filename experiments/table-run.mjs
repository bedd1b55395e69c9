import { VAE } from 'vae1';
import { fidelity, independentGaussians } from './fidelity.mjs';
import { readTable, split } from './table.mjs';

const folder = new URL('../tests/fixtures/tables/', import.meta.url);

/**
 * One recipe for small tables of measurements.
 *
 * - `hiddenDims: []`, a linear model: a few hundred rows overfit a hidden layer, and what the
 *   encoder has memorised no longer lies where `generate` draws its latents.
 * - `beta: 2` for the same reason: it pulls the latents of the rows towards the prior, so that
 *   generated columns have the spread of the real ones. It costs some of the bound.
 * - `latentDim: 10`: more than needed; unused ones fall back to the prior.
 */
export const settings = {
  hiddenDims: [],
  latentDim: 10,
  beta: 2,
  likelihood: 'gaussian',
  learningRate: 3e-3,
  batchSize: 32,
  epochs: 500,
};

/** The limits of the figures of `tableRun`, for each table. */
export const limits = { mean: 0.1, deviation: 0.1, correlation: 0.15 };

/**
 * Trains on four fifths of a table of tests/fixtures/tables, compares 20,000 generated rows with
 * them (see `fidelity`), and scores the held-out fifth in nats per row. `bound` is the negative
 * ELBO at beta 1, averaged over ten draws of the latents. `independent` is that of independent
 * Gaussians.
 */
export async function tableRun(name, seed) {
  const { columns, rows } = await readTable(new URL(`${name}.csv`, folder));
  const { training, heldOut } = split(rows);
  const model = new VAE({ ...settings, seed });
  await model.train(training);
  const generated = inRows(await model.generate(20_000, { seed }), columns.length);
  let bound = 0;
  for (let draw = 0; draw < 10; ++draw) {
    const { reconstruction, kl } = await model.evaluate(heldOut, { seed: draw });
    bound += (reconstruction + kl) / 10;
  }
  const { backend } = model;
  model.dispose();
  return {
    ...fidelity(training, generated),
    bound,
    independent: independentGaussians(training, heldOut),
    backend,
  };
}

function inRows(data, features) {
  return Array.from({ length: data.length / features }, (_, i) =>
    Array.from(data.subarray(i * features, (i + 1) * features)),
  );
}
