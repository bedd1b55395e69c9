import { VAEError, type VAEErrorCode } from './errors.js';
import { messageOf } from './message-of.js';

/**
 * What `read` gives. It reads something of the user's, whose getters, proxies and iterators may throw
 * anything.
 * @param what It reads, as a sentence begins with it.
 * @throws VAEError of this code, with what was thrown as its cause
 */
export function readingOf<T>(code: VAEErrorCode, what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw unreadable(code, what, cause);
  }
}

function isOwn(error: unknown): error is VAEError {
  try {
    return error instanceof VAEError;
  } catch {
    return false; // what was thrown is a proxy that throws itself
  }
}

/** For what threw `cause` while it was read; an error of the library stays what it is. */
export function unreadable(code: VAEErrorCode, what: string, cause: unknown): VAEError {
  if (isOwn(cause)) return cause;
  const reason = messageOf(cause).replace(/\.$/, '');
  return new VAEError(code, `${what} cannot be read: ${reason}.`, { cause });
}
