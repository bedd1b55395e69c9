import { nextTask } from '../next-task.js';

/** Rows between two looks at the clock. */
const PIECE = 512;
const MILLISECONDS = 10;

/** Long work on the caller's thread, in slices of about 10 ms between which other tasks run. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #due = performance.now() + MILLISECONDS;

  constructor(signal: AbortSignal | undefined) {
    signal?.throwIfAborted();
    this.#signal = signal;
  }

  /**
   * Calls `work` for each of 0, ..., count - 1.
   * @throws what `work` throws, and the signal's reason.
   */
  async over(count: number, work: (index: number) => void): Promise<void> {
    for (let first = 0; first < count; first += PIECE) {
      const end = Math.min(first + PIECE, count);
      for (let index = first; index < end; index++) work(index);
      if (performance.now() < this.#due) continue;
      await new Promise<void>(nextTask);
      this.#signal?.throwIfAborted();
      this.#due = performance.now() + MILLISECONDS;
    }
  }
}
