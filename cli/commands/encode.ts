import type { Command } from '../arguments/command.js';
import { GENERAL, READING, WRITING } from '../arguments/options.js';
import { eachPiece } from '../model/each-piece.js';
import { loadModel } from '../model/load-model.js';
import { columnsOf, numberColumns } from '../model/number-columns.js';

export const encode: Command = {
  name: 'encode',
  summary: 'Writes where each row of DATA lies in a model’s latent space.',
  positionals: ['MODEL', 'DATA'],
  options: [...WRITING, ...(['logVariance'] as const), ...READING, ...GENERAL],
  about: [
    'For each row, in order, there is the mean of its posterior in columns mean0, mean1, and so on; with ' +
      '--log-variance also the logarithms of the variances. DATA is read in pieces, so that it may be ' +
      'larger than memory.',
  ],
  examples: [
    ['vae1 encode people.vae1 people.csv -o map.parquet', 'the map of a table'],
    [
      'vae1 encode digits.vae1 digits.npy --log-variance > codes.csv',
      'of an array, with variances',
    ],
  ],
  async run([modelPath, path], options, context) {
    const trained = await loadModel(modelPath!, options, context);
    try {
      const { signal } = context;
      const { latentDim } = trained.model;
      const encoded = async (rows: never) => {
        const { mean, logVariance } = await trained.model.encode(rows, { signal });
        const more = options.logVariance ? columnsOf(logVariance, latentDim) : [];
        return [...columnsOf(mean, latentDim), ...more];
      };
      await eachPiece(trained, path!, options, context, {
        columns: [
          ...numberColumns(latentDim, 'mean'),
          ...(options.logVariance ? numberColumns(latentDim, 'logVariance') : []),
        ],
        ofTable: (columns) => encoded(columns as never),
        ofNumbers: (rows) => encoded(rows as never),
      });
    } finally {
      trained.model.dispose();
    }
  },
};
