import type { Decoder, MissingChoice, TableForm } from './choices.js';
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
import type { Table, TableRow } from '../data/table.js';

/**
 * Options of `new TableVAE()`: those of `new VAE()`, except for `likelihood` and `missing`, which the
 * columns determine, and `referenceRows`. Some defaults differ: `hiddenDims` `[256, 256]`, `latentDim` `10`, `epochs` `300`; `batchSize`
 * and `learningRate` follow the number of rows of the first table.
 */
export interface TableVAEOptions extends Omit<
  VAEOptions,
  'likelihood' | 'missing' | 'referenceRows'
> {
  /** Types of columns, by name. Default: inferred from the first table. */
  columns?: ColumnOverrides | undefined;
  /**
   * Names of columns that condition the model instead of being modelled. generate() makes rows for any
   * values of them without rejecting rows. Default: none.
   */
  conditions?: readonly string[] | undefined;
  /**
   * How the decoder makes the cells of a row: `'autoregressive'`, one column after another, each from
   * the latents and the cells before it (masked layers: Germain et al. 2015,
   * https://arxiv.org/abs/1502.03509), also given any known cells; or `'independent'`, each from the
   * latents alone. Default `'autoregressive'`.
   */
  decoder?: Decoder | undefined;
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
  'features' | 'validation' | 'earlyStopping'
> {
  /**
   * Rows to hold out from training: a share between 0 and 1, or a separate table; 0 for none.
   * Default: 0.1 if the table has 20 rows or more; none for a stream, which takes a table alone.
   */
  validation?: number | Table | undefined;
  /**
   * As in VAE; false to train all epochs. Default with held-out rows: a patience that follows the number
   * of rows, and a minDelta of 0.001.
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

/** Whether a generated row, an object of cells, may stay. Its identifiers are null. */
export type Constraint = (row: TableRow) => boolean;

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
  extends Pick<GenerateOptions, 'seed' | 'firstRow' | 'sampling' | 'signal'>, FormOption<Form> {
  /**
   * Generates matching rows only: `{ job: 'clerk', age: { min: 30, max: 39 }, city: { oneOf: [...] } }`;
   * null for a gap. Sets condition columns. For other columns, draws rows until enough match.
   */
  where?: Where | undefined;
  /**
   * How often to generate each category of one column. Default: as the model draws them. The shares are
   * those of one call, and so there is no `firstRow` with it.
   */
  balance?: Balance | undefined;
  /**
   * Functions of a row that are true for the rows to keep: `[({ start, end }) => start <= end]`. Rows
   * are drawn until enough are kept, as for `where`. Default: none.
   */
  constraints?: readonly Constraint[] | undefined;
  /**
   * Whether drawn gaps stay gaps (`'keep'`) or show the value that the model drew for them (`'fill'`).
   * Gaps of conditions always stay, because the model does not draw conditions. Default: `'keep'`.
   */
  missing?: MissingChoice | undefined;
  /**
   * The most rows to draw for `where`, `balance` and `constraints`. Default: 1,000 per requested row, and at least
   * 100,000.
   */
  maxDraws?: number | undefined;
  /**
   * Called repeatedly while rows are drawn for `where`, `balance` or `constraints`, and at the end with the totals. It
   * is not awaited. The call ends if it throws, or if its promise rejects before drawing ends.
   */
  onAcceptance?: ((acceptance: Acceptance) => unknown) | undefined;
}

/** Options of `impute()`. */
export interface ImputeOptions<Form extends TableForm | undefined = undefined>
  extends Pick<LogLikelihoodOptions, 'samples' | 'seed' | 'firstRow' | 'signal'>, FormOption<Form> {
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
