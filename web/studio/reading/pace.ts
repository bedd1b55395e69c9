import type { Progress, Report } from '../contract.js';

/** Between two reports, in ms. */
const REPORT_EVERY = 100;
/** The longest time, in ms, in which no message to the worker is taken. */
const REST_EVERY = 40;

/** What long work tells of itself, and asks, as it goes on: whether it is to end. */
export class Pace {
  #reported = -Infinity;
  #rested = performance.now();

  constructor(
    readonly report: Report<Progress>,
    readonly signal: AbortSignal,
  ) {}

  /**
   * To be awaited often. Lets the worker take messages now and then: cancel() is one.
   * @throws the signal's reason, once it is aborted.
   */
  async step(what: string, fraction: number): Promise<void> {
    const now = performance.now();
    if (now - this.#reported >= REPORT_EVERY || fraction === 1) {
      this.#reported = now;
      this.report({ what, fraction });
    }
    if (now - this.#rested >= REST_EVERY) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#rested = performance.now();
    }
    this.signal.throwIfAborted();
  }
}
