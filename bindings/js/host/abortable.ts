/**
 * The outcome of what `start` starts, or the signal's reason as soon as it is aborted; nothing is
 * started once it is. What was started goes on after an abort, and its failure then concerns nobody.
 */
export function abortable<T>(signal: AbortSignal | undefined, start: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => reject(signal!.reason);
    signal?.addEventListener('abort', abort);
    start()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', abort));
  });
}
