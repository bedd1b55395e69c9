import type { DataSummary, Progress, Report, Settings } from '../contract.js';
import type { Dataset } from '../dataset.js';

/** What is known of a kept run without its data and its model. */
export interface RunRecord {
  readonly id: string;
  readonly summary: DataSummary;
  readonly settings: Settings;
  readonly leftOut: readonly string[];
  readonly epochsDone: number;
  /** In ms since 1970. */
  readonly kept: number;
  /** Of data and model. */
  readonly bytes: number;
}

/** A model at the end of an epoch. */
export interface KeptModel {
  /** As save() gave it. */
  readonly file: Uint8Array<ArrayBuffer>;
  /** That each epoch took, which the file does not hold; NaN where that is not known. */
  readonly seconds: Float64Array<ArrayBuffer>;
}

export interface StoredRun {
  readonly run: RunRecord;
  readonly data: Dataset;
  /** Null where the run was closed before the end of its first epoch. */
  readonly model: KeptModel | null;
}

/** Where runs outlive the page. Each call does all that it says, or rejects and does nothing. */
export interface RunStore {
  list(): Promise<readonly RunRecord[]>;
  /** A run without a model yet. */
  begin(run: RunRecord, data: Dataset): Promise<void>;
  /**
   * What has become of a run.
   * @param model Null takes it away; without one it stays as it is.
   * @throws RunGone
   */
  update(run: RunRecord, model?: KeptModel | null): Promise<void>;
  /** @throws RunGone */
  read(id: string, report: Report<Progress>): Promise<StoredRun>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
}

export class RunGone extends Error {
  constructor() {
    super('The kept run is gone: it was forgotten in another tab.');
  }
}

/** Whether a newer version of the page has kept runs in a way that this one does not know. */
export function isOfNewerPage(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}
