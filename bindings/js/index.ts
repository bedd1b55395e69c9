/** @module vae1 */
export type { Build, ByBuild } from './builds.js';
export { cellReader, type CellReader } from './cell-reader.js';
export type { Data, NumericArray, Row } from './data-source.js';
export type { Diagnosis } from './diagnosis.js';
export { VAEError, type VAEErrorCode } from './errors.js';
export type { Finding, FindingCode } from './findings.js';
export type { BatchProgress, EpochRecord, Losses } from './history.js';
export { MISSING_VALUES } from './missing-values.js';
export type { MixtureFit } from './mixture.js';
export type {
  Activation,
  LatentChoice,
  LatentSource,
  Likelihood,
  MissingChoice,
  Objective,
  PathMethod,
  ScoreMethod,
} from './options.js';
export type { Posterior } from './reading.js';
export type { Chunks, DataStream } from './row-stream.js';
export type { BetaSchedule, LearningRateSchedule } from './schedules.js';
export type { Backend } from './model.js';
export type {
  BooleanColumn,
  CategoricalColumn,
  Category,
  CategoryValue,
  ColumnOverride,
  ColumnOverrides,
  ColumnSchema,
  ColumnType,
  ConstantColumn,
  DateColumn,
  IdentifierColumn,
  NumberColumn,
  NumberForm,
  TableSchema,
} from './table/schema.js';
export type { Notice } from './table/notices.js';
export type { MadeTable, TableColumns } from './table/table-coding.js';
export type {
  Acceptance,
  Balance,
  ImputeOptions,
  TableDecodeOptions,
  TableEvaluateOptions,
  TableFitMixtureOptions,
  TableFitThresholdOptions,
  TableGenerateOptions,
  TableLogLikelihoodOptions,
  TableScoreFeaturesOptions,
  TableScoreOptions,
  TableTrainOptions,
  TableVAEOptions,
  Where,
  WhereCell,
  WhereValue,
} from './table/table-options.js';
export { inferSchema, type InferSchemaOptions } from './infer-schema.js';
export { type MadeLike, TableVAE } from './table-vae.js';
export type { Cell, Table, TableRow } from './table/table-view.js';
export type { ScriptUrl, TrustedUrl } from './urls.js';
export { VAE } from './vae.js';
export type { WasmBinary } from './wasm-source.js';
export type { ColumnComparison } from './table/report/column-scores.js';
export {
  compareTables,
  type CompareTablesOptions,
  type ReportRows,
  type TableReport,
} from './compare-tables.js';
export type { Detection } from './table/report/detection.js';
export type { PairComparison } from './table/report/pair-scores.js';
export type { Closeness, Privacy } from './table/report/privacy.js';
export type {
  EarlyStopping,
  EvaluateOptions,
  FitMixtureOptions,
  FitThresholdOptions,
  GenerateOptions,
  InterpolateOptions,
  LoadOptions,
  LogLikelihoodOptions,
  RowsOptions,
  RunOptions,
  ScoreFeaturesOptions,
  ScoreOptions,
  SignalOption,
  TrainOptions,
  VAEOptions,
} from './vae-options.js';
