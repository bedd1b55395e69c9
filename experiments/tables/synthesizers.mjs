import { TableVAE } from 'vae1';
import { gaussianCopula } from './gaussian-copula.mjs';
import { randomStream } from './random.mjs';
import { settings } from './settings.mjs';
import { shallowMixture } from './shallow-mixture.mjs';

/**
 * The synthesizers that are compared. `(rows, seed, count)` returns `count` rows modelled on
 * `rows`.
 *
 * - TableVAE: takes more options as one more argument
 * - copula: models pairs of columns and nothing more, so a model has to beat it
 * - mixture: has no network, so a network has to beat it; takes `columns` as TableVAE does
 * - independent: bootstraps each column on its own, and so keeps the shapes without any relation
 * - bootstrap: draws whole rows with replacement; it shows what sampling alone costs, an upper
 *   bound
 */
export const SYNTHESIZERS = {
  TableVAE: async (rows, seed, count, options = {}) => {
    const model = new TableVAE({ ...settings, ...options, seed });
    await model.train(rows);
    const generated = await model.generate(count, { seed });
    model.dispose();
    return generated;
  },
  copula: (rows, seed, count) => gaussianCopula(rows, randomStream(seed, 'copula'))(count),
  mixture: (rows, seed, count, { columns } = {}) =>
    shallowMixture(rows, randomStream(seed, 'mixture'), columns)(count),
  independent: (rows, seed, count) => {
    const { below } = randomStream(seed, 'independent');
    const cell = (name) => [name, rows[below(rows.length)][name]];
    return Array.from({ length: count }, () => Object.fromEntries(Object.keys(rows[0]).map(cell)));
  },
  bootstrap: (rows, seed, count) => {
    const { below } = randomStream(seed, 'bootstrap');
    return Array.from({ length: count }, () => rows[below(rows.length)]);
  },
};
