/**
 * What the page asks of the studio: the worker that holds the data, the model and the browser's
 * storage. The page's thread draws and listens; it never parses, computes or keeps data. Every call
 * crosses to the worker and back (Comlink), so all of them are promises there, and callbacks are
 * given as `proxy(callback)`. What goes wrong rejects with an Error whose message is a sentence for
 * people.
 */
import type { Backend, ColumnType, EpochRecord, Losses } from 'vae1';

/** How far long work has come, from 0 to 1, and at what. */
export interface Progress {
  readonly what: string;
  readonly fraction: number;
}

export type Report<T> = (news: T) => void;

// Data

/** How text files are read; what is not said is found out, and stands in the summary's notes. */
export interface ReadingOptions {
  /** Default: found out. */
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** Whether the first line has the names of the columns. Default: found out. */
  readonly header?: boolean;
  /** Default: found out. */
  readonly decimal?: '.' | ',';
  /** Side of the square, in pixels, that images of files are scaled to. Default 28. */
  readonly imageSize?: number;
  /** Default: colour if any of the images has it. */
  readonly colour?: boolean;
}

export type SampleName = 'digits' | 'penguins' | 'rings';

/** Something to know about a file that is no reason not to go on: a sentence. */
export interface Note {
  readonly message: string;
}

export interface ColumnSummary {
  readonly name: string;
  /** What the library takes the column for; null where it can take it for nothing. */
  readonly type: ColumnType | null;
  /** Cells without a value. */
  readonly missing: number;
  /** Of numbers; of dates as text. */
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  /** Different values, of columns of categories. */
  readonly categories?: number;
  /** A few values, the most frequent first. */
  readonly examples: readonly string[];
  /** Why it is left out unless someone asks for it. */
  readonly leftOut?: string;
}

interface AnyDataSummary {
  /** Of the file or the sample. */
  readonly name: string;
  readonly rows: number;
  readonly notes: readonly Note[];
}

export interface TableSummary extends AnyDataSummary {
  readonly kind: 'table';
  readonly columns: readonly ColumnSummary[];
  /** The first rows, as many as a preview shows; null is a gap. Cells in the order of `columns`. */
  readonly head: readonly (readonly CellValue[])[];
  /** As the file was read; absent where these do not apply. */
  readonly reading: ReadingOptions;
}

export interface ImagesSummary extends AnyDataSummary {
  readonly kind: 'images';
  readonly shape: ImageShape;
  /** The first images, up to 64: bytes, row after row. */
  readonly head: Uint8Array;
  /** Whether there is something to colour a map by. */
  readonly labelled: boolean;
  readonly reading: ReadingOptions;
}

export type DataSummary = TableSummary | ImagesSummary;

export type CellValue = string | number | null;

/** A row of an image has height x width x channels bytes, channels last. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export interface DataDesk {
  /** Takes the place of the data that were open, unless it fails: then those stay. */
  open(
    files: readonly File[],
    options: ReadingOptions,
    report: Report<Progress>,
  ): Promise<DataSummary>;
  openSample(name: SampleName, report: Report<Progress>): Promise<DataSummary>;
  /** The files of the last open(), read once more with other options. */
  readAgain(options: ReadingOptions, report: Report<Progress>): Promise<DataSummary>;
  /** Ends a reading under way, which then rejects. */
  cancel(): Promise<void>;
}

// Run

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

// Look

/** Images as bytes, row after row, of the model's shape. */
export type Pixels = Uint8Array;

/** Rows of a table: cells in the order of `columns`. */
export interface TableRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** What decoding gives: for images pixels, for tables rows. */
export type Decoded =
  | { readonly kind: 'images'; readonly pixels: Pixels }
  | { readonly kind: 'table'; readonly table: TableRows };

/** The rows' places in the latent space: means of their posteriors, on a plane. */
export interface LatentMap {
  /** Which row each point is; a sample of them where there are more than can be drawn. */
  readonly rows: Uint32Array;
  /** n x 2. */
  readonly points: Float32Array;
  /** A point (a, b) of the plane is the latent vector origin + a across + b up; L values each. */
  readonly origin: Float32Array;
  readonly across: Float32Array;
  readonly up: Float32Array;
  /** Share of the means' variance that the two axes have; 1 where the latent space has two. */
  readonly share: number;
  /** Whether the axes are those along which the labels lie farthest apart, rather than the rows. */
  readonly byLabels: boolean;
}

/** What the points of a map are coloured by: one value per point, in their order. */
export type Colouring =
  | {
      readonly kind: 'categories';
      /** Those that are values, then what the rest is: '3 others', 'no value'. */
      readonly names: readonly string[];
      /** How many of the names are values. */
      readonly ofValues: number;
      readonly codes: Uint16Array;
    }
  /** NaN in a gap. Dates: ms since 1970. */
  | { readonly kind: 'numbers'; readonly dates: boolean; readonly values: Float64Array };

/** One column, real against generated. Shares of the rows that are no gaps. */
export type ColumnDistribution = {
  readonly column: string;
  /** Shares of gaps. */
  readonly missing: { readonly real: number; readonly generated: number };
} & (
  | {
      readonly kind: 'numbers';
      /**
       * One more than there are bins. Of dates: ms since 1970. The first and the last bin have what
       * lies beyond, too, where a few values are far from all others.
       */
      readonly edges: readonly number[];
      /** The least and the largest value of both tables. */
      readonly range: readonly [least: number, most: number];
      readonly dates: boolean;
      readonly real: readonly number[];
      readonly generated: readonly number[];
    }
  | {
      readonly kind: 'categories';
      /** The most frequent; the last one is 'n others' where there are more than are shown. */
      readonly names: readonly string[];
      readonly real: readonly number[];
      readonly generated: readonly number[];
    }
);

/** How strongly columns go together, from 0 to 1, or -1 to 1 between numbers. */
export interface Associations {
  /** Those modelled, or the first of them. */
  readonly columns: readonly string[];
  /** How many columns are modelled. */
  readonly modelled: number;
  /** How many rows of each table it was measured on. */
  readonly rows: number;
  /** columns x columns, row after row; NaN where there is none. */
  readonly real: Float64Array;
  readonly generated: Float64Array;
}

/** How close the generated table is to the real one, by compareTables() of the library. */
export interface Closeness {
  /** Mean likeness of the columns' distributions, from 0 to 1; null where it is not defined. */
  readonly columnShapes: number | null;
  /** Mean likeness of how pairs of columns go together, from 0 to 1. */
  readonly pairTrends: number | null;
  /** Of a classifier that tells the two tables apart: 0.5 is chance, 1 every row. */
  readonly auc: number | null;
  /** Share of the generated rows that occur in the real table, every cell the same. */
  readonly copies: number;
  /** The columns that are least alike, the least first. */
  readonly farthest: readonly { readonly column: string; readonly shape: number }[];
  /** How many rows were looked at: of very large tables not all. */
  readonly realRows: number;
  readonly generatedRows: number;
}

/** The rows that are odd, the oddest first. */
export interface OddRows {
  readonly rows: readonly OddRow[];
  /** How many rows were scored: a sample where there are very many. */
  readonly scored: number;
  /** Of all the scores: for a histogram, whose outer bins have what lies beyond, too. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface OddRow {
  readonly row: number;
  /** Nats: -log p of the row, the higher the odder. */
  readonly score: number;
  /**
   * Of tables: the columns that make it odd, the first the most, in nats above what is usual for the
   * column.
   */
  readonly reasons: readonly { readonly column: string; readonly nats: number }[];
}

/**
 * All of it works while a training is under way too, on the weights of the moment. Where the model or
 * the data are replaced before the answer, the call rejects with an error of the name AbortError.
 */
export interface LookDesk {
  /** Some rows of the open data: those with these numbers. */
  rows(indices: readonly number[]): Promise<Decoded>;
  reconstruct(indices: readonly number[]): Promise<Decoded>;
  /** Means of the rows' posteriors, n x L. */
  encode(indices: readonly number[]): Promise<Float32Array>;
  /** n x L. */
  decode(latents: Float32Array): Promise<Decoded>;
  /** New rows; equal seeds give equal latents. Kept nowhere. */
  sample(count: number, seed?: number): Promise<Decoded>;
  /** Images between two rows, both included. */
  interpolate(first: number, last: number, steps: number): Promise<Decoded>;
  latentMap(report: Report<Progress>): Promise<LatentMap>;
  /**
   * @param by The name of a column, 'label' for images that have one, or 'score': nats, as in
   *   rankOdd().
   */
  colouring(rows: Uint32Array, by: string): Promise<Colouring>;
  /** What one can colour by. */
  colourings(): Promise<readonly string[]>;

  /** Makes a table, which the calls below compare, and gives its first rows. */
  generate(count: number, seed: number, report: Report<Progress>): Promise<TableRows>;
  distributions(): Promise<readonly ColumnDistribution[]>;
  associations(report: Report<Progress>): Promise<Associations>;
  closeness(): Promise<Closeness>;
  /** Two columns of numbers, as points: n x 2, of the real and of the generated table. */
  pair(across: string, up: string): Promise<{ real: Float64Array; generated: Float64Array }>;

  rankOdd(report: Report<Progress>): Promise<OddRows>;
  /**
   * Ends what latentMap(), colouring(), generate(), distributions(), associations(), closeness() or
   * rankOdd() is at, which then rejects with an error of the name AbortError. Of all but rankOdd() the
   * next one ends the one before, too.
   */
  cancel(): Promise<void>;
}

// Take away

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

// The whole

export interface Studio {
  readonly data: DataDesk;
  readonly run: RunDesk;
  readonly look: LookDesk;
  readonly takeAway: TakeAwayDesk;
  /** Fetches all that later work needs, so that nothing has to be fetched after it. */
  prepare(report: Report<Progress>): Promise<{ backend: Backend }>;
}
