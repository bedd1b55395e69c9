import type { Command } from '../arguments/command.js';
import { GENERAL, READING, WRITING } from '../arguments/options.js';
import { answerFile } from '../works/answer-file.js';

export const impute: Command = {
  name: 'impute',
  summary: 'Fills the gaps of a table, and keeps all other cells.',
  positionals: ['MODEL', 'DATA'],
  options: [
    ...WRITING,
    ...(['draws', 'samples', 'seed', 'firstRow', 'workers'] as const),
    ...READING,
    ...GENERAL,
  ],
  help: { seed: 'draws others than those of the model’s own seed' },
  about: [
    'A gap becomes the mean of draws given the other cells of its row, or the most frequent of them for ' +
      'categories. Gaps of identifiers and of conditions stay. Columns that the model does not know are left ' +
      'out. DATA is read in pieces, so that it may be larger than memory. Draws are those of a row’s number: where ' +
      'a table is in several files, --first-row says how many rows are in those before.',
    'With --draws N, each row is written N times, one after another, and each of them has other values drawn ' +
      'for its gaps; their differences show how uncertain a value is. A first column, draw, counts them from 1 ' +
      'to N: the rows of one number are a complete table.',
  ],
  examples: [
    ['vae1 train people.csv -o people.vae1', 'gaps are no hindrance to training'],
    ['vae1 impute people.vae1 people.csv -o full.csv', 'the same table without gaps'],
    ['vae1 impute people.vae1 people.csv --draws 5 -o five.csv', 'five such tables in one'],
  ],
  run: (files, options, context) => answerFile('impute', files, options, context),
};
