import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from '../arguments/command.js';
import { GENERAL, READING } from '../arguments/options.js';
import { namedFiles } from '../input/named-files.js';
import { openDestination } from '../output/destination.js';
import type { Context } from '../terminal/context.js';
import { UsageError } from '../terminal/ends.js';
import { printResult } from '../terminal/result.js';
import { fileFailure } from '../terminal/sentence.js';
import { type Answers, openAnswers } from '../works/answers.js';
import { inOrder } from '../works/in-order.js';

export const code: Command = {
  name: 'code',
  summary: 'Writes what the network of a model sees of rows, to train it elsewhere.',
  positionals: ['DATA...'],
  writes: { place: 'FOLDER', what: 'a folder to write to' },
  options: [...(['output', 'model', 'workers'] as const), ...READING, ...GENERAL],
  help: { output: 'folder to write to', workers: 'processes, each for a file at a time (1)' },
  about: [
    'For each file there is one in FOLDER, NAME.safetensors, with a tensor named rows: 32-bit floats in ' +
      'the model’s units, a row for each row. PyTorch trains on them, on one machine or several: ' +
      'python/README.md. The coding is settled by the first training of a model, so that a training of one ' +
      'epoch on some of the rows makes a model to start from.',
  ],
  examples: [
    ['vae1 train some.parquet --epochs 1 -o start.vae1', 'settles columns and scaling'],
    [
      'vae1 code rows/*.parquet --model start.vae1 -o coded --workers 8',
      'all files, eight at a time',
    ],
  ],
  async run(paths, options, context) {
    if (options.model === undefined)
      throw new UsageError('vae1 code needs the model whose coding it is: --model MODEL.');
    const folder = options.output!;
    const files = outputs(namedFiles(paths), folder);
    using answers = await openAnswers('code', options.model, options, context);
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw fileFailure(folder, error);
    });
    const rows = await codeAll(files, answers, context);
    printResult(
      context,
      folder,
      { folder, files: files.length, rows },
      `${folder}: ${rows.toLocaleString('en')} rows in ${files.length === 1 ? '1 file' : `${files.length} files`}.`,
    );
  },
};

interface Coding {
  readonly from: string;
  readonly to: string;
}

/** @throws UsageError for two files that would be written to one */
function outputs(paths: readonly string[], folder: string): Coding[] {
  const names = new Map<string, string>();
  return paths.map((from) => {
    const name = basename(from)
      .replace(/\.(gz|gzip|zip)$/i, '')
      .replace(/(?<=.)\.[^.]*$/, '');
    const other = names.get(name);
    const to = join(folder, `${name}.safetensors`);
    if (other !== undefined)
      throw new UsageError(`${other} and ${from} would both be written to ${to}.`);
    names.set(name, from);
    return { from, to };
  });
}

async function codeAll(
  files: readonly Coding[],
  { answer, most }: Answers<'code'>,
  { progress }: Context,
): Promise<number> {
  const codeFile = async ({ from, to }: Coding): Promise<number> => {
    const destination = await openDestination(to);
    try {
      const rows = await answer({ from, to, partial: destination.partial! });
      await destination.commit();
      return rows;
    } finally {
      await destination.discard();
    }
  };
  let [done, rows] = [0, 0];
  for await (const { answer: more } of inOrder(each(files), codeFile, most)) {
    rows += more;
    progress.report('Coding', ++done / files.length);
  }
  return rows;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void> {
  yield* items;
}
