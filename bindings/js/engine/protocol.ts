import type { VAEErrorCode } from '../errors/errors.js';
import type { BatchProgress, EpochRecord } from './history.js';
import type {
  Block,
  NativeColumn,
  NativeFacts,
  NativeOptions,
  Numbers,
  ReadArguments,
  RowKind,
} from './native.js';
import type { BuildChoice } from './pick-build.js';
import { tagOf } from '../errors/tag-of.js';

/**
 * The messages between a model and its engine, with or without a worker between them. Typed arrays
 * are transferred in both directions: the sender loses them.
 *
 * Any engine can stand behind this protocol. It must
 * - answer one call after another, each briefly, except `train`, during which it answers others
 *   between two batches, and emit the events of a training in order;
 * - leave the model as it was where a call throws: ERR_MEMORY before it takes memory that it does not
 *   have, ERR_DATA_VALUE with the number of the row for a value that the model cannot take;
 * - give the same result however rows are split into blocks and a read into pieces, and, with
 *   `deterministic`, the same to the last bit as every other engine;
 * - know the reads of src/reads/reads.cpp, by these names.
 */
export interface EngineCalls {
  /** Makes a new model; this or load() comes first. */
  create(choice: BuildChoice, options: NativeOptions): NativeFacts;
  /** Loads the model in the file. `deterministic`, if given, overrides the file's. */
  load(
    choice: BuildChoice,
    file: Uint8Array<ArrayBuffer>,
    deterministic: boolean | undefined,
  ): NativeFacts;
  /** `attachment`: bytes that the facts hold once the file is loaded; empty for none. */
  save(attachment: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;

  // Training: begin an intake, inspect all rows, prepare, and store the same rows, sent again; or
  // inspect a sample, prepare a stream, and append its rows while training. Then train.

  /** Checks that there is enough memory to train on such rows. */
  beginIntake(form: IntakeForm): void;
  /** Announces separate held-out rows, after the others are inspected. */
  beginHeldOut(rows: number, kind: RowKind): void;
  /** Adds rows to the statistics. `heldOut`: whether they are separate held-out rows. */
  inspect(block: Block, heldOut: boolean): void;
  /** Determines likelihood and scaling, and makes room for the rows. */
  prepare(): void;
  store(block: Block, heldOut: boolean): void;
  /** Does for a stream what prepare() does. */
  prepareStream(stream: StreamRequest): void;
  /** Appends the next rows of the pass; waits until there is room for them. */
  append(block: Block): void;
  /** Ends the pass: it has no more rows. */
  endPass(): void;
  /** Trains on the stored rows, or on a stream; then fits the learned prior. */
  train(request: TrainRequest): TrainOutcome;
  /** Continues after an `epoch` event that waits. */
  proceed(): void;
  /** Continues after a `held` event, for this many batches or up to the end of the epoch. */
  allow(batches: number): void;
  /** Ends the training between two batches, after a read in progress, without a learned prior. */
  stop(): void;
  /** Discards inspected or stored rows that will not be trained on. */
  dropRows(): void;

  // Reads, by their names in src/reads/reads.cpp: all between pause() and resume().

  /** Pauses the training between two batches until resume(). Returns the rows generated so far. */
  pause(): number;
  /** `generated`, if given, is the new position in the model's own random stream. */
  resume(generated?: number): void;
  /** Does a short read. */
  read(name: string, block: Block, args?: ReadArguments): Numbers;
  /** Begins a long one. */
  begin(name: string, block: Block, args?: ReadArguments): void;
  /** Adds rows to it. */
  add(block: Block): void;
  /** Does `n` more units of its work, or less. Returns whether all is done. */
  advance(n: number): boolean;
  /** Ends it. */
  result(): Numbers;
}

/** The rows of an intake, before they come. */
export interface IntakeForm {
  /** Of a stream, at most those of the sample. */
  readonly rows: number;
  readonly features: number;
  readonly kind: RowKind;
  /** The core columns of a table; a trained model has its own. */
  readonly columns?: readonly NativeColumn[] | undefined;
  /** The share of rows to hold out; 0 for none. */
  readonly share: number;
}

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
  /** Whether an epoch's first batch, and those after the allowed ones, wait for allow(). */
  awaitBatches: boolean;
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
  /** The training waits for allow(). */
  held(): void;
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

/** The buffers to transfer with these values: those of typed arrays, and of blocks. */
export function buffersOf(values: readonly unknown[]): ArrayBuffer[] {
  return values.flatMap((value) => {
    const view = ArrayBuffer.isView(value) ? value : (value as Partial<Block> | undefined)?.values;
    return ArrayBuffer.isView(view) && tagOf(view.buffer) === 'ArrayBuffer'
      ? [view.buffer as ArrayBuffer]
      : [];
  });
}
