import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../terminal/ends.js';
import { fileFailure } from '../terminal/sentence.js';
import { outputFailure } from './output-failure.js';
import { forgetFile, rememberFile } from './unfinished-files.js';

/** Where bytes go: a file, or standard output. */
export interface Destination {
  /** For sentences. */
  readonly name: string;
  /** Where the bytes of a file lie until commit(). */
  readonly partial?: string;
  /** Settles once there is room for more. */
  write(bytes: string | Uint8Array): Promise<void>;
  /** Gives the file its name. Until then, no file of that name is made or changed. */
  commit(): Promise<void>;
  /** Leaves nothing behind. Does nothing after commit(). */
  discard(): Promise<void>;
}

/**
 * Opens a destination, so that one that cannot be written is known before any work.
 * @param path Default: standard output.
 * @throws a sentence
 */
export async function openDestination(path: string | undefined): Promise<Destination> {
  if (path === undefined || path === '-') return standardOutput();
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw fileFailure(path, { code: 'EISDIR' });
  // A device or a pipe has no content that half of another could replace.
  if (found && !found.isFile()) return fileAt(path, path);
  return fileAt(path, join(dirname(path), `.${basename(path)}.${process.pid}.partial`));
}

async function fileAt(path: string, temporary: string): Promise<Destination> {
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT')
        throw new Failure(`${path} cannot be written: its folder does not exist.`, {
          cause: error,
        });
      throw fileFailure(path, error);
    }
  };
  const isDevice = temporary === path;
  const file = await attempt(() => open(temporary, 'w'));
  if (!isDevice) rememberFile(temporary);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    name: path,
    partial: temporary,
    write: (bytes) => attempt(async () => file.writeFile(bytes)),
    async commit() {
      await attempt(close);
      if (isDevice) return;
      await attempt(() => rename(temporary, path));
      forgetFile(temporary);
    },
    async discard() {
      await close().catch(() => {});
      if (isDevice) return;
      await rm(temporary, { force: true }).catch(() => {});
      forgetFile(temporary);
    },
  };
}

function standardOutput(): Destination {
  const { stdout } = process;
  return {
    name: 'standard output',
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stdout.write(bytes, (error) => (error ? reject(outputFailure(error)) : resolve()));
      }),
    commit: async () => {},
    discard: async () => {},
  };
}
