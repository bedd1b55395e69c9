/** Lets calls through one after another, in the order in which they came. */
export class ReadQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Rejects with the signal's reason while it waits for its turn; after that it is the task's. */
  run<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal!.reason);
      signal?.addEventListener('abort', abort);
      const turn = this.#last.then(() => {
        signal?.removeEventListener('abort', abort);
        signal?.throwIfAborted();
        return task();
      });
      this.#last = turn.catch(() => {});
      turn.then(resolve, reject);
    });
  }
}
