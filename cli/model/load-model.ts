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

/** The bytes of a model file. @throws a sentence */
export async function modelBytes(path: string): Promise<Uint8Array> {
  if (path === '-') throw new UsageError('MODEL must be a file: only DATA can be piped in.');
  return readFile(path).catch((error: unknown) => {
    throw fileFailure(path, error);
  });
}

/** Loads the model file of either class. @throws a sentence */
export async function loadModel(path: string, options: Options, { signal }: Context) {
  return loadedModel(path, await modelBytes(path), options, signal);
}

/**
 * The model of a file.
 * @param path Its name in sentences.
 * @throws a sentence
 */
export async function loadedModel(
  path: string,
  bytes: Uint8Array,
  options: Options,
  signal: AbortSignal,
): Promise<AnyModel> {
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

/** The model, which has to be of a table. @throws a sentence if it is of rows of numbers */
export function tableModel(trained: AnyModel): TableVAE<TableColumns> {
  if (trained.kind === 'table') return trained.model;
  throw new Failure(
    'The model is one of rows of numbers, which have no such call: it takes one of a table.',
  );
}
