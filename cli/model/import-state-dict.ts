import { readFile } from 'node:fs/promises';
import { type StateDictDescription, VAE, VAEError } from 'vae1';
import { given, type Options } from '../arguments/options.js';
import type { Context } from '../terminal/context.js';
import { Failure, UsageError } from '../terminal/ends.js';
import { fileFailure } from '../terminal/sentence.js';

/**
 * A model of weights that PyTorch has trained.
 * @param description The path of a JSON file.
 * @throws a sentence
 */
export async function importStateDict(
  path: string,
  description: string,
  options: Options,
  { signal }: Context,
): Promise<VAE> {
  const [weights, text] = await Promise.all([contentOf(path), contentOf(description)]);
  let described: StateDictDescription;
  try {
    described = JSON.parse(text.toString('utf8')) as StateDictDescription;
  } catch (cause) {
    const reason = (cause as Error).message.replace(/\.?$/, '.');
    throw new Failure(`${description} is not JSON: ${reason}`, { cause });
  }
  const run = { ...given(options, ['threads', 'deterministic']), signal };
  try {
    return await VAE.import(weights, described, run);
  } catch (error) {
    if (!(error instanceof VAEError) || error.code !== 'ERR_MODEL_FILE') throw error;
    throw new Failure(`${path} cannot be imported: ${error.message}`, { cause: error });
  }
}

async function contentOf(path: string): Promise<Buffer> {
  if (path === '-') throw new UsageError('FILE and the description must be files, not a pipe.');
  return readFile(path).catch((error: unknown) => {
    throw fileFailure(path, error);
  });
}
