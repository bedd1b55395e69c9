/** @module vae1 */
export type { Build, ByBuild, WasmBinary } from './engine/builds.js';
export type { AnyVAE } from './api/any-vae.js';
export { associations, type AssociationsOptions } from './api/associations.js';
export type { Associations } from './report/association-matrix.js';
export {
  type ArrowCellReader,
  arrowCellReader,
  type ArrowType,
} from './data/frames/arrow-cells.js';
export type {
  ArrowField,
  ArrowSchema,
  ArrowTable,
  ArrowVector,
} from './data/frames/arrow-frame.js';
export type {
  ArqueroTable,
  DanfoFrame,
  DuckDBResult,
  PolarsFrame,
  PolarsSeries,
} from './data/frames/column-frames.js';
export type { DataFrame } from './data/frames/frame-of.js';
export { cellReader, type CellReader } from './api/cell-reader.js';
export type { Data, Float16Numbers, NumericArray, Row } from './data/data-source.js';
export type { CodedRows } from './model/coded-rows.js';
export type { Diagnosis } from './model/diagnosis.js';
export { VAEError, type VAEErrorCode } from './errors/errors.js';
export type { Finding, FindingCode } from './model/findings.js';
export type * from './engine/history.js';
export { MISSING_VALUES } from './data/missing-values.js';
export type { MixtureFit } from './model/mixture.js';
export type {
  Activation,
  CategoryForm,
  Decoder,
  ExportFormat,
  LatentChoice,
  LatentSource,
  Likelihood,
  MissingChoice,
  Objective,
  OnnxGraph,
  PathMethod,
  Prior,
  ScoreMethod,
  TableForm,
} from './options/choices.js';
export type { Posterior } from './model/inference.js';
export type { Chunks, DataStream } from './data/row-stream.js';
export type { BetaSchedule, LearningRateSchedule } from './options/schedules.js';
export type { Backend } from './model/runtime.js';
export type * from './data/schema.js';
export type { Notice } from './table/notices.js';
export type { MadeTable, TableColumns } from './table/table-coding.js';
export type { StateDictDescription, StateDictLayers } from './options/state-dict-description.js';
export type * from './options/table-options.js';
export { inferSchema, type InferSchemaOptions } from './api/infer-schema.js';
export { type MadeIn, type MadeLike, TableVAE } from './api/table-vae.js';
export type * from './data/table.js';
export type { ScriptUrl, TrustedUrl } from './host/urls.js';
export { VAE } from './api/vae.js';
export type { ColumnComparison } from './report/column-scores.js';
export { compareTables, type CompareTablesOptions } from './api/compare-tables.js';
export type { ReportRows, TableReport } from './report/table-report.js';
export type { RuleComparison } from './report/broken-rules.js';
export type { Detection } from './report/detection.js';
export type { PairComparison } from './report/pair-scores.js';
export type { Closeness, Privacy } from './report/privacy.js';
export type * from './options/image-options.js';
export type * from './options/vae-options.js';
