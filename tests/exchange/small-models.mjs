// Small trained models of every kind of VAE.
import { VAE } from 'vae1';

export const FEATURES = 4;
export const ROWS = 60;
export const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'softplus', 'gelu'];

/** Columns about large and small numbers; the third is constant in training. */
const reals = Float32Array.from({ length: ROWS * FEATURES }, (_, at) => {
  const [i, j] = [Math.floor(at / FEATURES), at % FEATURES];
  const factor = Math.sin(1.3 * i);
  return [
    170 + 10 * factor + Math.cos(7 * i),
    1e4 * (factor + Math.sin(i * i)),
    3.5,
    1e6 - 0.5 * factor + 0.1 * Math.cos(3 * i),
  ][j];
});
const shares = reals.map((_, at) => (at % FEATURES === 2 ? 0.5 : Math.abs(Math.sin(at * at))));
const withGaps = (rows) => rows.map((value, at) => (at % 7 === 0 ? NaN : value));

/** What to train, by a name in tests: { options, rows, train }. */
export function kindsOfModels() {
  const kinds = {};
  for (const activation of ACTIVATIONS)
    for (const [likelihood, data] of Object.entries({ gaussian: reals, bernoulli: shares }))
      for (const missing of [false, true])
        kinds[`${likelihood}, ${activation}${missing ? ', with gaps' : ''}`] = {
          options: { activation, likelihood, missing },
          rows: missing ? withGaps(data) : data,
        };
  const rows = reals;
  kinds['without hidden layers'] = { options: { hiddenDims: [] }, rows };
  kinds['one latent dimension'] = { options: { latentDim: 1, hiddenDims: [5] }, rows };
  kinds['a mixture as the prior'] = { options: { prior: 'mixture' }, rows };
  kinds['the best weights'] = { options: { learningRate: 0.1 }, rows, train: { validation: 0.3 } };
  return kinds;
}

/** By column: where the mean of a column is near 0, what counts is its spread. */
export const spreadsOf = ({ likelihood }) =>
  likelihood === 'bernoulli' ? [0, 0, 0, 0] : [10, 1e4, 0, 0.5];

/** Disposed of at the end of the test `t`. */
export async function trainedKind(t, { options, rows, train = {} }) {
  const model = new VAE({
    ...{ latentDim: 3, hiddenDims: [8, 6], batchSize: 8, epochs: 20, seed: 3, learningRate: 0.01 },
    ...{ prior: 'standard', worker: false, ...options },
  });
  t.after(() => model.dispose());
  await model.train(rows, { features: FEATURES, ...train });
  return model;
}
