import type { RowValues } from './data-source.js';
import type { VAEErrorCode } from './errors.js';
import type { BatchProgress, EpochRecord } from './history.js';
import type {
  NativeActivity,
  NativeColumn,
  NativeFacts,
  NativeOptions,
  NativeThreshold,
  RowKind,
} from './native.js';
import type { BuildChoice } from './pick-build.js';
import { tagOf } from './tag-of.js';

// What the caller's side and the engine's say to each other, whether a worker lies between them
// or not. Typed arrays in either direction are transferred: the sender loses them.

/** The calls that the engine answers. All are short but `train`. */
export interface EngineCalls {
  /** Makes a new model; this or load() comes first. */
  create(choice: BuildChoice, options: NativeOptions): NativeFacts;
  /** The model in the file; `deterministic`, where given, overrides the file's. */
  load(
    choice: BuildChoice,
    file: Uint8Array<ArrayBuffer>,
    deterministic: boolean | undefined,
  ): NativeFacts;

  /** What the rows of a table consist of; nothing new for a trained model. */
  setColumns(columns: readonly NativeColumn[]): void;
  /**
   * Probes for the memory that a training on such rows takes, before any of it is taken.
   * `share`: of the rows to hold out; 0 for none.
   */
  beginInspection(rows: number, features: number, kind: RowKind, share: number): void;
  /** The statistics of the next rows. Nothing in the model changes. */
  inspect(values: RowValues, rows: number, kind: RowKind): void;
  /** The same for held-out rows of their own, after the others. */
  beginHeldOut(rows: number, kind: RowKind): void;
  inspectHeldOut(values: RowValues, rows: number, kind: RowKind): void;
  storeHeldOut(values: RowValues, rows: number, kind: RowKind): void;
  /** Once all rows are inspected: settles likelihood and scaling, makes room. */
  prepare(): void;
  /** The same rows again, to be kept. */
  store(values: RowValues, rows: number, kind: RowKind): void;
  /** After the inspection of what there is to inspect: what prepare() does, for a stream. */
  prepareStream(stream: StreamRequest): void;
  /** The next rows of the pass, once there is room for them. */
  append(values: RowValues, rows: number, first: number, kind: RowKind): void;
  /** No more rows in this pass. */
  endPass(): void;
  /** Trains on the rows stored, or on a stream. */
  train(request: TrainRequest): TrainOutcome;
  /** After an `epoch` event that waits: go on. */
  proceed(): void;
  /** Ends the training between two batches, and after a read under way. */
  stop(): void;
  /** Forgets rows that were inspected or stored and will not be trained on. */
  dropRows(): void;

  /** Holds the training between two batches until endRead(); the rows generated so far. */
  beginRead(): number;
  /** With `generated`, the new position in the model's own stream. */
  endRead(generated?: number): void;
  /** rows x latentDim means, then as many log-variances. */
  encode(values: RowValues, rows: number, first: number, kind: RowKind): Floats;
  decode(latents: RowValues, rows: number): Floats;
  reconstruct(values: RowValues, rows: number, first: number, kind: RowKind): Floats;
  generate(seed: number, first: number, rows: number, source: number, mean: boolean): Floats;
  /** For each row -log p(x|z), then for each row the KL divergence. */
  rowLosses(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    latent: number,
    seed: number,
  ): Float64Array<ArrayBuffer>;
  /** `attachment`: what the facts shall have once it is loaded; empty for nothing. */
  save(attachment: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;

  // Tables: rows x core columns, NaN in a gap. `conditions`: the same, for the condition columns
  // alone, NaN elsewhere; empty where the model has none.

  generateTable(
    seed: number,
    first: number,
    rows: number,
    source: number,
    conditions: Doubles,
  ): Doubles;
  /** draws x rows x core columns: cells as given, the gaps drawn. */
  /** The most probable level, the central value. */
  reconstructTable(values: RowValues, rows: number, first: number): Doubles;
  decodeTable(latents: RowValues, rows: number, conditions: Doubles): Doubles;

  // Reads of several calls, all within one beginRead() and endRead().

  /** Scores of these rows: draw() as often as it takes, then scores(). */
  beginScores(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    seed: number,
    shared: boolean,
  ): void;
  /** The same for each of their features: then featureScores(). */
  beginFeatureScores(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    seed: number,
  ): void;
  draw(samples: number): void;
  scores(method: number): Doubles;
  /** rows x features. */
  featureScores(): Doubles;

  /** Completions of these rows of a table: draw() as often as it takes, then completions(). */
  beginImputation(
    values: RowValues,
    rows: number,
    first: number,
    draws: number,
    seed: number,
  ): void;
  /** draws x rows x columns. */
  completions(): Doubles;

  /** The value of the threshold that these scores make. */
  fitThreshold(
    scores: Doubles,
    method: number,
    samples: number,
    seed: number,
    quantile: number,
  ): number;
  threshold(): NativeThreshold | undefined;
  anomalyProbabilities(scores: Doubles): Doubles;

  beginActivity(): void;
  addActivity(values: RowValues, rows: number, first: number, kind: RowKind): void;
  activity(): NativeActivity;

  /** Points first, first + 1, ... of the `steps` between two latent vectors, decoded. */
  interpolate(ends: Floats, steps: number, first: number, rows: number, method: number): Floats;

  /** Then addToMixture() for all rows, addCentre() for each component, and rounds. */
  beginMixture(rows: number, components: number, seed: number): void;
  addToMixture(values: RowValues, rows: number, first: number, kind: RowKind): void;
  addCentre(): void;
  /** Part of a round: rows first, first + 1, ... */
  accumulateMixture(first: number, rows: number): void;
  /** The end of a round: the mean log-likelihood before it. */
  updateMixture(): number | undefined;
  keepMixture(): void;
  hasMixture(): boolean;
}

type Floats = Float32Array<ArrayBuffer>;
type Doubles = Float64Array<ArrayBuffer>;

export interface StreamRequest {
  shuffleRows: number;
  /** Most rows of one append(). */
  pieceRows: number;
  /** Of a pass; 0 where that is not known. */
  rows: number;
}

export interface TrainRequest {
  epochs: number;
  /** Whether each epoch waits for proceed(). */
  awaitEpochs: boolean;
  /** Whether `batches` events are wanted. */
  reportBatches: boolean;
  /** Whether rows are held out. */
  validating: boolean;
  /** Epochs without a better held-out loss that end the training; 0 for any number. */
  patience: number;
  /** Nats per row that a better one is below the best. */
  minDelta: number;
}

export interface TrainOutcome {
  facts: NativeFacts;
  /** Where the loss stopped being finite, if it did; without `batch`, on the held-out rows. */
  diverged?: { epoch: number; batch?: number };
}

/** What the engine says unasked, while it trains. */
export interface EngineEvents {
  /** The first batch of the training is done; the model can be read from now on. */
  begun(facts: NativeFacts): void;
  /** The next pass over the stream is to be appended. */
  pass(): void;
  batches(batches: BatchProgress[]): void;
  epoch(detail: { record: EpochRecord; bestEpoch: number }): void;
}

export type CallMethod = keyof EngineCalls;

export interface CallMessage<Method extends CallMethod = CallMethod> {
  id: number;
  method: Method;
  args: Parameters<EngineCalls[Method]>;
}

/** `fatal`: the engine is of no use any more. */
export interface CallFailure {
  code: VAEErrorCode;
  message: string;
  fatal: boolean;
}

export type EngineMessage =
  | { id: number; result: unknown }
  | { id: number; failure: CallFailure }
  | {
      [Name in keyof EngineEvents]: { event: Name; detail: Parameters<EngineEvents[Name]>[0] };
    }[keyof EngineEvents];

/** The buffers to transfer with these values. */
export function buffersOf(values: readonly unknown[]): ArrayBuffer[] {
  return values.flatMap((value) =>
    ArrayBuffer.isView(value) && tagOf(value.buffer) === 'ArrayBuffer'
      ? [value.buffer as ArrayBuffer]
      : [],
  );
}
