import type { Progress, Report } from './progress.js';
import type { EpochFigures, ModelSummary } from './run.js';

export type Takeaway =
  /** Tables: the generated rows as CSV. Images: new samples, one PNG each, in a zip. */
  | { readonly what: 'generated'; readonly count: number; readonly seed: number }
  /** Images: one PNG with 64 new samples. */
  | { readonly what: 'sheet'; readonly seed: number }
  /** CSV: the means and log-variances of the rows' posteriors. */
  | { readonly what: 'latents' }
  /** CSV: a line for each epoch. */
  | { readonly what: 'curves' }
  /** CSV: rows ranked by score; after rankOdd(). */
  | { readonly what: 'odd' }
  | { readonly what: 'model' };

/** Where the model is replaced meanwhile, file() and snippet() reject with an AbortError. */
export interface TakeAwayDesk {
  /** A file of it, and the name that it should have. */
  file(wanted: Takeaway, report: Report<Progress>): Promise<{ name: string; blob: Blob }>;
  /** JavaScript for Node or a page that repeats the run. */
  snippet(): Promise<string>;
  /**
   * A model file in place of the model; a run under way ends. The data stay open if they fit the
   * model, else are closed.
   */
  openModel(file: File): Promise<{ model: ModelSummary; history: readonly EpochFigures[] }>;
}
