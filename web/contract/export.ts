import type { OnnxGraph } from 'vae1';
import type { Progress, Report } from '../../readers/bytes/progress.js';
import type { EpochFigures, ModelSummary } from './run.js';
import type { RowWishes } from './wishes.js';

/** The form of a file of rows. CSV has the separator and the decimal mark of the file that was opened. */
export type RowFormat = 'csv' | 'jsonl' | 'parquet';

/** The model as a file of its own kind, or for other programs: all of it, or one graph of ONNX. */
export type ModelForm = 'vae1' | 'safetensors' | OnnxGraph;

export type ExportRequest =
  /** Tables: generated rows. Images: a zip of new samples, one PNG each. */
  | {
      readonly what: 'generated';
      readonly count: number;
      readonly seed: number;
      /** Tables: default CSV. */
      readonly format?: RowFormat;
      /** Tables: default as the model draws them. */
      readonly wishes?: RowWishes;
    }
  /**
   * The whole open table with its gaps filled, or a zip with one file per draw; needs fill() first.
   * `marked` adds a column that names the filled columns of each row.
   */
  | { readonly what: 'filled'; readonly format: RowFormat; readonly marked: boolean }
  /**
   * What the model is trained on, as the page has read it: the columns of a table as JSON lines, images
   * as an IDX file.
   */
  | { readonly what: 'data' }
  /** Images: one PNG with 64 new samples. */
  | { readonly what: 'sheet'; readonly seed: number }
  /** CSV with the means and log-variances of the rows' posteriors. */
  | { readonly what: 'latents' }
  /** CSV with a line per epoch. */
  | { readonly what: 'curves' }
  /** CSV of the rows ranked by score; needs rankOdd() first. */
  | { readonly what: 'odd' }
  /** By default our own file. */
  | { readonly what: 'model'; readonly form?: ModelForm };

/** If the model is replaced meanwhile, every call but openModel() rejects with an AbortError. */
export interface ExportApi {
  /** The requested file and a name for it. */
  file(wanted: ExportRequest, report: Report<Progress>): Promise<{ name: string; blob: Blob }>;
  /** Cancels file(), which then rejects with an AbortError. */
  cancel(): Promise<void>;
  /**
   * Of each form that the model can have for other programs, in their order: why it has none, or null.
   */
  modelForms(): Promise<readonly { readonly form: ModelForm; readonly refused: string | null }[]>;
  /**
   * JavaScript for Node that repeats the run.
   * @param wishes Of the rows that it generates. Default: as the model draws them.
   */
  snippet(wishes?: RowWishes): Promise<string>;
  /**
   * Replaces the model with one from a file and ends a run in progress. The data stay open if they
   * fit the model; otherwise they are closed.
   */
  openModel(file: File): Promise<{ model: ModelSummary; history: readonly EpochFigures[] }>;
}
