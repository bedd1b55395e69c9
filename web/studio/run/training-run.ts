import type { BatchProgress, EpochRecord } from 'vae1';
import type {
  DataSummary,
  Report,
  RunEnd,
  RunNews,
  Settings,
  Step,
  TrainingWay,
} from '../../contract/index.js';
import type { Dataset } from '../session/dataset.js';
import { type Session, type StudioModel, summaryOf } from '../session/session.js';
import { givenRows } from '../session/training-rows.js';
import { dataKey } from './data-key.js';
import { epochsWaited } from '../../contract/patience.js';
import { figuresOf } from './epoch-figures.js';
import { Gate } from './gate.js';
import type { EndedEarly } from './library-options.js';
import type { RunKeeper } from './run-keeper.js';
import { RunReporter } from './run-reporter.js';
import { SheetMaker } from './sheet-maker.js';
import { hasBegun, newModel, trainModel } from './studio-model.js';

/** One call of train(), from start to end. */
export class TrainingRun {
  readonly #session: Session;
  readonly #keeper: RunKeeper;
  readonly #settings: Settings;
  readonly #leftOut: readonly string[];
  readonly #rows: { readonly data: Dataset; readonly summary: DataSummary };
  readonly #model: StudioModel;
  readonly #reporter: RunReporter;
  readonly #sheets: SheetMaker;
  readonly #stopping = new AbortController();
  readonly #gate = new Gate();
  /** After which the run pauses by itself; null if it does not. */
  #step: Step | null;
  readonly #keep: boolean;
  #key = '';
  /** Batches done of an epoch that has not ended. */
  #batch = 0;
  #pausedSeconds = 0;

  /** @throws if there are no data, or no epochs left to train. */
  constructor(
    session: Session,
    keeper: RunKeeper,
    settings: Settings,
    leftOut: readonly string[],
    report: Report<RunNews>,
    { step, keep = true }: TrainingWay,
  ) {
    const epochsDone = session.history.length;
    const { epochs, validation } = settings;
    if (epochs <= epochsDone)
      throw new Error(
        `The model has finished all ${epochsDone.toLocaleString('en')} epochs. Raise the number of epochs to continue.`,
      );
    const data = session.requireData();
    this.#rows = { data, summary: session.summary! };
    this.#session = session;
    this.#keeper = keeper;
    this.#settings = settings;
    this.#step = step ?? null;
    this.#keep = keep;
    this.#leftOut = session.model ? session.leftOut : leftOut;
    if (data.kind === 'table' && data.columns.every(({ name }) => this.#leftOut.includes(name)))
      throw new Error('All columns are left out. A model needs at least one.');
    this.#model = session.model ?? newModel(data, settings, this.#leftOut);
    this.#sheets = new SheetMaker(this.#model, settings.seed);
    const rows = givenRows(data, settings) * (1 - validation);
    this.#reporter = new RunReporter(report, { epochsDone, epochs, rows });
  }

  async run(): Promise<RunEnd> {
    const began = performance.now();
    const { failure } = await this.#train();
    if (this.#isOpen) {
      this.#catchUp();
      this.#session.end = failure ? null : this.#how();
      await this.#keeper.keep(this.#session.history, this.#session.end);
    } else this.#model.vae.dispose();
    this.#reporter.phase = 'ended';
    if (failure) throw failure;
    return {
      how: this.#how(),
      seconds: (performance.now() - began) / 1000 - this.#pausedSeconds,
      model: summaryOf(this.#session),
    };
  }

  async #train(): Promise<{ failure?: unknown }> {
    if (!this.#keep) this.#keeper.letGo('Runs of a lesson are not kept.');
    this.#keeper.listen((state) => {
      if (this.#isOpen || !hasBegun(this.#model)) this.#reporter.kept(state);
    });
    try {
      this.#key = await dataKey(this.#rows.data);
      const ended = this.#endedEarly();
      this.#session.end = null;
      if (this.#isOpen) await this.#goOnKeeping();
      const watching = {
        epochs: this.#settings.epochs - this.#session.history.length,
        onBatch: (progress: BatchProgress) => this.#batchDone(progress),
        onEpoch: (record: EpochRecord) => this.#epochDone(record),
        allowBatches: () => this.#allowBatches(),
        signal: this.#stopping.signal,
      };
      const { data } = this.#rows;
      await trainModel(this.#model, data, this.#leftOut, this.#settings, watching, ended);
      return {};
    } catch (failure) {
      // Opening other data during a run ends the run and discards its model.
      const ended = this.#stopping.signal.aborted || (hasBegun(this.#model) && !this.#isOpen);
      return ended ? {} : { failure };
    }
  }

  /** Set if this run continues one that has stopped early. */
  #endedEarly(): EndedEarly | undefined {
    const { history, end } = this.#session;
    if (!this.#isOpen || end !== 'early') return undefined;
    const settings = this.#settings;
    const rows = givenRows(this.#rows.data, settings);
    return { waited: epochsWaited(history, this.#model.kind, settings), rows };
  }

  #how(): RunEnd['how'] {
    if (!this.#isOpen) return 'stopped';
    // Also if stop() came only while the last epoch was being stored.
    if (this.#session.history.length >= this.#settings.epochs) return 'finished';
    return this.#stopping.signal.aborted ? 'stopped' : 'early';
  }

  /** Whether the open model is this run's. */
  get #isOpen(): boolean {
    return this.#session.model === this.#model;
  }

  pause(): void {
    if (this.#reporter.phase !== 'training') return;
    this.#gate.close();
    this.#reporter.phase = 'pausing';
  }

  resume(): void {
    if (!this.#gate.isClosed || this.#stopping.signal.aborted) return;
    this.#step = null;
    this.#reporter.phase = 'training';
    this.#gate.open();
  }

  /** Trains one batch, or up to the end of the epoch, and pauses again. */
  step(step: Step): void {
    if (this.#reporter.phase !== 'paused' || this.#stopping.signal.aborted) return;
    this.#step = step;
    if (step === 'epoch') this.#reporter.phase = 'pausing';
    this.#gate.open();
  }

  stop(): void {
    if (this.#stopping.signal.aborted || this.#reporter.phase === 'ended') return;
    this.#reporter.phase = 'stopping';
    this.#stopping.abort();
    this.#gate.open();
  }

  /**
   * Stores a model that already has epochs, such as one from a file, before training changes it.
   */
  async #goOnKeeping(): Promise<void> {
    const isKept = this.#keeper.keeps(this.#session);
    this.#session.settings &&= this.#settings;
    this.#beginKeeping();
    if (!isKept) await this.#keeper.keep(this.#session.history);
  }

  #batchDone(progress: BatchProgress): void {
    this.#batch = progress.batch;
    if (!this.#isOpen) this.#begin();
    if (this.#isOpen) this.#reporter.batch(progress);
  }

  /** From the first batch on, the model can be viewed and is kept. */
  #begin(): void {
    const session = this.#session;
    if (session.data !== this.#rows.data || session.model) return this.stop();
    session.model = this.#model;
    session.settings = this.#settings;
    session.leftOut = this.#leftOut;
    this.#beginKeeping();
  }

  #beginKeeping(): void {
    if (!this.#keep) return;
    const fromFile = this.#session.settings === null;
    const rows = { ...this.#rows, key: this.#key, fromFile };
    this.#keeper.begin(this.#model, rows, this.#settings, this.#leftOut);
  }

  /** Training waits for this, so that the stored model is the one at the end of the epoch. */
  async #epochDone(record: EpochRecord): Promise<void> {
    this.#batch = 0;
    this.#addEpoch(record);
    await this.#addSheet(record.epoch);
    if (record.epoch === this.#settings.epochs) return;
    if (this.#gate.isClosed || this.#keeper.isDue(record.seconds ?? 0))
      await this.#keeper.keep(this.#session.history);
    if (this.#gate.isClosed) await this.#holdOn();
  }

  /** Called before each epoch, and after each batch of a run that goes batch by batch. */
  async #allowBatches(): Promise<number> {
    // Within an epoch the model is not kept: it would not go on from there to the same result.
    if (this.#gate.isClosed && this.#batch === 0 && this.#isOpen)
      await this.#keeper.keep(this.#session.history);
    if (this.#gate.isClosed) await this.#holdOn();
    if (this.#step) this.#gate.close();
    return this.#step === 'batch' ? 1 : Infinity;
  }

  /** Adds epochs that ended while the run was being stopped and were not reported. */
  #catchUp(): void {
    const { history } = this.#session;
    for (const record of this.#model.vae.history.slice(history.length)) this.#addEpoch(record);
  }

  #addEpoch(record: EpochRecord): void {
    const figures = figuresOf(record);
    this.#session.history.push(figures);
    this.#reporter.epoch(figures);
  }

  async #addSheet(epoch: number): Promise<void> {
    const isLast = epoch === this.#settings.epochs || this.#gate.isClosed;
    // A model that is closed meanwhile makes none, and that is no fault of the training.
    const sheet = await this.#sheets.made(epoch, isLast).catch(() => null);
    if (sheet && this.#isOpen) this.#reporter.sheet(sheet);
  }

  async #holdOn(): Promise<void> {
    const since = performance.now();
    this.#reporter.phase = 'paused';
    await this.#gate.passed();
    this.#pausedSeconds += (performance.now() - since) / 1000;
  }
}
