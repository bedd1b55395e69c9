import type { Backend } from 'vae1';
import type { DataDesk } from './contract/data.js';
import type { LookDesk } from './contract/look.js';
import type { Progress, Report } from './contract/progress.js';
import type { RunDesk } from './contract/run.js';
import type { TakeAwayDesk } from './contract/take-away.js';

export type * from './contract/data.js';
export type * from './contract/look.js';
export type * from './contract/progress.js';
export type * from './contract/run.js';
export type * from './contract/take-away.js';

/**
 * What the page asks of the studio: the worker that holds the data, the model and the browser's
 * storage. The page's thread draws and listens; it never parses, computes or keeps data. Every call
 * crosses to the worker and back (Comlink), so all of them are promises there, and callbacks are
 * given as `proxy(callback)`. What goes wrong rejects with an Error whose message is a sentence for
 * people.
 */
export interface Studio {
  readonly data: DataDesk;
  readonly run: RunDesk;
  readonly look: LookDesk;
  readonly takeAway: TakeAwayDesk;
  /** Fetches all that later work needs, so that nothing has to be fetched after it. */
  prepare(report: Report<Progress>): Promise<{ backend: Backend }>;
}
