import type { Command } from '../arguments/command.js';
import { GENERAL, WRITING } from '../arguments/options.js';
import { generateRows } from '../model/generate-rows.js';
import { loadModel } from '../model/load-model.js';
import { openDestination } from '../output/destination.js';
import { outputFormat } from '../output/table-writer.js';

export const generate: Command = {
  name: 'generate',
  summary: 'Writes new rows that a model makes.',
  positionals: ['MODEL'],
  options: [
    ...(['count'] as const),
    ...WRITING,
    ...(['seed', 'where', 'balance', 'sampling', 'maxDraws', 'mean'] as const),
    ...GENERAL,
  ],
  help: { seed: 'draws others than those of the model’s own seed' },
  about: [
    'A model makes the same rows each time; --seed makes others. Rows are written in pieces, so that there ' +
      'may be more than fit in memory, unless --seed or --balance is given.',
    'Columns of a model of an array are called x0, x1, and so on.',
  ],
  examples: [
    ['vae1 generate people.vae1 -n 1000 -o made.csv', '1,000 rows'],
    ['vae1 generate people.vae1 -n 10000000 -o made.parquet', 'ten million, in pieces'],
    [
      'vae1 generate people.vae1 -n 500 --where job=clerk --where age=30..49',
      'clerks from 30 to 49, on standard output',
    ],
    ['vae1 generate people.vae1 -n 300 --balance job', 'equally many rows of each job'],
  ],
  async run([path], options, context) {
    outputFormat(options);
    const trained = await loadModel(path!, options, context);
    try {
      const destination = await openDestination(options.output);
      try {
        await generateRows(trained, options, destination, context);
        await destination.commit();
      } finally {
        await destination.discard();
      }
    } finally {
      trained.model.dispose();
    }
  },
};
