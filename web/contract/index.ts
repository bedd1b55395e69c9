import type { DataApi } from './data.js';
import type { LookApi } from './look.js';
import type { RunApi } from './run.js';
import type { ExportApi } from './export.js';

export type * from './column-distribution.js';
export type * from './data.js';
export type * from './look.js';
export type * from '../../readers/bytes/progress.js';
export type * from './run.js';
export type * from './export.js';
export type * from './report.js';
export type * from './sample-sheet.js';
export type * from './schedules.js';
export type * from './wishes.js';

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
}
