import { VAEError, type VAEErrorCode } from './errors.js';
import { messageOf } from './message-of.js';

/**
 * Calls `read`, which reads something of the user's. Its getters, proxies and iterators may throw
 * anything.
 * @param what What it reads, as the start of a sentence.
 * @throws VAEError with this code, and with the thrown value as its cause.
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
    return false; // the thrown value is a proxy that throws when inspected
  }
}

/** The error for something that threw `cause` when read. Errors of the library pass through. */
export function unreadable(code: VAEErrorCode, what: string, cause: unknown): VAEError {
  if (isOwn(cause)) return cause;
  const reason = messageOf(cause).replace(/\.$/, '');
  return new VAEError(code, `${what} cannot be read: ${reason}.`, { cause });
}
