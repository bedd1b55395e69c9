import { compareTables, type CompareTablesOptions } from 'vae1';
import type { Command } from '../arguments/command.js';
import { given, type Options, READING } from '../arguments/options.js';
import { openData } from '../input/open-data.js';
import { wholeTable } from '../input/whole-table.js';
import { gapsOf } from '../model/gaps-of.js';
import { namingFiles } from '../model/naming-files.js';
import { openDestination } from '../output/destination.js';
import { Failure } from '../terminal/ends.js';
import type { Context } from '../terminal/context.js';

export const compare: Command = {
  name: 'compare',
  summary: 'Says how good a synthetic table is, beside the real one.',
  positionals: ['REAL', 'SYNTHETIC'],
  options: [
    ...(['output', 'holdout', 'columns', 'missingValues', 'seed'] as const),
    ...READING,
    ...(['json', 'quiet', 'help'] as const),
  ],
  about: [
    'The report has scores of columns and of pairs of columns, how well a classifier tells the tables apart, ' +
      'and how close rows come to real ones; 1 is best. The synthetic table may come from anywhere.',
    'To judge privacy, keep some real rows from the model and give them as --holdout: made rows should come ' +
      'no closer to the rows that it has seen than those do.',
  ],
  examples: [
    ['vae1 compare people.csv made.csv', 'a page of text'],
    ['vae1 compare seen.csv made.csv --holdout unseen.csv', 'with what held-out rows tell'],
    ['vae1 compare people.csv made.parquet --json | jq .overall', 'one figure, for a program'],
  ],
  async run([real, synthetic], options, context) {
    const destination = await openDestination(options.output);
    try {
      const tables = [
        await tableAt(real!, options, context),
        await tableAt(synthetic!, options, context),
      ];
      const holdout = options.holdout
        ? await tableAt(options.holdout, options, context)
        : undefined;
      if (holdout) tables.push(holdout);
      context.progress.report('Comparing', null);
      const names = {
        real: tables[0]!.name,
        synthetic: tables[1]!.name,
        ...(holdout && { holdout: holdout.name }),
      };
      const report = await namingFiles(names, () =>
        compareTables(tables[0]!.columns, tables[1]!.columns, {
          ...(given(options, ['columns', 'seed']) as CompareTablesOptions),
          ...gapsOf(
            tables.some(({ isText }) => isText),
            options,
          ),
          ...(holdout && { holdout: holdout.columns }),
          signal: context.signal,
        }),
      );
      context.progress.clear();
      const text = options.json ? JSON.stringify(report) : String(report);
      await destination.write(`${text}\n`);
      await destination.commit();
    } finally {
      await destination.discard();
    }
  },
};

async function tableAt(path: string, options: Options, context: Context) {
  await using data = await openData(path, options, context);
  const { file, pace } = data;
  if (file.kind !== 'table')
    throw new Failure(`${file.name} holds an array of numbers, and no table.`);
  return { columns: await wholeTable(file, pace), isText: file.isText, name: file.name };
}
