import { TableVAE, VAE } from 'vae1';

/**
 * Trains a model of numbers and one of a table, saves and loads them, and reads the copies: the
 * same in a page and in Node.
 * @param {object} options of the constructor and of `load`, more than those given here
 */
export async function trainModels(options) {
  const settings = {
    hiddenDims: [16],
    latentDim: 2,
    learningRate: 0.01,
    epochs: 6,
    seed: 7,
    ...options,
  };
  const rows = Array.from({ length: 120 }, (_, i) => [i % 7, (i * i) % 11, (i % 7) - (i % 3)]);
  const table = rows.map(([size, weight], i) => ({ size, weight, kind: i % 2 ? 'odd' : 'even' }));
  const numbers = await trainOne(VAE, rows, settings, options);
  const cells = await trainOne(TableVAE, table, settings, options);
  return { backend: numbers.backend, results: [numbers.results, cells.results] };
}

async function trainOne(Model, data, settings, options) {
  const model = new Model(settings);
  const history = await model.train(data);
  const file = await model.save();
  const { backend } = model;
  model.dispose();

  const copy = await Model.load(file, options);
  const results = {
    losses: history.map(({ loss }) => loss),
    file: Array.from(file).join(),
    generated: Array.from(await copy.generate(4)),
    scores: Array.from(await copy.score(data.slice(0, 4))),
  };
  copy.dispose();
  return { backend, results };
}
