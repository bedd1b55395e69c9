import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { fileFailure } from '../terminal/sentence.js';
import { forgetFile, rememberFile } from '../output/unfinished-files.js';

/** A copy of a stream on the disk. */
export interface SpooledFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Copies a stream to a temporary file, which no one else can read. @throws a sentence */
export async function spooled(
  name: string,
  stream: Readable,
  signal: AbortSignal,
): Promise<SpooledFile> {
  const path = join(tmpdir(), `vae1-${process.pid}-${Date.now()}.input`);
  const remove = async () => {
    await rm(path, { force: true });
    forgetFile(path);
  };
  try {
    const file = await open(path, 'wx', 0o600);
    rememberFile(path);
    try {
      for await (const piece of addAbortSignal(signal, stream))
        await file.writeFile(piece as Uint8Array);
    } finally {
      await file.close();
    }
  } catch (error) {
    await remove();
    signal.throwIfAborted();
    throw fileFailure(`The copy of ${name} in ${tmpdir()}`, error);
  }
  return { path, remove };
}
