import { nextTask } from '../host/next-task.js';

/** A computation that yields now and then, so that other tasks can run. */
export type Work<T> = Generator<void, T, void>;

const MILLISECONDS = 10;
/** Cells of a table to process between two looks at the clock: about 0.1 ms. */
export const CELLS = 512;

/** Runs long work on the caller's thread in slices of about 10 ms, between which other tasks run. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #due = performance.now() + MILLISECONDS;

  constructor(signal: AbortSignal | undefined) {
    signal?.throwIfAborted();
    this.#signal = signal;
  }

  /** @throws what `work` throws, and the signal's reason. */
  async run<T>(work: Work<T>): Promise<T> {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      if (performance.now() < this.#due) continue;
      await new Promise<void>(nextTask);
      this.#signal?.throwIfAborted();
      this.#due = performance.now() + MILLISECONDS;
    }
  }
}

/** Calls `use` for 0, ..., count - 1, and yields after every `step` calls. */
export function* forEach(count: number, step: number, use: (index: number) => unknown): Work<void> {
  for (let first = 0; first < count; first += step) {
    const end = Math.min(count, first + step);
    for (let index = first; index < end; index++) use(index);
    yield;
  }
}
