import type {
  DataSummary,
  ModelSummary,
  Progress,
  Report,
  Settings,
} from '../../contract/index.js';
import type { Dataset } from '../session/dataset.js';

/** A kept run without its data and model. */
export interface RunRecord {
  readonly id: string;
  readonly summary: DataSummary;
  readonly settings: Settings;
  readonly leftOut: readonly string[];
  readonly epochsDone: number;
  /** How the run ended; null or absent if it was in progress. */
  readonly end?: ModelSummary['end'];
  /** When the run was last kept, in ms since 1970. */
  readonly kept: number;
  /** Size of data and model. */
  readonly bytes: number;
}

/** A model as it was at the end of an epoch. */
export interface KeptModel {
  /** The bytes from save(). */
  readonly file: Uint8Array<ArrayBuffer>;
  /** Duration of each epoch, which the file does not store; NaN if unknown. */
  readonly seconds: Float64Array<ArrayBuffer>;
}

export interface StoredRun {
  readonly run: RunRecord;
  readonly data: Dataset;
  /** Null if the page was closed before the end of the first epoch. */
  readonly model: KeptModel | null;
}

/**
 * Storage for runs that survives the page. Each call either succeeds completely, or rejects and
 * changes nothing.
 */
export interface RunStore {
  list(): Promise<readonly RunRecord[]>;
  /** Stores a new run, still without a model. */
  begin(run: RunRecord, data: Dataset): Promise<void>;
  /**
   * Updates a run.
   * @param model Null removes the stored model; undefined leaves it.
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
    super('The kept run no longer exists: it was forgotten in another tab.');
  }
}

/**
 * Whether a newer version of the page has kept runs in a format that this version does not know.
 */
export function isOfNewerPage(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}
