import type { Progress, Report } from './progress.js';

/** Time between two reports, in ms. */
const REPORT_EVERY = 100;
/** The longest time without handling messages to the worker, in ms. */
const REST_EVERY = 40;

/** Lets long work report progress and check for cancellation. */
export class Pace {
  #reported = -Infinity;
  #rested = performance.now();

  constructor(
    readonly report: Report<Progress>,
    readonly signal: AbortSignal,
    /** Receives remarks that only the reading itself shows, as sentences. */
    readonly note: (message: string) => void = () => {},
  ) {}

  /**
   * Await this often. It lets the worker handle messages, such as cancel(), from time to time.
   * @throws the signal's reason if it is aborted.
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
