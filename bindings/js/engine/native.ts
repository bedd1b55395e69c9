import type { EpochRecord, Losses } from './history.js';

/** The class `NativeEngine` of bindings/native_engine.hpp. Choices are passed as numbers. */
export interface NativeEngine {
  configure(options: NativeOptions, threads: number): string;
  load(threads: number): string;
  setDeterministic(on: boolean): void;
  stage(bytes: Uint8Array): boolean;
  facts(): NativeFacts;
  trained(): boolean;
  /** `attachment`: the number of staged bytes that facts() returns once the file is loaded. */
  save(attachment: number): Uint8Array<ArrayBuffer> | undefined;

  /** Call it before beginInspection(), on an untrained model. */
  setColumns(columns: readonly NativeColumn[]): void;
  trainingBytes(rows: number, features: number, kind: RowKind): number;
  heldOutBytes(rows: number, features: number, kind: RowKind): number;
  canAllocate(bytes: number): boolean;
  /** `share`: the share of rows to hold out; 0 for none. */
  beginInspection(rows: number, features: number, kind: RowKind, share: number): void;
  inspect(rows: number, kind: RowKind): NativeFault | undefined;
  beginHeldOut(rows: number, kind: RowKind): void;
  inspectHeldOut(rows: number, kind: RowKind): NativeFault | undefined;
  prepare(): NativeFault | undefined;
  store(rows: number, kind: RowKind): void;
  storeHeldOut(rows: number, kind: RowKind): void;
  /** `rows`: 0 if their number is unknown. */
  streamBytes(shuffleRows: number, piece: number, rows: number): number;
  prepareStream(shuffleRows: number, piece: number, rows: number): NativeFault | undefined;
  beginPass(): void;
  room(): number;
  append(rows: number, kind: RowKind): NativeFault | undefined;
  endPass(): void;
  /** `patience`: that of early stopping; 0 for none. */
  beginTraining(patience: number, minDelta: number): void;
  trainBatch(): BatchOutcome;
  /** Whether the next trainBatch() evaluates held-out rows. */
  validating(): boolean;
  earlyStop(): boolean;
  bestEpoch(): number;
  progress(): NativeProgress;
  lastEpoch(): NativeEpochRecord;
  endTraining(): void;
  dropRows(): void;

  faultIn(rows: number, kind: RowKind): NativeFault | undefined;
  encode(rows: number, kind: RowKind): Float32Array<ArrayBuffer> | undefined;
  decode(latents: number): Float32Array<ArrayBuffer> | undefined;
  reconstruct(rows: number, kind: RowKind): Float32Array<ArrayBuffer> | undefined;
  generate(
    seed: number,
    first: number,
    rows: number,
    source: number,
    mean: boolean,
  ): Float32Array<ArrayBuffer> | undefined;
  rowLosses(
    rows: number,
    kind: RowKind,
    latent: number,
    seed: number,
    first: number,
  ): Float64Array<ArrayBuffer> | undefined;
  /** Stage rows x core columns of conditions before, or nothing. */
  generateTable(
    seed: number,
    first: number,
    rows: number,
    source: number,
  ): Float64Array<ArrayBuffer> | undefined;
  reconstructTable(rows: number): Float64Array<ArrayBuffer> | undefined;
  decodeTable(latents: number, conditions: Float64Array): Float64Array<ArrayBuffer> | undefined;
  generated(): number;
  setGenerated(rows: number): void;

  beginScores(rows: number, kind: RowKind, first: number, seed: number, shared: boolean): boolean;
  beginFeatureScores(rows: number, kind: RowKind, seed: number): boolean;
  draw(samples: number): void;
  scores(method: number): Float64Array<ArrayBuffer> | undefined;
  featureScores(): Float64Array<ArrayBuffer> | undefined;
  beginImputation(rows: number, first: number, draws: number, seed: number): boolean;
  completions(): Float64Array<ArrayBuffer> | undefined;
  fitThreshold(
    scores: number,
    method: number,
    samples: number,
    seed: number,
    quantile: number,
  ): number | undefined;
  threshold(): NativeThreshold | undefined;
  anomalyProbabilities(scores: number): Float64Array<ArrayBuffer> | undefined;
  beginActivity(): void;
  addActivity(rows: number, kind: RowKind): void;
  activity(): NativeActivity;
  interpolate(
    steps: number,
    first: number,
    count: number,
    method: number,
  ): Float32Array<ArrayBuffer> | undefined;
  beginMixture(rows: number, components: number, seed: number): boolean;
  addToMixture(rows: number, kind: RowKind): void;
  addCentre(): void;
  accumulateMixture(first: number, rows: number): void;
  /** undefined until the M step is done. */
  updateMixture(): number | undefined;
  keepMixture(): void;
  hasMixture(): boolean;
  endInference(): void;

  delete(): void;
}

export interface NativeModule {
  readonly NativeEngine: new () => NativeEngine;
}

export interface NativeModuleSettings {
  /** Threads besides the calling one, which start with the module. */
  helpers: number;
  /** Keeps the module's output off the console: the error says the same. */
  printErr(): void;
  /** Starts one helper: a Worker of the platform that becomes a thread of this build. */
  startThread(): unknown;
  /** The address of the WebAssembly, if it does not lie beside the JavaScript. */
  locateFile?(): string;
  /** Instantiates the WebAssembly in place of the module. */
  instantiateWasm?(
    imports: object,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

/** The default export of a vae1-<build>.mjs. */
export type NativeModuleFactory = (module?: NativeModuleSettings) => Promise<NativeModule>;

/** RowKind of src/data/rows.hpp. */
export const RowKind = { float32: 0, float64: 1, bytes: 2 } as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** ColumnKind of src/data/column.hpp. */
export const ColumnKind = { real: 0, binary: 1, categorical: 2 } as const;
export type ColumnKind = (typeof ColumnKind)[keyof typeof ColumnKind];

/** RealCoding of src/data/column.hpp: how the network's input encodes a real column. */
export const RealCoding = { linear: 0, mixture: 1 } as const;
export type RealCoding = (typeof RealCoding)[keyof typeof RealCoding];

/** One column of a table's compact rows. These are float64, with NaN for an absent cell. */
export interface NativeColumn {
  kind: ColumnKind;
  /** K >= 2 for a categorical column, whose cells are 0, ..., K - 1; otherwise 0. */
  levels: number;
  /** Whether a cell may be absent (NaN). The encoder then also gets an indicator of presence. */
  optional: boolean;
  /** Whether encoder and decoder get the column as a condition instead of modelling it. */
  condition: boolean;
  /** Whether likelihoods and scores count the column. They count observed cells, not presence. */
  scored: boolean;
  /** Used for real columns only. */
  coding: RealCoding;
}

/** BatchOutcome of src/model.hpp. */
export const BatchOutcome = { batch: 0, epoch: 1, diverged: 2, starved: 3, heldOut: 4 } as const;
export type BatchOutcome = (typeof BatchOutcome)[keyof typeof BatchOutcome];

/** Fault::Kind of src/data/rows.hpp. */
export const FaultKind = { notFinite: 0, outsideFloatRange: 1, outsideUnitInterval: 2 } as const;
export type FaultKind = (typeof FaultKind)[keyof typeof FaultKind];

export interface NativeFault {
  kind: FaultKind;
  row: number;
  column: number;
  value: number;
  /** Whether the row belongs to separate held-out data. */
  heldOut?: boolean;
}

export interface NativeBetaSchedule {
  kind: number;
  to: number;
  from: number;
  epochs: number;
  cycles: number;
  ratio: number;
}

export interface NativeLearningRateSchedule {
  kind: number;
  initial: number;
  epochs: number;
  warmup: number;
  final: number;
  factor: number;
  patience: number;
  threshold: number;
  minimum: number;
}

export interface NativeOptions {
  hiddenDims: number[];
  latentDim: number;
  activation: number;
  likelihood: number;
  objective: number;
  importanceSamples: number;
  beta: NativeBetaSchedule;
  freeBits: number;
  learningRate: NativeLearningRateSchedule;
  weightDecay: number;
  /** Infinity: none. */
  maxGradientNorm: number;
  batchSize: number;
  epochs: number;
  /** Whether NaN stands for a gap. */
  missing: boolean;
  seed: number;
  deterministic: boolean;
}

export type NativeEpochRecord = Omit<EpochRecord, 'seconds'>;

export interface NativeProgress extends Losses {
  batches: number;
  batchLoss: number;
}

export interface NativeFacts {
  options: NativeOptions;
  history: NativeEpochRecord[];
  /** Including those that were interrupted. */
  epochsBegun: number;
  /** 0 if the weights are those of the last epoch. */
  bestEpoch: number;
  /** 0 before training. */
  features: number;
  /** Rows of the last training. */
  rows: number;
  likelihood: number;
  parameters: number;
  /** The core columns of a table; empty for rows of numbers. */
  columns: NativeColumn[];
  /** The bytes passed to save(), in a loaded model. The core does not interpret them. */
  attachment?: Uint8Array;
}

/** A threshold, and how its rows were scored. */
export interface NativeThreshold {
  value: number;
  method: number;
  samples: number;
  seed: number;
}

/** Values per latent dimension, and the columns whose learned variance is at its bound. */
export interface NativeActivity {
  /** Variance of the posterior mean over the rows. */
  variance: Float64Array<ArrayBuffer>;
  kl: Float64Array<ArrayBuffer>;
  columnsAtBound: number[];
}
