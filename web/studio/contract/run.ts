import type { Backend, EpochRecord, Losses } from 'vae1';
import type { Progress, Report } from './progress.js';
import type { DataSummary, ImageShape } from './data.js';

/** What the model is made with and trained by: what the form has. */
export interface Settings {
  readonly latentDim: number;
  readonly learningRate: number;
  readonly batchSize: number;
  /** Of the whole run; a run that goes on may be given more. */
  readonly epochs: number;
  readonly hiddenDims: readonly number[];
  readonly activation: 'relu' | 'tanh' | 'sigmoid' | 'softplus' | 'gelu';
  readonly beta: number;
  /** Share of the rows held out, 0 for none. */
  readonly validation: number;
  /** Epochs without a better held-out loss after which the run ends; 0: it never does. */
  readonly patience: number;
  readonly seed: number;
  readonly deterministic: boolean;
  /** 0: as many as the page may have. */
  readonly threads: number;
}

/** Where a run stands. */
export type RunPhase = 'training' | 'pausing' | 'paused' | 'stopping' | 'ended';

/** What is kept of an epoch for curves and tables. */
export type EpochFigures = Pick<EpochRecord, 'epoch' | 'loss' | 'reconstruction' | 'kl'> & {
  readonly validation: Losses | null;
  readonly seconds: number | null;
};

/** Sent some ten times a second while a run is under way, and at each change of phase. */
export interface RunNews {
  readonly phase: RunPhase;
  /** Epochs done, and of the whole run. */
  readonly epochsDone: number;
  readonly epochs: number;
  /** Of the epoch under way: batches done, and all of them; null between epochs. */
  readonly batch: number | null;
  readonly batches: number | null;
  /** Running means over the epoch under way, or of the last one. */
  readonly losses: Losses | null;
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Points of the curves since the last news: several within an epoch. `epoch` is a fraction. */
  readonly curve: readonly CurvePoint[];
  /** Epochs that ended since the last news. */
  readonly finished: readonly EpochFigures[];
  /** When the run was kept last, in ms since 1970; null where it is not kept. */
  readonly kept: number | null;
  /** Why it is not kept: a sentence, such as that the disk is full. */
  readonly notKept: string | null;
}

export interface CurvePoint {
  readonly epoch: number;
  readonly loss: number;
  readonly reconstruction: number;
  readonly kl: number;
}

/** What stands of a model that can be looked at. */
export interface ModelSummary {
  readonly kind: 'table' | 'images';
  readonly latentDim: number;
  readonly parameters: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly epochsDone: number;
  /** The epoch whose weights are used; null: the last one's. */
  readonly bestEpoch: number | null;
  /** Whether the rows that it was trained on are open. */
  readonly data: boolean;
  readonly shape: ImageShape | null;
  /** Names of the columns of a table that it makes. */
  readonly columns: readonly string[] | null;
}

/** How a call of train() came to its end. */
export interface RunEnd {
  readonly how: 'finished' | 'early' | 'stopped';
  readonly seconds: number;
  readonly model: ModelSummary | null;
}

/** A run that was under way, or had ended, when the page was closed. */
export interface KeptRun {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly epochsDone: number;
  readonly epochs: number;
  /** When it was kept last, in ms since 1970. */
  readonly kept: number;
  readonly bytes: number;
}

export interface RestoredRun {
  readonly data: DataSummary;
  readonly settings: Settings;
  readonly leftOut: readonly string[];
  /** Null where the run was closed before the end of its first epoch. */
  readonly model: ModelSummary | null;
  readonly history: readonly EpochFigures[];
}

export interface RunDesk {
  /**
   * Trains a new model on the open data, or, where there is one, goes on with it up to
   * `settings.epochs` epochs in all. Resolves when the run has ended, also by stop().
   * @param leftOut Names of the columns that a new model is to do without; one that goes on does
   *   without those that it has not learned.
   */
  train(settings: Settings, leftOut: readonly string[], report: Report<RunNews>): Promise<RunEnd>;
  /** At the end of the epoch under way, so that the run goes on as if it had not stopped. */
  pause(): Promise<void>;
  goOn(): Promise<void>;
  /** Within a batch; the batches done are kept. */
  stop(): Promise<void>;
  /** Forgets the model, not the data. */
  startOver(): Promise<void>;
  /**
   * Runs that were kept and are not open in another tab, the last one first. Rejects where a newer
   * version of the page has kept some, which only forget() can do something about.
   */
  keptRuns(): Promise<readonly KeptRun[]>;
  restore(id: string, report: Report<Progress>): Promise<RestoredRun>;
  /** Removes all that the page has kept in the browser; what is open stays open. */
  forget(): Promise<void>;
  /** What the trained model is; null without one. */
  model(): Promise<ModelSummary | null>;
}
