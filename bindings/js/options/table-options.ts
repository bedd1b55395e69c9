import type { MissingChoice, TableForm } from './choices.js';
import type {
  EarlyStopping,
  EvaluateOptions,
  FitMixtureOptions,
  FitThresholdOptions,
  GenerateOptions,
  LogLikelihoodOptions,
  ScoreFeaturesOptions,
  ScoreOptions,
  SignalOption,
  TrainOptions,
  VAEOptions,
} from './vae-options.js';
import type { ColumnOverrides } from '../data/schema.js';
import type { Table } from '../data/table.js';

/**
 * Options of `new TableVAE()`: those of `new VAE()`, except for `likelihood` and `missing`, which the
 * columns determine. Some defaults differ: `hiddenDims` `[128, 128]`, `latentDim` `10`, `epochs` `300`.
 */
export interface TableVAEOptions extends Omit<VAEOptions, 'likelihood' | 'missing'> {
  /** Types of columns, by name. Default: inferred from the first table. */
  columns?: ColumnOverrides | undefined;
  /**
   * Names of columns that condition the model instead of being modelled. generate() makes rows for any
   * values of them without rejecting rows. Default: none.
   */
  conditions?: readonly string[] | undefined;
  /**
   * Values that stand for "not known": texts, whatever their case, and numbers such as -999. They are
   * gaps in every column. Default: {@link MISSING_VALUES}, which are gaps in columns of numbers, dates
   * and truth values, and categories in columns of text.
   */
  missingValues?: readonly (string | number)[] | undefined;
}

/** Options of `train()` of a TableVAE. */
export interface TableTrainOptions extends Omit<
  TrainOptions,
  'features' | 'shuffleRows' | 'validation' | 'earlyStopping'
> {
  /**
   * Rows to hold out from training: a share between 0 and 1, or a separate table; 0 for none.
   * Default: 0.1 if the table has 20 rows or more.
   */
  validation?: number | Table | undefined;
  /**
   * As in VAE; false to train all epochs. Default with held-out rows: a patience of 50 epochs, or of as
   * many as make 2,000 batches.
   */
  earlyStopping?: boolean | EarlyStopping | undefined;
}

/** A wanted cell; null is a gap. */
export type WhereValue = string | number | bigint | boolean | Date | null;

/** The wanted cells of a column. `min` and `max` are inclusive. */
export type WhereCell =
  | WhereValue
  | {
      /** Any of these. */
      readonly oneOf: readonly WhereValue[];
    }
  | {
      /** The least number or date. Default: no bound. */
      readonly min?: number | bigint | string | Date;
      /** The greatest number or date. Default: no bound. */
      readonly max?: number | bigint | string | Date;
    };

/** The wanted rows: those that match in every named column. */
export type Where = Readonly<Record<string, WhereCell>>;

/**
 * How often to generate each category of a column: the column's name, for equal shares; or shares of
 * categories, by the column's name. Categories without a share divide the rest as in the training
 * table.
 */
export type Balance = string | Readonly<Record<string, Readonly<Record<string, number>>>>;

/** How many of the drawn rows match. */
export interface Acceptance {
  /** The number of rows drawn so far. */
  readonly draws: number;
  /** The number of drawn rows that match. */
  readonly accepted: number;
  /** accepted / draws. */
  readonly rate: number;
}

/** An option of calls of a TableVAE that return tables. */
export interface FormOption<Form extends TableForm | undefined = undefined> {
  /**
   * The form of the returned table: `'rows'`, an array of objects, or `'columns'`, an object of
   * arrays. Default: that of the training table; of `impute()`, that of the given table.
   */
  form?: Form | undefined;
}

/** Options of `generate()` of a TableVAE. */
export interface TableGenerateOptions<Form extends TableForm | undefined = undefined>
  extends Pick<GenerateOptions, 'seed' | 'sampling' | 'signal'>, FormOption<Form> {
  /**
   * Generates matching rows only: `{ job: 'clerk', age: { min: 30, max: 39 }, city: { oneOf: [...] } }`;
   * null for a gap. Sets condition columns. For other columns, draws rows until enough match.
   */
  where?: Where | undefined;
  /** How often to generate each category of one column. Default: as the model draws them. */
  balance?: Balance | undefined;
  /**
   * Whether drawn gaps stay gaps (`'keep'`) or show the value that the model drew for them (`'fill'`).
   * Gaps of conditions always stay, because the model does not draw conditions. Default: `'keep'`.
   */
  missing?: MissingChoice | undefined;
  /**
   * The most rows to draw for `where` and `balance`. Default: 1,000 per requested row, and at least
   * 100,000.
   */
  maxDraws?: number | undefined;
  /**
   * Called repeatedly while rows are drawn for `where` or `balance`, and at the end with the totals. It
   * is not awaited. The call ends if it throws, or if its promise rejects before drawing ends.
   */
  onAcceptance?: ((acceptance: Acceptance) => unknown) | undefined;
}

/** Options of `impute()`. */
export interface ImputeOptions<Form extends TableForm | undefined = undefined>
  extends Pick<LogLikelihoodOptions, 'samples' | 'seed' | 'signal'>, FormOption<Form> {
  /** The number of completions to draw. Default: one table of the draws' means and modes. */
  draws?: number | undefined;
}

/** Options of `reconstruct()` of a TableVAE. */
export interface TableReconstructOptions<Form extends TableForm | undefined = undefined>
  extends SignalOption, FormOption<Form> {}

/** Options of `decode()` of a TableVAE. */
export interface TableDecodeOptions<Form extends TableForm | undefined = undefined>
  extends SignalOption, FormOption<Form> {
  /** Values of condition columns. Columns without one are drawn from the training rows. */
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
