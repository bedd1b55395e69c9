import { VAEError } from 'vae1';
import { inCommandWords } from './command-words.js';
import { Failure, UsageError } from './ends.js';

/** What the system's errors mean; each follows the name of a file. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'is in something that is not a folder',
  EEXIST: 'is a file already, not a folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be opened: permission is denied',
  EPERM: 'may not be opened: permission is denied',
  EROFS: 'cannot be written: the disk is read-only',
  ENOSPC: 'cannot be written: there is no space left on the disk',
  EDQUOT: 'cannot be written: the disk quota is used up',
  EFBIG: 'cannot be written: it is larger than files may be there',
  EMFILE: 'cannot be opened: too many files are open',
  ENAMETOOLONG: 'has too long a name',
  EIO: 'cannot be read or written: the disk reports a fault',
};

/** The error of an operation on a file, as a sentence that names it. */
export function fileFailure(path: string, error: unknown): Error {
  const { code = '' } = (error ?? {}) as { code?: string };
  const meaning = SYSTEM[code];
  return meaning ? new Failure(`${path} ${meaning}.`, { cause: error }) : (error as Error);
}

/** What went wrong, in one sentence, and the exit code: 2 for a fault of the command line, else 1. */
export function endOf(error: unknown): { message: string; code: 1 | 2; kind: string } {
  if (error instanceof UsageError) return { message: error.message, code: 2, kind: 'ERR_USAGE' };
  if (error instanceof VAEError) {
    const message = inCommandWords(error.message);
    return { message, code: error.code === 'ERR_OPTION' ? 2 : 1, kind: error.code };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && /alloc|array (buffer )?length|heap/i.test(message))
    return { message: 'There is not enough memory for this.', code: 1, kind: 'ERR_MEMORY' };
  // Anything else with a stack is a fault of this program, which is no use to a person.
  if (error instanceof TypeError || error instanceof ReferenceError)
    return { message: `vae1 has a fault: ${message}`, code: 1, kind: 'ERR_INTERNAL' };
  return { message, code: 1, kind: 'ERR_FILE' };
}
