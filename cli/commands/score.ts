import type { Command } from '../arguments/command.js';
import { GENERAL, given, READING, WRITING } from '../arguments/options.js';
import { eachPiece } from '../model/each-piece.js';
import { loadModel } from '../model/load-model.js';

export const score: Command = {
  name: 'score',
  summary: 'Writes how odd each row of DATA is to a model, in nats.',
  positionals: ['MODEL', 'DATA'],
  options: [...WRITING, ...(['method', 'samples', 'seed'] as const), ...READING, ...GENERAL],
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
    ['cat new.jsonl | vae1 score people.vae1 --method reconstruction', 'rows from a pipe'],
  ],
  async run([modelPath, path], options, context) {
    const trained = await loadModel(modelPath!, options, context);
    try {
      const settings = { ...given(options, ['method', 'samples', 'seed']), signal: context.signal };
      await eachPiece(trained, path!, options, context, {
        columns: [{ name: 'score', type: 'number' }],
        ofTable: async (columns) => [await trained.model.score(columns as never, settings)],
        ofNumbers: async (rows) => [await trained.model.score(rows as never, settings)],
      });
    } finally {
      trained.model.dispose();
    }
  },
};
