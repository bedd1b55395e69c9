import { nextTask } from '../../next-task.js';

/** A computation that yields now and then, so that others get their turn. */
export type Work<T> = Generator<void, T, void>;

const SLICE_MS = 10;

/** Runs it on this thread, in tasks of about 10 ms. Rejects with the signal's `reason`. */
export async function inSlices<T>(work: Work<T>, signal: AbortSignal | undefined): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const end = performance.now() + SLICE_MS;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < end);
    await new Promise<void>(nextTask);
  }
}

/** Calls `use` for each of `count` indices; it yields after every `step` of them. */
export function* forEach(count: number, step: number, use: (index: number) => unknown): Work<void> {
  for (let first = 0; first < count; first += step) {
    const end = Math.min(count, first + step);
    for (let i = first; i < end; i++) use(i);
    yield;
  }
}
