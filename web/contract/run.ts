import type { Backend, EpochRecord, Losses } from 'vae1';
import type { Progress, Report } from '../../readers/bytes/progress.js';
import type { DataSummary, ImageShape } from './data.js';

/** The settings of a model and its training: the form's values. */
export interface Settings {
  readonly latentDim: number;
  /** Null is the library's default for such data. */
  readonly learningRate: number | null;
  /** Null is the library's default for such data. */
  readonly batchSize: number | null;
  /** Epochs of the whole run; can be raised to continue a run. */
  readonly epochs: number;
  readonly hiddenDims: readonly number[];
  readonly activation: 'relu' | 'tanh' | 'sigmoid' | 'softplus' | 'gelu';
  readonly beta: number;
  /** Share of the rows held out, 0 for none. */
  readonly validation: number;
  /**
   * The run stops after this many epochs without a better held-out loss; 0 never stops early, null is
   * the library's default for such data.
   */
  readonly patience: number | null;
  readonly seed: number;
  readonly deterministic: boolean;
  /** 0 is automatic: up to four, and one processor is left to the page. */
  readonly threads: number;
}

/** The phase of a run. */
export type RunPhase = 'training' | 'pausing' | 'paused' | 'stopping' | 'ended';

/** The figures of an epoch, for curves and tables. */
export type EpochFigures = Pick<EpochRecord, 'epoch' | 'loss' | 'reconstruction' | 'kl'> & {
  readonly validation: Losses | null;
  readonly seconds: number | null;
};

/** Sent about ten times a second during a run, and at each change of phase. */
export interface RunNews {
  readonly phase: RunPhase;
  /** Epochs done, and epochs of the whole run. */
  readonly epochsDone: number;
  readonly epochs: number;
  /** Batches done in the current epoch, and its total; null between epochs. */
  readonly batch: number | null;
  readonly batches: number | null;
  /** Running means over the current epoch, or the means of the last one. */
  readonly losses: Losses | null;
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** New points of the curves since the last news, several per epoch; `epoch` is fractional. */
  readonly curve: readonly CurvePoint[];
  /** Epochs that ended since the last news. */
  readonly finished: readonly EpochFigures[];
  /** When the run was last kept, in ms since 1970; null if it is not kept. */
  readonly kept: number | null;
  /** A sentence that says why the run is not kept, for example because the disk is full. */
  readonly notKept: string | null;
}

export interface CurvePoint {
  readonly epoch: number;
  readonly loss: number;
  readonly reconstruction: number;
  readonly kl: number;
}

/** Facts about a model that can be viewed. */
export interface ModelSummary {
  readonly kind: 'table' | 'images';
  readonly latentDim: number;
  readonly parameters: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly epochsDone: number;
  /** The epoch whose weights are used; null for the last one. */
  readonly bestEpoch: number | null;
  /**
   * Whether the latent views show the model's own latent space. It says little where cells are made
   * from other cells; LookApi.trainMap() then trains a second model for the map.
   */
  readonly ownMap: boolean;
  /** Whether the model's training rows are open. */
  readonly data: boolean;
  readonly shape: ImageShape | null;
  /** Column names of the tables that it generates; null for images. */
  readonly columns: readonly string[] | null;
}

/** How a call of train() ended. */
export interface RunEnd {
  readonly how: 'finished' | 'early' | 'stopped';
  readonly seconds: number;
  readonly model: ModelSummary | null;
}

/** A run that was in progress or had ended when the page was closed. */
export interface KeptRun {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly epochsDone: number;
  readonly epochs: number;
  /** When the run was last kept, in ms since 1970. */
  readonly kept: number;
  readonly bytes: number;
}

export interface RestoredRun {
  readonly data: DataSummary;
  readonly settings: Settings;
  readonly leftOut: readonly string[];
  /** Null if the page was closed before the end of the first epoch. */
  readonly model: ModelSummary | null;
  readonly history: readonly EpochFigures[];
}

export interface RunApi {
  /**
   * Trains a new model on the open data, or continues the current one, up to `settings.epochs`
   * epochs in total. Resolves when the run has ended, also after stop().
   * @param leftOut Names of the columns that a new model leaves out. A continued model keeps its
   *   columns.
   */
  train(settings: Settings, leftOut: readonly string[], report: Report<RunNews>): Promise<RunEnd>;
  /**
   * Pauses at the end of the current epoch; resume() then continues as if there had been no pause.
   */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops within the current batch; finished batches count. */
  stop(): Promise<void>;
  /** Discards the model and keeps the data. */
  startOver(): Promise<void>;
  /**
   * Kept runs that are not open in another tab, latest first. Rejects if a newer version of the
   * page has kept runs; then only forget() helps.
   */
  keptRuns(): Promise<readonly KeptRun[]>;
  restore(id: string, report: Report<Progress>): Promise<RestoredRun>;
  /** Removes everything that the page has kept in the browser; open data and model stay open. */
  forget(): Promise<void>;
  /** Facts about the model; null without one. */
  model(): Promise<ModelSummary | null>;
}
