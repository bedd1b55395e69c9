import type { VAEErrorCode } from '../errors/errors.js';
import type { BatchProgress, EpochRecord } from './history.js';
import type {
  NativeActivity,
  NativeColumn,
  NativeFacts,
  NativeOptions,
  NativeThreshold,
  RowKind,
  RowValues,
} from './native.js';
import type { BuildChoice } from './pick-build.js';
import { tagOf } from '../errors/tag-of.js';

// The messages between the caller's side and the engine, with or without a worker between them.
// Typed arrays are transferred in both directions: the sender loses them.

/** The calls that the engine answers. All are short except `train`. */
export interface EngineCalls {
  /** Makes a new model; this or load() comes first. */
  create(choice: BuildChoice, options: NativeOptions): NativeFacts;
  /** Loads the model in the file. `deterministic`, if given, overrides the file's. */
  load(
    choice: BuildChoice,
    file: Uint8Array<ArrayBuffer>,
    deterministic: boolean | undefined,
  ): NativeFacts;

  /** Sets the core columns of a table. A trained model ignores it. */
  setColumns(columns: readonly NativeColumn[]): void;
  /**
   * Checks that there is enough memory to train on such rows, before allocating any.
   * `share`: the share of rows to hold out; 0 for none.
   */
  beginInspection(rows: number, features: number, kind: RowKind, share: number): void;
  /** Adds the next rows to the statistics. The model does not change. */
  inspect(values: RowValues, rows: number, kind: RowKind): void;
  /** The same for separate held-out rows, after the others. */
  beginHeldOut(rows: number, kind: RowKind): void;
  inspectHeldOut(values: RowValues, rows: number, kind: RowKind): void;
  storeHeldOut(values: RowValues, rows: number, kind: RowKind): void;
  /** After all rows are inspected: determines likelihood and scaling, and allocates memory. */
  prepare(): void;
  /** Stores the same rows, sent again. */
  store(values: RowValues, rows: number, kind: RowKind): void;
  /** After inspection, does for a stream what prepare() does. */
  prepareStream(stream: StreamRequest): void;
  /** Appends the next rows of the pass; waits until there is room for them. */
  append(values: RowValues, rows: number, first: number, kind: RowKind): void;
  /** Ends the pass: it has no more rows. */
  endPass(): void;
  /** Trains on the stored rows, or on a stream. */
  train(request: TrainRequest): TrainOutcome;
  /** Continues after an `epoch` event that waits. */
  proceed(): void;
  /** Ends the training between two batches, after a read in progress. */
  stop(): void;
  /** Discards inspected or stored rows that will not be trained on. */
  dropRows(): void;

  /** Pauses the training between two batches until endRead(). Returns the rows generated so far. */
  beginRead(): number;
  /** `generated`, if given, is the new position in the model's own random stream. */
  endRead(generated?: number): void;
  /** Returns rows x latentDim means, then as many log-variances. */
  encode(values: RowValues, rows: number, first: number, kind: RowKind): Floats;
  decode(latents: RowValues, rows: number): Floats;
  reconstruct(values: RowValues, rows: number, first: number, kind: RowKind): Floats;
  generate(seed: number, first: number, rows: number, source: number, mean: boolean): Floats;
  /** Returns -log p(x|z) for each row, then the KL divergence for each row. */
  rowLosses(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    latent: number,
    seed: number,
  ): Float64Array<ArrayBuffer>;
  /** `attachment`: bytes that the facts hold once the file is loaded; empty for none. */
  save(attachment: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;

  // Tables are rows x core columns, with NaN for a gap. `conditions` have the same form, with NaN in
  // all columns but conditions; they are empty if the model has no conditions.

  generateTable(
    seed: number,
    first: number,
    rows: number,
    source: number,
    conditions: Doubles,
  ): Doubles;
  /** Returns the most probable levels and the central values. */
  reconstructTable(values: RowValues, rows: number, first: number): Doubles;
  decodeTable(latents: RowValues, rows: number, conditions: Doubles): Doubles;

  // Reads that take several calls, all between one beginRead() and its endRead().

  /** Begins scores of these rows. Call draw() as often as needed, then scores(). */
  beginScores(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    seed: number,
    shared: boolean,
  ): void;
  /** The same for each feature; call featureScores() at the end. */
  beginFeatureScores(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    seed: number,
  ): void;
  draw(samples: number): void;
  scores(method: number): Doubles;
  /** Returns rows x features. */
  featureScores(): Doubles;

  /** Begins imputing these rows. Call draw() as often as needed, then completions(). */
  beginImputation(
    values: RowValues,
    rows: number,
    first: number,
    draws: number,
    seed: number,
  ): void;
  /** Returns draws x rows x core columns: observed cells as they were, and drawn gaps. */
  completions(): Doubles;

  /** Fits the threshold to these scores, and returns its value. */
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

  /** Decodes points first, first + 1, ... of the `steps` between two latent vectors. */
  interpolate(ends: Floats, steps: number, first: number, rows: number, method: number): Floats;

  /** Then call addToMixture() for all rows, addCentre() for each component, and run the rounds. */
  beginMixture(rows: number, components: number, seed: number): void;
  addToMixture(values: RowValues, rows: number, first: number, kind: RowKind): void;
  addCentre(): void;
  /** Runs part of a round, on rows first, first + 1, ... */
  accumulateMixture(first: number, rows: number): void;
  /** Ends a round, and returns the mean log-likelihood before it. */
  updateMixture(): number | undefined;
  keepMixture(): void;
  hasMixture(): boolean;
}

type Floats = Float32Array<ArrayBuffer>;
type Doubles = Float64Array<ArrayBuffer>;

export interface StreamRequest {
  shuffleRows: number;
  /** The most rows that one append() sends. */
  pieceRows: number;
  /** Rows of a pass; 0 if unknown. */
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
  /** The training ends after this many epochs without a better held-out loss; 0 for no limit. */
  patience: number;
  /** The least improvement that counts as better, in nats per row. */
  minDelta: number;
}

export interface TrainOutcome {
  facts: NativeFacts;
  /** Where the loss stopped being finite, if it did; without `batch`, on the held-out rows. */
  diverged?: { epoch: number; batch?: number };
}

/** Events that the engine emits during training. */
export interface EngineEvents {
  /** The first batch is done. From now on, the model can be read. */
  begun(facts: NativeFacts): void;
  /** The engine needs the next pass over the stream. */
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

/** `fatal`: the engine can no longer be used. */
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
