import { TableVAE } from 'vae1';
import { gaussianCopula } from './gaussian-copula.mjs';
import { randomStream } from './random.mjs';
import { settings } from './settings.mjs';

/**
 * What is compared: `(rows, seed, count)` gives `count` rows made after `rows`.
 *
 * - TableVAE, with what else it is given as its conditions
 * - copula: what a model must beat that has pairs of columns in it, but no more
 * - independent: each column bootstrapped on its own; the columns' shapes without any relation
 * - bootstrap: whole rows drawn with replacement; what sampling alone costs, so an upper bound
 */
export const SYNTHESIZERS = {
  TableVAE: async (rows, seed, count, conditions = []) => {
    const model = new TableVAE({ ...settings, conditions, seed });
    await model.train(rows);
    const generated = await model.generate(count, { seed });
    model.dispose();
    return generated;
  },
  copula: (rows, seed, count) => gaussianCopula(rows, randomStream(seed, 'copula'))(count),
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
