import type { Command } from '../arguments/command.js';
import { GENERAL, READING, WRITING } from '../arguments/options.js';
import { answerFile } from '../works/answer-file.js';

export const encode: Command = {
  name: 'encode',
  summary: 'Writes where each row of DATA lies in a model’s latent space.',
  positionals: ['MODEL', 'DATA'],
  options: [...WRITING, ...(['logVariance', 'workers'] as const), ...READING, ...GENERAL],
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
  run: (files, options, context) => answerFile('encode', files, options, context),
};
