import type { Progress, Report } from '../../readers/bytes/progress.js';
import type { EpochFigures, ModelSummary } from './run.js';

export type ExportRequest =
  /** Tables: generated rows as CSV. Images: a zip of new samples, one PNG each. */
  | { readonly what: 'generated'; readonly count: number; readonly seed: number }
  /** Images: one PNG with 64 new samples. */
  | { readonly what: 'sheet'; readonly seed: number }
  /** CSV with the means and log-variances of the rows' posteriors. */
  | { readonly what: 'latents' }
  /** CSV with a line per epoch. */
  | { readonly what: 'curves' }
  /** CSV of the rows ranked by score; needs rankOdd() first. */
  | { readonly what: 'odd' }
  | { readonly what: 'model' };

/** If the model is replaced meanwhile, file() and snippet() reject with an AbortError. */
export interface ExportApi {
  /** The requested file and a name for it. */
  file(wanted: ExportRequest, report: Report<Progress>): Promise<{ name: string; blob: Blob }>;
  /** JavaScript for Node that repeats the run. */
  snippet(): Promise<string>;
  /**
   * Replaces the model with one from a file and ends a run in progress. The data stay open if they
   * fit the model; otherwise they are closed.
   */
  openModel(file: File): Promise<{ model: ModelSummary; history: readonly EpochFigures[] }>;
}
