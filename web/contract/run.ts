import type { Backend, EpochRecord, Losses } from 'vae1';
import type { Progress, Report } from '../../readers/bytes/progress.js';
import type { DataSummary, ImageShape } from './data.js';
import type { Closeness } from './look.js';
import type { SampleSheet } from './sample-sheet.js';
import type { Schedules } from './schedules.js';

/** The settings of a model and its training: the form's values. */
export interface Settings extends Schedules {
  readonly latentDim: number;
  /** Null is the library's default for such data. */
  readonly learningRate: number | null;
  /** Null is the library's default for such data. */
  readonly batchSize: number | null;
  /** Epochs of the whole run; can be raised to continue a run. */
  readonly epochs: number;
  /** For images. Absent, as in runs that older pages have kept, it is fully connected. */
  readonly network?: 'convolutional' | 'fullyConnected' | undefined;
  /** Of a fully connected network. */
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
  /** Trains on this many rows, drawn at random by the seed; absent or null for all. */
  readonly sampleRows?: number | null | undefined;
  /** Columns that the network is given instead of learning them. */
  readonly conditions: readonly string[];
  /**
   * The column that the table is used to predict. The model learns it like any other column; generated rows are
   * balanced on it at first. Null for none.
   */
  readonly target: string | null;
}

/** The phase of a run. */
export type RunPhase = 'training' | 'pausing' | 'paused' | 'stopping' | 'ended';

/** How far a run goes before it pauses by itself. */
export type Step = 'batch' | 'epoch';

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
  /** The loss of the last batch, before its step; null before the first one. */
  readonly batchLoss: number | null;
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** New points of the curves since the last news, several per epoch; `epoch` is fractional. */
  readonly curve: readonly CurvePoint[];
  /** Epochs that ended since the last news. */
  readonly finished: readonly EpochFigures[];
  /** For images, the sheet of the latest epoch that has one; null if there is none since the last news. */
  readonly sheet: SampleSheet | null;
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
  /** How the last run of this model ended; null during a run, and for a model from a file. */
  readonly end: RunEnd['how'] | null;
  /** How the decoder makes the cells of a table; null for images. */
  readonly decoder: 'autoregressive' | 'independent' | null;
  /** Whether its layers are convolutions, of images. */
  readonly convolutional: boolean;
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

/** A run that is kept in the browser. */
export interface KeptRun {
  readonly id: string;
  /** What people call it; null until it has a name of its own. */
  readonly name: string | null;
  /** Its data, without the preview. */
  readonly summary: DataSummary;
  /** Equal for runs of the same data, which are stored once. */
  readonly data: string;
  readonly settings: Settings;
  readonly leftOut: readonly string[];
  readonly epochsDone: number;
  /** The loss of the epoch whose weights are used; null if it is not known. */
  readonly loss: number | null;
  /** When training began and when the run was last kept, in ms since 1970. */
  readonly begun: number;
  readonly kept: number;
  /** Sizes in bytes. */
  readonly modelBytes: number;
  readonly dataBytes: number;
  /** Whether its model is open in this tab, in another one, or nowhere. */
  readonly open: 'here' | 'elsewhere' | null;
  /** How close its generated rows were, and after how many epochs; null if not measured. */
  readonly measured: { readonly epochs: number; readonly closeness: Closeness } | null;
}

/** What a comparison of kept runs needs besides KeptRun. */
export interface RunCurves {
  readonly id: string;
  readonly history: readonly EpochFigures[];
  /** The epoch whose weights are used; null for the last one. */
  readonly bestEpoch: number | null;
}

export interface RestoredRun {
  readonly data: DataSummary;
  readonly settings: Settings;
  /** Whether the model came from a file, which does not say which settings made it. */
  readonly fromFile: boolean;
  readonly leftOut: readonly string[];
  /** Null if the page was closed before the end of the first epoch. */
  readonly model: ModelSummary | null;
  readonly history: readonly EpochFigures[];
}

/** How fast a model of some settings trains here, measured on a few batches. */
export interface Pace {
  readonly secondsPerBatch: number;
}

/** What differs from a usual run. */
export interface TrainingWay {
  /** After which the run pauses by itself. Default: it does not. */
  readonly step?: Step | undefined;
  /** Whether the run is kept in the browser. Default true. */
  readonly keep?: boolean;
}

export interface RunApi {
  /**
   * Trains another model on some of the open rows for about half a second and discards it. Null if
   * train(), restore() or another call of measure() interrupts it.
   * @param settings With a batch size.
   */
  measure(settings: Settings, leftOut: readonly string[]): Promise<Pace | null>;
  /**
   * Trains a new model on the open data, or continues the current one, up to `settings.epochs`
   * epochs in total. Resolves when the run has ended, also after stop().
   * @param leftOut Names of the columns that a new model leaves out. A continued model keeps its
   *   columns.
   */
  train(
    settings: Settings,
    leftOut: readonly string[],
    report: Report<RunNews>,
    options?: TrainingWay,
  ): Promise<RunEnd>;
  /**
   * Pauses at the end of the current epoch; resume() then continues as if there had been no pause.
   */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Trains a paused run one batch further, or up to the end of its epoch, and pauses it again. The
   * result is that of a run without pauses.
   */
  step(step: Step): Promise<void>;
  /** Stops within the current batch; finished batches count. */
  stop(): Promise<void>;
  /** Discards the model and keeps the data. */
  startOver(): Promise<void>;
  /**
   * All kept runs, latest first. Rejects if a newer version of the page has kept runs; then only
   * forget() helps.
   */
  keptRuns(): Promise<readonly KeptRun[]>;
  /** The curves of kept runs, in the order of the ids. */
  curves(ids: readonly string[]): Promise<readonly RunCurves[]>;
  /** Names a kept run; null takes its name away. */
  rename(id: string, name: string | null): Promise<void>;
  /** Removes a kept run that is not open in another tab; an open model stays open. */
  remove(id: string): Promise<void>;
  restore(id: string, report: Report<Progress>): Promise<RestoredRun>;
  /** Removes everything that the page has kept in the browser; open data and model stay open. */
  forget(): Promise<void>;
  /** Facts about the model; null without one. */
  model(): Promise<ModelSummary | null>;
}
