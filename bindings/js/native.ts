import type { EpochRecord, Losses } from './history.js';

/** The class `NativeEngine` of bindings/native_engine.hpp. Choices are passed as numbers. */
export interface NativeEngine {
  configure(options: NativeOptions, threads: number): string;
  load(threads: number): string;
  setDeterministic(on: boolean): void;
  stage(bytes: Uint8Array): boolean;
  facts(): NativeFacts;
  trained(): boolean;
  /** `attachment`: staged bytes, which facts() has once the file is loaded. */
  save(attachment: number): Uint8Array<ArrayBuffer> | undefined;

  /** Before beginInspection() of a model that is not trained. */
  setColumns(columns: readonly NativeColumn[]): void;
  trainingBytes(rows: number, features: number, kind: RowKind): number;
  heldOutBytes(rows: number, features: number, kind: RowKind): number;
  canAllocate(bytes: number): boolean;
  /** `share`: of the rows to hold out; 0 for none. */
  beginInspection(rows: number, features: number, kind: RowKind, share: number): void;
  inspect(rows: number, kind: RowKind): NativeFault | undefined;
  beginHeldOut(rows: number, kind: RowKind): void;
  inspectHeldOut(rows: number, kind: RowKind): NativeFault | undefined;
  prepare(): NativeFault | undefined;
  store(rows: number, kind: RowKind): void;
  storeHeldOut(rows: number, kind: RowKind): void;
  /** `rows`: 0 where their number is not known. */
  streamBytes(shuffleRows: number, piece: number, rows: number): number;
  prepareStream(shuffleRows: number, piece: number, rows: number): NativeFault | undefined;
  beginPass(): void;
  room(): number;
  append(rows: number, kind: RowKind): NativeFault | undefined;
  endPass(): void;
  /** `patience`: of early stopping; 0 for none. */
  beginTraining(patience: number, minDelta: number): void;
  trainBatch(): BatchOutcome;
  /** Whether trainBatch() comes to the held-out rows next. */
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
  /** Staged: rows x columns of conditions, or nothing. */
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
  /** undefined before the M step is done. */
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
  /** Threads beside the calling one, started with the module. */
  helpers: number;
  /** Takes what the module would write to the console: the error says it too. */
  printErr(): void;
  /** Starts one of the helpers: a Worker of the platform, which becomes a thread of this build. */
  startThread(): unknown;
  /** The address of the WebAssembly, where it is not beside the JavaScript. */
  locateFile?(): string;
  /** Instantiates the WebAssembly by other means than the module's own. */
  instantiateWasm?(
    imports: object,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

/** What a vae1-<build>.mjs exports by default. */
export type NativeModuleFactory = (module?: NativeModuleSettings) => Promise<NativeModule>;

/** RowKind of src/data/rows.hpp. */
export const RowKind = { float32: 0, float64: 1, bytes: 2 } as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** ColumnKind of src/data/column.hpp. */
export const ColumnKind = { real: 0, binary: 1, categorical: 2 } as const;
export type ColumnKind = (typeof ColumnKind)[keyof typeof ColumnKind];

/** RealCoding of src/data/column.hpp: what the network sees of a real column. */
export const RealCoding = { linear: 0, mixture: 1 } as const;
export type RealCoding = (typeof RealCoding)[keyof typeof RealCoding];

/** One column of a table's compact rows, which are float64 with NaN for an absent cell. */
export interface NativeColumn {
  kind: ColumnKind;
  /** Of a categorical column: K >= 2, the cells being 0, ..., K - 1; else 0. */
  levels: number;
  /** A cell may be absent: NaN. The encoder then sees whether it is there. */
  optional: boolean;
  /** Given to encoder and decoder, not modelled. */
  condition: boolean;
  /** Counted by likelihoods and scores. Whether a cell is there is not: observed cells alone are. */
  scored: boolean;
  /** Of a real column. */
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
  /** Whether the row is one of the held-out rows of their own. */
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
  /** Whether NaN is a gap. */
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
  /** 0 where the weights are the last. */
  bestEpoch: number;
  /** 0 before training. */
  features: number;
  /** Of the last training. */
  rows: number;
  likelihood: number;
  parameters: number;
  /** Of a table; none for rows of numbers. */
  columns: NativeColumn[];
  /** What save() was given, of a loaded model; opaque to the core. */
  attachment?: Uint8Array;
}

/** How the rows of a threshold were scored, and where it is. */
export interface NativeThreshold {
  value: number;
  method: number;
  samples: number;
  seed: number;
}

/** For each latent dimension; and the columns whose learned variance is at its bound. */
export interface NativeActivity {
  /** Over the rows, of the posterior's mean. */
  variance: Float64Array<ArrayBuffer>;
  kl: Float64Array<ArrayBuffer>;
  columnsAtBound: number[];
}
