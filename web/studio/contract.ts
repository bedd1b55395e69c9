import type { Backend } from 'vae1';
import type { DataApi } from './contract/data.js';
import type { LookApi } from './contract/look.js';
import type { Progress, Report } from './contract/progress.js';
import type { RunApi } from './contract/run.js';
import type { ExportApi } from './contract/export.js';

export type * from './contract/data.js';
export type * from './contract/look.js';
export type * from './contract/progress.js';
export type * from './contract/run.js';
export type * from './contract/export.js';

/**
 * What the page can ask of the studio, the worker that holds the data, the model and the browser's
 * storage. The page's thread only draws and handles input; it never parses, computes or stores
 * data. Every call goes to the worker and back (Comlink), so all of them return promises, and
 * callbacks are passed as `proxy(callback)`. Failures reject with an Error whose message is a
 * sentence for people.
 */
export interface Studio {
  readonly data: DataApi;
  readonly run: RunApi;
  readonly look: LookApi;
  readonly export: ExportApi;
  /** Fetches everything that later work needs, so that nothing is fetched afterwards. */
  prepare(report: Report<Progress>): Promise<{ backend: Backend }>;
}
