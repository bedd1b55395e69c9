import type { EpochRecord, Losses } from './history.js';

/**
 * The module's functions: those of `NativeEngine` of bindings/native_engine.hpp, which documents them.
 * Choices are passed as numbers. tests/tools/native.test.mjs compares this file with the C++.
 */
export interface NativeEngine {
  configure(options: NativeOptions, threads: number): string;
  load(threads: number, deterministic: boolean | undefined): string;
  stage(bytes: Uint8Array, bytesPerValue: number): NativeRefusal;
  facts(): NativeFacts;
  trained(): boolean;
  save(): Uint8Array<ArrayBuffer> | number;

  setColumns(columns: readonly NativeColumn[]): void;
  beginIntake(rows: number, features: number, kind: RowKind, share: number): NativeRefusal;
  beginHeldOut(rows: number, kind: RowKind): NativeRefusal;
  inspect(rows: number, heldOut: boolean): NativeRefusal;
  prepare(): NativeRefusal;
  prepareStream(shuffleRows: number, piece: number, rows: number): NativeRefusal;
  store(rows: number, heldOut: boolean): void;
  beginPass(): void;
  room(): number;
  append(rows: number): NativeRefusal;
  endPass(): void;
  beginTraining(patience: number, minDelta: number): void;
  trainBatch(): BatchOutcome;
  validating(): boolean;
  progress(): NativeProgress;
  epochEnd(): NativeEpochEnd;
  endTraining(): void;
  fitPrior(): boolean;
  dropPriorFit(): void;
  dropRows(): void;

  begin(name: string, rows: number, first: number, args: ReadArguments): NativeRefusal;
  add(rows: number, first: number): NativeRefusal;
  advance(n: number): boolean;
  result(): Numbers | number;
  endRead(): void;
  generated(): number;
  setGenerated(rows: number): void;

  dispose(): void;
}

/** The bytes that there was no memory for, or a value that the model cannot take; or all went well. */
export type NativeRefusal = number | NativeFault | undefined;

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
export type NativeModuleFactory = (module?: NativeModuleSettings) => Promise<NativeEngine>;

export const RowKind = { float32: 0, float64: 1, bytes: 2 } as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];
/** Rows of one of these kinds, row by row. */
export type RowValues =
  Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Consecutive rows that a call is about. */
export interface Block {
  readonly rows: number;
  /** Number of the first row in the data. */
  readonly first: number;
  /** Number of the data's first row in what is drawn by row. Default 0. */
  readonly firstRow?: number;
  /** Absent if the call needs only the numbers. */
  readonly values?: RowValues;
}

/** What a read takes besides rows, by its names in src/reads/reads.cpp. */
export type ReadArguments = Readonly<Record<string, number>>;
/** What a read gives back. */
export type Numbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export const ColumnKind = { real: 0, binary: 1, categorical: 2, ordinal: 3, offset: 4 } as const;
export type ColumnKind = (typeof ColumnKind)[keyof typeof ColumnKind];

/** How the network's input encodes a real column. */
export const RealCoding = { linear: 0, mixture: 1 } as const;
export type RealCoding = (typeof RealCoding)[keyof typeof RealCoding];

/** One column of a table's compact rows. These are float64, with NaN for an absent cell. */
export interface NativeColumn {
  kind: ColumnKind;
  /**
   * K >= 2 for a categorical column, whose cells are 0, ..., K - 1, and for an ordinal one, whose cells
   * are a level and a position within it: from 0 to K. Otherwise 0.
   */
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

export const BatchOutcome = { batch: 0, epoch: 1, diverged: 2, starved: 3, heldOut: 4 } as const;
export type BatchOutcome = (typeof BatchOutcome)[keyof typeof BatchOutcome];

export const FaultKind = {
  notFinite: 0,
  outsideFloatRange: 1,
  outsideUnitInterval: 2,
  not8Bit: 3,
} as const;
export type FaultKind = (typeof FaultKind)[keyof typeof FaultKind];

export interface NativeFault {
  kind: FaultKind;
  row: number;
  column: number;
  value: number;
  /** Whether the row belongs to separate held-out data. */
  heldOut: boolean;
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

/** A layer as LayerSpec of the core has it: src/layers/layer_kinds.hpp says what the settings are. */
export interface NativeLayer {
  kind: string;
  settings: number[];
}

export interface NativeLayers {
  encoder: NativeLayer[];
  decoder: NativeLayer[];
}

/** All 0 if rows are no images. */
export interface NativeImage {
  width: number;
  height: number;
  channels: number;
  channelsFirst: boolean;
}

export interface NativeOptions {
  hiddenDims: number[];
  image: NativeImage;
  imageLayers: NativeLayers;
  latentDim: number;
  activation: number;
  likelihood: number;
  prior: number;
  objective: number;
  importanceSamples: number;
  beta: NativeBetaSchedule;
  freeBits: number;
  referenceRows: number;
  learningRate: NativeLearningRateSchedule;
  weightDecay: number;
  /** Infinity: none. */
  maxGradientNorm: number;
  batchSize: number;
  epochs: number;
  decoder: number;
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

/** After the last batch of an epoch. */
export interface NativeEpochEnd {
  record: NativeEpochRecord;
  /** 0 if the weights are those of the last epoch. */
  bestEpoch: number;
  /** Whether the held-out loss says to stop. */
  earlyStop: boolean;
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
  /** In use. */
  prior: number;
  parameters: number;
  /** The core columns of a table; empty for rows of numbers. */
  columns: NativeColumn[];
  /** The bytes passed to save(), in a loaded model. The core does not interpret them. */
  attachment?: Uint8Array;
}
