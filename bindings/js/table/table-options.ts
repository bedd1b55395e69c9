import type { LatentSource, MissingChoice } from '../options.js';
import type {
  EarlyStopping,
  EvaluateOptions,
  FitMixtureOptions,
  FitThresholdOptions,
  LogLikelihoodOptions,
  ScoreFeaturesOptions,
  ScoreOptions,
  SignalOption,
  TrainOptions,
  VAEOptions,
} from '../vae-options.js';
import type { ColumnOverrides } from './schema.js';
import type { Table } from './table-view.js';

/**
 * Options of `new TableVAE()`: those of `new VAE()`, but for what the columns say themselves. Defaults
 * that differ from VAE's: `hiddenDims` `[128, 128]`, `latentDim` `10`, `epochs` `300`.
 */
export interface TableVAEOptions extends Omit<VAEOptions, 'likelihood' | 'missing'> {
  /** What columns are, by their names, where it is not to be inferred from the first table. */
  columns?: ColumnOverrides | undefined;
  /**
   * Names of columns that are given to the model rather than modelled, so that generate() makes
   * rows for any values of them without drawing in vain. Default: none.
   */
  conditions?: readonly string[] | undefined;
  /**
   * Words for "not known": texts, in small letters or capitals, and numbers such as -999 whose cells
   * are gaps in every column. Default: {@link MISSING_VALUES}, in columns of numbers, dates and truth
   * values; in columns of text they are categories.
   */
  missingValues?: readonly (string | number)[] | undefined;
}

/** Options of `train()` of a TableVAE. */
export interface TableTrainOptions extends Omit<
  TrainOptions,
  'features' | 'shuffleRows' | 'validation' | 'earlyStopping'
> {
  /**
   * Rows that are held out from training: a share between 0 and 1, or a table of its own; 0 for
   * none. Default 0.1 of a table of 20 rows or more.
   */
  validation?: number | Table | undefined;
  /**
   * As in VAE; false for all epochs. Default, where rows are held out: a patience of 50 epochs, or as
   * many as make 2,000 batches.
   */
  earlyStopping?: boolean | EarlyStopping | undefined;
}

/** A cell that rows may have; null is a gap. */
export type WhereValue = string | number | bigint | boolean | Date | null;

/** Which cells of a column are wanted; `min` and `max` belong to it. */
export type WhereCell =
  | WhereValue
  | {
      /** Any of these. */
      readonly oneOf: readonly WhereValue[];
    }
  | {
      /** Of numbers and dates. Default: no bound. */
      readonly min?: number | bigint | string | Date;
      /** As `min`. */
      readonly max?: number | bigint | string | Date;
    };

/** Which rows are wanted, by the names of columns: those that have all of it. */
export type Where = Readonly<Record<string, WhereCell>>;

/**
 * How often each category of a column is generated: the column's name, for each equally often; or
 * shares of the categories, by the column's name. Those without a share divide the rest as in the
 * training table.
 */
export type Balance = string | Readonly<Record<string, Readonly<Record<string, number>>>>;

/** How many of the rows drawn are as wanted. */
export interface Acceptance {
  /** Rows drawn so far. */
  readonly draws: number;
  /** Those of them that are as wanted. */
  readonly accepted: number;
  /** accepted / draws. */
  readonly rate: number;
}

/** Options of `generate()` of a TableVAE. */
export interface TableGenerateOptions extends SignalOption {
  /**
   * Only rows like these: `{ job: 'clerk', age: { min: 30, max: 39 }, city: { oneOf: [...] } }`; null
   * for a gap. Condition columns are set to it; for the others, rows are drawn until enough are so.
   */
  where?: Where | undefined;
  /** How often each category of one column is to come. Default: as the model draws them. */
  balance?: Balance | undefined;
  /**
   * Whether gaps that the model draws stay (`'keep'`), or show the value that it drew beneath
   * (`'fill'`; gaps of conditions stay, which are given and not made). Default `'keep'`.
   */
  missing?: MissingChoice | undefined;
  /** The same seed, the same rows. Default: each call draws on from the model's own stream. */
  seed?: number | undefined;
  /** What latents are drawn from; `'mixture'` needs fitMixture(). Default `'prior'`. */
  sampling?: LatentSource | undefined;
  /**
   * The most rows that are drawn for `where` and `balance`. Default: 1,000 for each row asked for,
   * and at least 100,000.
   */
  maxDraws?: number | undefined;
  /**
   * Called again and again while rows are drawn for `where` or `balance`, last with the totals. Not
   * awaited; what it throws, and a promise of its that rejects before the drawing ends, ends the call.
   */
  onAcceptance?: ((acceptance: Acceptance) => unknown) | undefined;
}

/** Options of `impute()`. */
export interface ImputeOptions extends SignalOption {
  /** How many completions to draw. Default: one table, of the draws' means and modes. */
  draws?: number | undefined;
  /** Draws from each row's posterior that completions are drawn by. Default 100. */
  samples?: number | undefined;
  /** Of the draws. Default: the model's seed. */
  seed?: number | undefined;
}

/** Options of `decode()` of a TableVAE. */
export interface TableDecodeOptions extends SignalOption {
  /** Of condition columns; those without are drawn from the training rows. */
  where?: Where | undefined;
}

/** Options of `evaluate()` of a TableVAE. */
export type TableEvaluateOptions = Omit<EvaluateOptions, 'features'>;
/** Options of `fitMixture()` of a TableVAE. */
export type TableFitMixtureOptions = Omit<FitMixtureOptions, 'features'>;
/** Options of `fitThreshold()` of a TableVAE. */
export type TableFitThresholdOptions = Omit<FitThresholdOptions, 'features'>;
/** Options of `logLikelihood()` of a TableVAE. */
export type TableLogLikelihoodOptions = Omit<LogLikelihoodOptions, 'features'>;
/** Options of `scoreFeatures()` of a TableVAE. */
export type TableScoreFeaturesOptions = Omit<ScoreFeaturesOptions, 'features'>;
/** Options of `score()` of a TableVAE. */
export type TableScoreOptions = Omit<ScoreOptions, 'features'>;
