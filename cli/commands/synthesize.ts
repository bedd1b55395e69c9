import type { Command } from '../arguments/command.js';
import { GENERAL, MODEL, READING, TRAINING, WRITING } from '../arguments/options.js';
import { openData } from '../input/open-data.js';
import { trainModel } from '../model/train-model.js';
import { openDestination } from '../output/destination.js';
import { outputFormat } from '../output/table-writer.js';
import { generateWork } from '../works/generate-work.js';
import { makeRows } from '../works/make-rows.js';

export const synthesize: Command = {
  name: 'synthesize',
  summary: 'Learns a table and writes as many new rows like its own.',
  positionals: ['DATA'],
  options: [
    ...WRITING,
    ...(['count', 'where', 'balance', 'sampling', 'maxDraws', 'mean'] as const),
    ...TRAINING,
    ...MODEL,
    ...READING,
    ...(['kind', 'stream'] as const),
    ...GENERAL,
  ],
  about: [
    'This is train and generate in one, without a model file. DATA is CSV, JSON, JSON lines, Excel, Parquet, ' +
      'Arrow, ARFF, NPY or NPZ, told by its content; - is standard input. Columns keep their names, types, ' +
      'categories, rounding, bounds and gaps. Identifiers are made anew.',
    'vae1 compare says how good the rows are. A row can come close to a real one: this gives no guarantee ' +
      'of privacy.',
  ],
  examples: [
    ['vae1 synthesize people.csv > made.csv', 'as many rows as people.csv has'],
    ['vae1 synthesize people.parquet -n 10000 -o made.parquet', '10,000 rows, as Parquet'],
    [
      'curl -s https://example.com/log.jsonl | vae1 synthesize --format jsonl',
      'reads JSON lines from a pipe, and writes them',
    ],
    [
      'vae1 synthesize people.csv --columns zip=categorical --epochs 100 --seed 1 > made.csv',
      'says what a column is, trains less, and makes the same rows each time',
    ],
  ],
  async run([path], options, context) {
    outputFormat(options);
    const destination = await openDestination(options.output);
    try {
      await using data = await openData(path!, options, context);
      const { trained, failure } = await trainModel(data, undefined, options, context);
      try {
        if (failure) throw failure.error;
        // The seed is of the model, whose rows follow from it.
        const { seed: _, ...rest } = options;
        const work = generateWork(trained, rest, context);
        await makeRows(work, rest, destination, context);
        await destination.commit();
      } finally {
        trained.model.dispose();
      }
    } finally {
      await destination.discard();
    }
  },
};
