import { dataFault } from './data-fault.js';
import { VAEError } from '../errors/errors.js';
import type { BatchProgress } from './history.js';
import { loadNativeModule } from './native-module.js';
import {
  BatchOutcome,
  type NativeColumn,
  type NativeEngine,
  type NativeFacts,
  type NativeFault,
  type NativeOptions,
  RowKind,
  type RowValues,
} from './native.js';
import { nextTask } from '../host/next-task.js';
import type { BuildChoice } from './pick-build.js';
import type {
  EngineCalls,
  EngineEvents,
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
  /** The sizes that the memory probes asked for. */
  #asked = { bytes: 0, heldOut: 0, features: 0 };
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
    const native = await this.#start(choice);
    this.#stage(file);
    const fault = native.load(choice.threads);
    if (fault) throw new VAEError('ERR_MODEL_FILE', fault);
    if (deterministic !== undefined) native.setDeterministic(deterministic);
    return native.facts();
  }

  async #start(choice: BuildChoice): Promise<NativeEngine> {
    const { NativeEngine } = await loadNativeModule(choice, this.#startThread);
    return (this.#opened = new NativeEngine());
  }

  setColumns(columns: readonly NativeColumn[]): void {
    if (!this.#native.trained()) this.#native.setColumns(columns);
  }

  beginInspection(rows: number, features: number, kind: RowKind, share: number): void {
    const native = this.#native;
    // `rows` already counts the rows of a share.
    const heldOut = share > 0 ? native.heldOutBytes(0, features, kind) : 0;
    this.#asked = {
      bytes: native.trainingBytes(rows, features, kind) + heldOut,
      heldOut,
      features,
    };
    this.#probe(this.#asked.bytes, `Training on ${rows} rows of ${features} features`);
    native.beginInspection(rows, features, kind, share);
  }

  beginHeldOut(rows: number, kind: RowKind): void {
    const { bytes, features } = this.#asked;
    this.#asked.heldOut = this.#native.heldOutBytes(rows, features, kind);
    this.#probe(bytes + this.#asked.heldOut, `Training with ${rows} held-out rows`);
    this.#native.beginHeldOut(rows, kind);
  }

  inspectHeldOut(values: RowValues, rows: number, kind: RowKind): void {
    this.#stage(values);
    const fault = this.#native.inspectHeldOut(rows, kind);
    if (fault) throw dataFault(fault, 'validation');
  }

  storeHeldOut(values: RowValues, rows: number, kind: RowKind): void {
    this.#stage(values);
    this.#native.storeHeldOut(rows, kind);
  }

  #probe(bytes: number, what: string): void {
    if (!this.#native.canAllocate(bytes))
      throw new VAEError(
        'ERR_MEMORY',
        `${what} with these options needs ${showBytes(bytes)}, more than WebAssembly has left of ` +
          `its 4.29 GB.`,
      );
  }

  inspect(values: RowValues, rows: number, kind: RowKind): void {
    this.#stage(values);
    refuse(this.#native.inspect(rows, kind));
  }

  prepare(): void {
    refuse(this.#native.prepare());
  }

  store(values: RowValues, rows: number, kind: RowKind): void {
    this.#stage(values);
    this.#native.store(rows, kind);
  }

  prepareStream({ shuffleRows, pieceRows, rows }: StreamRequest): void {
    const native = this.#native;
    this.#probe(
      native.streamBytes(shuffleRows, pieceRows, rows) + this.#asked.heldOut,
      `Training on a stream with ${shuffleRows} shuffleRows`,
    );
    refuse(native.prepareStream(shuffleRows, pieceRows, rows));
    this.#streaming = true;
  }

  append(values: RowValues, rows: number, first: number, kind: RowKind): Promise<void> {
    const turn = this.#appended.then(async () => {
      while (this.#streaming && this.#native.room() < rows)
        await new Promise<void>((resolve) => (this.#roomMade = resolve));
      if (!this.#streaming) return;
      this.#stage(values);
      const fault = this.#native.append(rows, kind);
      if (fault) throw dataFault({ ...fault, row: fault.row + first });
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
    const { epochs, awaitEpochs, reportBatches, validating, patience, minDelta } = request;
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
        const record = { ...native.lastEpoch(), seconds };
        this.#emit('epoch', { record, bestEpoch: native.bestEpoch() });
        while (!this.#proceed && !this.#stopping) await this.#woken();
        if (this.#stopping || native.earlyStop()) break;
      }
    }
    // endTraining() replaces the last weights by the best ones, and a read in progress uses the last.
    while (this.#reading && this.#opened) await this.#woken();
    const native = this.#native;
    if (training) native.endTraining();
    else native.dropRows();
    return { facts: native.facts() };
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
    } while (outcome !== BatchOutcome.epoch && 2 * now - before - start <= SLICE_MS);
    return { outcome, heldOut };
  }

  proceed(): void {
    this.#proceed = true;
    this.#wake();
  }

  stop(): void {
    this.#stopping = true;
    this.#wake();
  }

  beginRead(): number {
    this.#trained();
    this.#reading = true;
    return this.#native.generated();
  }

  endRead(generated?: number): void {
    if (generated !== undefined) this.#native.setGenerated(generated);
    this.#native.endInference();
    this.#reading = false;
    this.#wake();
  }

  encode(values: RowValues, rows: number, first: number, kind: RowKind) {
    this.#stageRows(values, rows, first, kind);
    return requireResult(this.#native.encode(rows, kind));
  }

  decode(latents: RowValues, rows: number) {
    this.#stage(latents);
    return requireResult(this.#native.decode(rows));
  }

  reconstruct(values: RowValues, rows: number, first: number, kind: RowKind) {
    this.#stageRows(values, rows, first, kind);
    return requireResult(this.#native.reconstruct(rows, kind));
  }

  generate(seed: number, first: number, rows: number, source: number, mean: boolean) {
    return requireResult(this.#native.generate(seed, first, rows, source, mean));
  }

  generateTable(
    seed: number,
    first: number,
    rows: number,
    source: number,
    conditions: Float64Array<ArrayBuffer>,
  ) {
    this.#stage(conditions);
    return requireResult(this.#native.generateTable(seed, first, rows, source));
  }

  reconstructTable(values: RowValues, rows: number, first: number) {
    this.#stageRows(values, rows, first, RowKind.float64);
    return requireResult(this.#native.reconstructTable(rows));
  }

  decodeTable(latents: RowValues, rows: number, conditions: Float64Array<ArrayBuffer>) {
    this.#stage(latents);
    return requireResult(this.#native.decodeTable(rows, conditions));
  }

  rowLosses(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    latent: number,
    seed: number,
  ) {
    this.#stageRows(values, rows, first, kind);
    return requireResult(this.#native.rowLosses(rows, kind, latent, seed, first));
  }

  save(attachment: Uint8Array<ArrayBuffer>) {
    this.#trained();
    this.#stage(attachment);
    return requireResult(this.#native.save(attachment.length));
  }

  beginScores(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    seed: number,
    shared: boolean,
  ): void {
    this.#stageRows(values, rows, first, kind);
    room(this.#native.beginScores(rows, kind, first, seed, shared));
  }

  beginFeatureScores(
    values: RowValues,
    rows: number,
    first: number,
    kind: RowKind,
    seed: number,
  ): void {
    this.#stageRows(values, rows, first, kind);
    room(this.#native.beginFeatureScores(rows, kind, seed));
  }

  draw(samples: number): void {
    this.#native.draw(samples);
  }

  scores(method: number) {
    return requireResult(this.#native.scores(method));
  }

  featureScores() {
    return requireResult(this.#native.featureScores());
  }

  beginImputation(
    values: RowValues,
    rows: number,
    first: number,
    draws: number,
    seed: number,
  ): void {
    this.#stageRows(values, rows, first, RowKind.float64);
    room(this.#native.beginImputation(rows, first, draws, seed));
  }

  completions() {
    return requireResult(this.#native.completions());
  }

  fitThreshold(
    scores: Float64Array<ArrayBuffer>,
    method: number,
    samples: number,
    seed: number,
    quantile: number,
  ) {
    this.#stage(scores);
    return requireResult(this.#native.fitThreshold(scores.length, method, samples, seed, quantile));
  }

  threshold() {
    return this.#native.threshold();
  }

  anomalyProbabilities(scores: Float64Array<ArrayBuffer>) {
    this.#stage(scores);
    return requireResult(this.#native.anomalyProbabilities(scores.length));
  }

  beginActivity(): void {
    this.#native.beginActivity();
  }

  addActivity(values: RowValues, rows: number, first: number, kind: RowKind): void {
    this.#stageRows(values, rows, first, kind);
    this.#native.addActivity(rows, kind);
  }

  activity() {
    return this.#native.activity();
  }

  interpolate(
    ends: Float32Array<ArrayBuffer>,
    steps: number,
    first: number,
    rows: number,
    method: number,
  ) {
    this.#stage(ends);
    return requireResult(this.#native.interpolate(steps, first, rows, method));
  }

  beginMixture(rows: number, components: number, seed: number): void {
    room(this.#native.beginMixture(rows, components, seed));
  }

  addToMixture(values: RowValues, rows: number, first: number, kind: RowKind): void {
    this.#stageRows(values, rows, first, kind);
    this.#native.addToMixture(rows, kind);
  }

  addCentre(): void {
    this.#native.addCentre();
  }

  accumulateMixture(first: number, rows: number): void {
    this.#native.accumulateMixture(first, rows);
  }

  updateMixture() {
    return this.#native.updateMixture();
  }

  keepMixture(): void {
    this.#native.keepMixture();
  }

  hasMixture() {
    return this.#native.hasMixture();
  }

  /** Ends training in progress without a result, and frees the model. */
  dispose(): void {
    this.stop();
    this.#opened?.delete();
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

  #stage(values: RowValues): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    if (!this.#native.stage(bytes)) requireResult(undefined);
  }

  #stageRows(values: RowValues, rows: number, first: number, kind: RowKind): void {
    this.#stage(values);
    const fault = this.#native.faultIn(rows, kind);
    if (fault) throw dataFault({ ...fault, row: fault.row + first });
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

function refuse(fault: NativeFault | undefined): void {
  if (fault) throw dataFault(fault, fault.heldOut ? 'validation' : 'data');
}

function room(made: boolean): void {
  requireResult(made || undefined);
}

function requireResult<T>(result: T | undefined): T {
  if (result !== undefined) return result;
  throw new VAEError('ERR_MEMORY', 'WebAssembly has no memory left for this call.');
}
