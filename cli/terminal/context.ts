import type { Progress } from './progress.js';

/** What every command gets. */
export interface Context {
  readonly progress: Progress;
  /** Aborted by Ctrl-C with an Interrupted. */
  readonly signal: AbortSignal;
}
