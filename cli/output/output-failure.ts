import { OutputClosed } from '../terminal/ends.js';
import { fileFailure } from '../terminal/sentence.js';

/** What an error of standard output means. */
export function outputFailure(error: NodeJS.ErrnoException): Error {
  const { code } = error;
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return new OutputClosed();
  return fileFailure('Standard output', error);
}
