import { VAEError } from '../errors/errors.js';
import type { BatchProgress } from './history.js';
import { loadNativeModule } from './native-module.js';
import {
  BatchOutcome,
  type Block,
  FaultKind,
  type NativeEngine,
  type NativeFacts,
  type NativeFault,
  type NativeOptions,
  type NativeRefusal,
  type Numbers,
  type ReadArguments,
  type RowKind,
  type RowValues,
} from './native.js';
import { nextTask } from '../host/next-task.js';
import type { BuildChoice } from './pick-build.js';
import type {
  EngineCalls,
  EngineEvents,
  IntakeForm,
  StreamRequest,
  TrainOutcome,
  TrainRequest,
} from './protocol.js';
import { showBytes } from '../errors/show.js';
import type { StartThread } from './thread.js';

/** The longest time that training blocks its thread's messages, unless a single batch takes longer. */
const SLICE_MS = 10;

type Async<Calls> = {
  [Method in keyof Calls]: Calls[Method] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Result | Promise<Result>
    : never;
};

export type Emit = <Name extends keyof EngineEvents>(
  event: Name,
  detail: Parameters<EngineEvents[Name]>[0],
) => void;

/** Drives the WebAssembly module, in a worker or on the calling thread. */
export class Engine implements Async<EngineCalls> {
  readonly #emit: Emit;
  readonly #startThread: StartThread | undefined;
  #opened: NativeEngine | undefined;
  #reading = false;
  #stopping = false;
  /** Resolves what the training waits for. One function is enough, since there is at most one training. */
  #wake: () => void = () => {};
  #proceed = false;
  /** How many batches may follow before the training waits for allow(). */
  #allowed = Infinity;
  /** Whether the training reads a stream. */
  #streaming = false;
  /** Resolves what append() waits for. */
  #roomMade: () => void = () => {};
  #appended: Promise<void> = Promise.resolve();

  /** @param startThread Required for builds with threads. */
  constructor(emit: Emit, startThread?: StartThread) {
    this.#emit = emit;
    this.#startThread = startThread;
  }

  async create(choice: BuildChoice, options: NativeOptions): Promise<NativeFacts> {
    const native = await this.#start(choice);
    const fault = native.configure(options, choice.threads);
    if (fault) throw new VAEError('ERR_OPTION', fault);
    return native.facts();
  }

  async load(
    choice: BuildChoice,
    file: Uint8Array<ArrayBuffer>,
    deterministic: boolean | undefined,
  ): Promise<NativeFacts> {
    await this.#start(choice);
    const native = this.#stage(file);
    const fault = native.load(choice.threads, deterministic);
    if (fault) throw new VAEError('ERR_MODEL_FILE', fault);
    return native.facts();
  }

  async #start(choice: BuildChoice): Promise<NativeEngine> {
    return (this.#opened = await loadNativeModule(choice, this.#startThread));
  }

  save(attachment: Uint8Array<ArrayBuffer>) {
    this.#trained();
    return taken(this.#stage(attachment).save());
  }

  beginIntake({ rows, features, kind, columns, share }: IntakeForm): void {
    const native = this.#native;
    if (columns) native.setColumns(columns);
    const what = `Training on ${rows} rows of ${features} features with these options`;
    refuse(native.beginIntake(rows, features, kind, share), what);
  }

  beginHeldOut(rows: number, kind: RowKind): void {
    const what = `Training with ${rows} held-out rows with these options`;
    refuse(this.#native.beginHeldOut(rows, kind), what);
  }

  inspect({ values, rows }: Block, heldOut: boolean): void {
    refuse(this.#stage(values).inspect(rows, heldOut));
  }

  prepare(): void {
    refuse(this.#native.prepare());
  }

  store({ values, rows }: Block, heldOut: boolean): void {
    this.#stage(values).store(rows, heldOut);
  }

  prepareStream({ shuffleRows, pieceRows, rows }: StreamRequest): void {
    const what = `Training on a stream with ${shuffleRows} shuffleRows with these options`;
    refuse(this.#native.prepareStream(shuffleRows, pieceRows, rows), what);
    this.#streaming = true;
  }

  append({ values, rows }: Block): Promise<void> {
    const turn = this.#appended.then(async () => {
      while (this.#streaming && this.#native.room() < rows)
        await new Promise<void>((resolve) => (this.#roomMade = resolve));
      if (!this.#streaming) return;
      refuse(this.#stage(values).append(rows));
      this.#wake();
    });
    this.#appended = turn.catch(() => {});
    return turn;
  }

  endPass(): void {
    if (this.#streaming) this.#native.endPass();
    this.#wake();
  }

  dropRows(): void {
    this.#streaming = false;
    this.#native.dropRows();
  }

  async train(request: TrainRequest): Promise<TrainOutcome> {
    try {
      return await this.#train(request);
    } finally {
      this.#streaming = false;
      this.#roomMade();
    }
  }

  async #train(request: TrainRequest): Promise<TrainOutcome> {
    const { epochs, awaitEpochs, awaitBatches, reportBatches, validating } = request;
    const { patience, minDelta } = request;
    this.#stopping = false;
    let epoch = 0;
    let batch = 0;
    let done = 0;
    let began = 0;
    let training = false;
    let begun = false;
    let inEpoch = false;
    while (done < epochs) {
      await new Promise<void>(nextTask);
      if (!inEpoch) this.#allowed = awaitBatches ? 0 : Infinity;
      if (this.#allowed === 0 && !(inEpoch && validating && this.#native.validating())) {
        this.#emit('held', undefined);
        while (this.#allowed === 0 && !this.#stopping) await this.#woken();
      }
      while (this.#reading && !this.#stopping) await this.#woken();
      if (this.#stopping) break;

      const native = this.#native;
      if (!training) {
        epoch = (native.facts().history.at(-1)?.epoch ?? 0) + 1;
        native.beginTraining(patience, minDelta);
        training = true;
      }
      if (!inEpoch) {
        inEpoch = true;
        began = performance.now();
        if (this.#streaming) {
          native.beginPass();
          this.#emit('pass', undefined);
        }
      }
      const progress: BatchProgress[] = [];
      const { outcome, heldOut } = this.#slice(validating, () => {
        batch++;
        this.#allowed--;
        if (reportBatches) progress.push({ epoch, batch, ...native.progress() });
      });
      if (outcome === BatchOutcome.diverged)
        return {
          facts: native.facts(),
          diverged: heldOut ? { epoch } : { epoch, batch: batch + 1 },
        };
      if (!begun && batch > 0) {
        begun = true;
        this.#emit('begun', native.facts());
      }
      if (progress.length > 0) this.#emit('batches', progress);
      this.#roomMade();
      if (outcome === BatchOutcome.starved) await this.#woken();
      if (outcome === BatchOutcome.epoch) {
        const seconds = (performance.now() - began) / 1000;
        done++;
        batch = 0;
        inEpoch = false;
        epoch++;
        this.#proceed = !awaitEpochs;
        const { record, bestEpoch, earlyStop } = native.epochEnd();
        this.#emit('epoch', { record: { ...record, seconds }, bestEpoch });
        while (!this.#proceed && !this.#stopping) await this.#woken();
        if (this.#stopping || earlyStop) break;
      }
    }
    // endTraining() replaces the last weights by the best ones, and a read in progress uses the last.
    while (this.#reading && this.#opened) await this.#woken();
    const native = this.#native;
    if (training) {
      native.endTraining();
      await this.#fitPrior();
    } else native.dropRows();
    return { facts: this.#native.facts() };
  }

  /** Fits the learned prior, if there is one to fit. After a stop the prior stays N(0, I). */
  async #fitPrior(): Promise<void> {
    while (!this.#stopping) {
      const start = performance.now();
      let over: boolean;
      do over = this.#native.fitPrior();
      while (!over && performance.now() - start < SLICE_MS);
      if (over) return;
      await new Promise<void>(nextTask);
      while (this.#reading && !this.#stopping) await this.#woken();
    }
    this.#opened?.dropPriorFit();
  }

  /**
   * Runs batches, and pieces of the held-out rows, up to the end of the epoch or of the time slice.
   * `heldOut`: whether the last one was a piece of the held-out rows.
   */
  #slice(validating: boolean, afterBatch: () => void): { outcome: BatchOutcome; heldOut: boolean } {
    const native = this.#native;
    const start = performance.now();
    let now = start;
    let before: number;
    let outcome: BatchOutcome;
    let heldOut: boolean;
    do {
      before = now;
      heldOut = validating && native.validating();
      // One call per batch: JavaScript engines switch to optimised WebAssembly only at the next call.
      outcome = native.trainBatch();
      if (outcome === BatchOutcome.diverged || outcome === BatchOutcome.starved)
        return { outcome, heldOut };
      if (!heldOut) afterBatch();
      now = performance.now();
    } while (
      outcome !== BatchOutcome.epoch &&
      this.#allowed > 0 &&
      2 * now - before - start <= SLICE_MS
    );
    return { outcome, heldOut };
  }

  proceed(): void {
    this.#proceed = true;
    this.#wake();
  }

  allow(batches: number): void {
    this.#allowed = batches;
    this.#wake();
  }

  stop(): void {
    this.#stopping = true;
    this.#wake();
  }

  pause(): number {
    this.#trained();
    this.#reading = true;
    return this.#native.generated();
  }

  resume(generated?: number): void {
    if (generated !== undefined) this.#native.setGenerated(generated);
    this.#native.endRead();
    this.#reading = false;
    this.#wake();
  }

  read(name: string, block: Block, args?: ReadArguments): Numbers {
    this.begin(name, block, args);
    return this.result();
  }

  begin(
    name: string,
    { values, rows, first, firstRow = 0 }: Block,
    args: ReadArguments = {},
  ): void {
    const refusal = this.#stage(values).begin(name, rows, firstRow + first, args);
    const isFault = typeof refusal === 'object';
    refuse(isFault ? { ...refusal, row: refusal.row - firstRow } : refusal);
  }

  add({ values, rows, first }: Block): void {
    refuse(this.#stage(values).add(rows, first));
  }

  advance(n: number): boolean {
    return this.#native.advance(n);
  }

  result(): Numbers {
    return taken(this.#native.result());
  }

  /** Ends training in progress without a result, and frees the model. */
  dispose(): void {
    this.stop();
    this.#opened?.dispose();
    this.#opened = undefined;
  }

  get #native(): NativeEngine {
    if (!this.#opened) throw new VAEError('ERR_DISPOSED', 'The model was disposed of.');
    return this.#opened;
  }

  /** A call made during the first training may arrive after that diverged and left no model. */
  #trained(): void {
    if (!this.#native.trained())
      throw new VAEError(
        'ERR_NOT_TRAINED',
        'The call needs a trained model, but the first training diverged.',
      );
  }

  /** Hands the values to the module, whose next call takes them. */
  #stage(values: RowValues = new Uint8Array()): NativeEngine {
    const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT } = values;
    refuse(this.#native.stage(new Uint8Array(buffer, byteOffset, byteLength), BYTES_PER_ELEMENT));
    return this.#native;
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

/** @throws ERR_MEMORY, ERR_DATA_VALUE */
function refuse(refusal: NativeRefusal, what = 'The call'): void {
  if (typeof refusal === 'number')
    throw new VAEError(
      'ERR_MEMORY',
      `${what} needs ${showBytes(refusal)}, more than WebAssembly has left of its 4.29 GB.`,
    );
  if (refusal) throw dataFault(refusal);
}

/** The result, unless it is the number of bytes that there was no memory for. */
function taken<T extends object>(result: T | number): T {
  if (typeof result === 'number') refuse(result);
  return result as T;
}

/** The error for a value that the model cannot take. */
function dataFault({ kind, row, column, value, heldOut }: NativeFault): VAEError {
  const name = heldOut ? 'validation' : 'data';
  return new VAEError(
    'ERR_DATA_VALUE',
    `${name} has ${value} in row ${row}, column ${column}, expected ${EXPECTED[kind]}.`,
  );
}

const EXPECTED = {
  [FaultKind.notFinite]: 'a finite number',
  [FaultKind.outsideFloatRange]: 'a number within the range of 32-bit floats (below 3.4e38)',
  [FaultKind.outsideUnitInterval]: 'a number from 0 to 1 (the likelihood is Bernoulli)',
  [FaultKind.not8Bit]: 'a byte, or k / 255 for a k from 0 to 255 (the likelihood is one of bytes)',
};
