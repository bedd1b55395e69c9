import type { Command } from '../arguments/command.js';
import { GENERAL, WRITING } from '../arguments/options.js';
import { openDestination } from '../output/destination.js';
import { outputFormat } from '../output/table-writer.js';
import { openAnswers } from '../works/answers.js';
import { makeRows } from '../works/make-rows.js';

export const generate: Command = {
  name: 'generate',
  summary: 'Writes new rows that a model makes.',
  positionals: ['MODEL'],
  options: [
    ...(['count'] as const),
    ...WRITING,
    ...(['seed', 'firstRow', 'where', 'balance', 'sampling', 'maxDraws', 'mean'] as const),
    ...(['workers'] as const),
    ...GENERAL,
  ],
  help: { seed: 'draws others than those of the model’s own seed' },
  about: [
    'A model makes the same rows each time; --seed makes others, and --first-row goes on from a row, as ' +
      'on another machine. Rows are written in pieces, so that there may be more than fit in memory, unless ' +
      '--balance is given, whose shares are those of all rows.',
    'Columns of a model of an array are called x0, x1, and so on.',
  ],
  examples: [
    ['vae1 generate people.vae1 -n 1000 -o made.csv', '1,000 rows'],
    [
      'vae1 generate people.vae1 -n 10000000 --workers 8 -o made.parquet',
      'ten million, by eight processes: the same as by one',
    ],
    [
      'vae1 generate people.vae1 -n 500 --where job=clerk --where age=30..49',
      'clerks from 30 to 49, on standard output',
    ],
    ['vae1 generate people.vae1 -n 300 --balance job', 'equally many rows of each job'],
  ],
  async run([path], options, context) {
    outputFormat(options);
    using answers = await openAnswers('generate', path!, options, context);
    const destination = await openDestination(options.output);
    try {
      await makeRows(answers, options, destination, context, answers.most);
      await destination.commit();
    } finally {
      await destination.discard();
    }
  },
};
