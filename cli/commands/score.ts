import type { Command } from '../arguments/command.js';
import { GENERAL, READING, WRITING } from '../arguments/options.js';
import { answerFile } from '../works/answer-file.js';

export const score: Command = {
  name: 'score',
  summary: 'Writes how odd each row of DATA is to a model, in nats.',
  positionals: ['MODEL', 'DATA'],
  options: [
    ...WRITING,
    ...(['method', 'samples', 'seed', 'workers'] as const),
    ...READING,
    ...GENERAL,
  ],
  help: { seed: 'draws others than those of the model’s own seed' },
  about: [
    'There is one score for each row, in order, in a column of that name. Higher is odder. DATA is read and ' +
      'scored in pieces, so that it may be larger than memory.',
  ],
  examples: [
    ['vae1 score people.vae1 new.csv -o scores.csv', 'a score for each row'],
    [
      'vae1 score people.vae1 new.csv | paste -d, - new.csv | sort -g -r | head',
      'the oddest rows, with their scores before them',
    ],
    [
      'vae1 score people.vae1 new.parquet --workers 8 -o scores.parquet',
      'the same bytes, by eight processes',
    ],
    ['cat new.jsonl | vae1 score people.vae1 --method reconstruction', 'rows from a pipe'],
  ],
  run: (files, options, context) => answerFile('score', files, options, context),
};
