import type {
  Closeness,
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
  /** The key of its data, which runs of equal data share; absent in older runs, whose id it is. */
  readonly data?: string;
  /** What people call it; absent until it has a name of its own. */
  readonly name?: string;
  /** When training began, in ms since 1970; absent in older runs. */
  readonly begun?: number;
  readonly summary: DataSummary;
  readonly settings: Settings;
  /** Set if the model came from a file: the settings are then only those of its further training. */
  readonly fromFile?: true;
  readonly leftOut: readonly string[];
  readonly epochsDone: number;
  /** The last epoch's; absent before it, and in older runs. */
  readonly loss?: number;
  /** How the run ended; null or absent if it was in progress. */
  readonly end?: ModelSummary['end'];
  /** When the run was last kept, in ms since 1970. */
  readonly kept: number;
  /** Size of data and model. */
  readonly bytes: number;
  /** Size of the data; absent in older runs. */
  readonly dataBytes?: number;
  /** The latest comparison of generated with real rows, if there was one. */
  readonly measured?: Measured;
}

export interface Measured {
  /** The epochs that the model had then. */
  readonly epochs: number;
  readonly closeness: Closeness;
}

/** The second model of a latent map. */
export interface KeptMap {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly finished: boolean;
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
  readonly map: KeptMap | null;
}

/** The key of the run's data. */
export function dataKeyOf({ id, data = id }: RunRecord): string {
  return data;
}

/**
 * Storage for runs that survives the page. Each call either succeeds completely, or rejects and
 * changes nothing.
 */
export interface RunStore {
  list(): Promise<readonly RunRecord[]>;
  /** Stores a new run, still without a model, and its data unless another run has stored them. */
  begin(run: RunRecord, data: Dataset): Promise<void>;
  /**
   * Updates a run.
   * @param model Null removes the stored model; undefined leaves it.
   * @throws RunGone
   */
  update(run: RunRecord, model?: KeptModel | null): Promise<void>;
  /** @throws RunGone */
  read(id: string, report: Report<Progress>): Promise<StoredRun>;
  /** The model of a run; null if there is none. */
  model(id: string): Promise<KeptModel | null>;
  /**
   * Stores the second model of a run's latent map.
   * @throws RunGone
   */
  keepMap(id: string, map: KeptMap): Promise<void>;
  /** Removes a run, and its data if no other run needs them. */
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
}

export class RunGone extends Error {
  constructor() {
    super('The kept run no longer exists: it was deleted in another tab.');
  }
}

/**
 * Whether a newer version of the page has kept runs in a format that this version does not know.
 */
export function isOfNewerPage(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}
