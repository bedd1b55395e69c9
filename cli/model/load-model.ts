import { readFile } from 'node:fs/promises';
import { type TableColumns, TableVAE, VAE, VAEError } from 'vae1';
import { given, type Options } from '../arguments/options.js';
import { Failure, UsageError } from '../terminal/ends.js';
import { inCommandWords } from '../terminal/command-words.js';
import type { Context } from '../terminal/context.js';
import { fileFailure } from '../terminal/sentence.js';

/** A model: of a table, or of rows of numbers. */
export type AnyModel =
  | { readonly kind: 'table'; readonly model: TableVAE<TableColumns> }
  | { readonly kind: 'numbers'; readonly model: VAE };

/** Loads the model file of either class. @throws a sentence */
export async function loadModel(
  path: string,
  options: Options,
  { signal }: Context,
): Promise<AnyModel> {
  if (path === '-') throw new UsageError('MODEL must be a file: only DATA can be piped in.');
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileFailure(path, error);
  });
  const run = { ...given(options, ['threads', 'deterministic']), signal };
  try {
    return { kind: 'table', model: await TableVAE.load<TableColumns>(bytes, run) };
  } catch (error) {
    if (!isOfModelFile(error)) throw error;
  }
  try {
    return { kind: 'numbers', model: await VAE.load(bytes, run) };
  } catch (error) {
    if (!isOfModelFile(error)) throw error;
    const reason = inCommandWords((error as Error).message);
    throw new Failure(`${path} cannot be loaded: ${reason.replace(/\.?$/, '.')}`, { cause: error });
  }
}

function isOfModelFile(error: unknown): boolean {
  return error instanceof VAEError && error.code === 'ERR_MODEL_FILE';
}

/** The model of a table. @throws a sentence if it is of rows of numbers */
export async function loadTableModel(path: string, options: Options, context: Context) {
  const loaded = await loadModel(path, options, context);
  if (loaded.kind === 'table') return loaded.model;
  loaded.model.dispose();
  throw new Failure(
    `${path} is a model of rows of numbers, which have no such call: it takes one of a table.`,
  );
}
