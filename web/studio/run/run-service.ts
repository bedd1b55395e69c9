import type {
  KeptRun,
  ModelSummary,
  Progress,
  Report,
  RestoredRun,
  RunApi,
  RunEnd,
  RunNews,
  Settings,
} from '../../contract/index.js';
import { type Session, type StudioModel, summaryOf } from '../session/session.js';
import { BrowserRunLocks } from './browser-run-locks.js';
import { BrowserRunStore } from './browser-run-store.js';
import { keptSettings } from './kept-settings.js';
import { restoredHistory, RunKeeper } from './run-keeper.js';
import type { RunLocks } from './run-locks.js';
import {
  isOfNewerPage,
  RunGone,
  type RunRecord,
  type RunStore,
  type StoredRun,
} from './run-store.js';
import { loadModel } from './studio-model.js';
import { TrainingRun } from './training-run.js';

/** Where runs are kept. */
export interface Keeping {
  readonly store: RunStore;
  readonly locks: RunLocks;
}

export class RunService implements RunApi {
  readonly #session: Session;
  readonly #store: RunStore;
  readonly #locks: RunLocks;
  readonly #keeper: RunKeeper;
  #run: TrainingRun | null = null;
  #restoring = false;

  constructor(
    session: Session,
    { store, locks }: Keeping = { store: new BrowserRunStore(), locks: new BrowserRunLocks() },
  ) {
    this.#session = session;
    this.#store = store;
    this.#locks = locks;
    this.#keeper = new RunKeeper(store, locks);
  }

  async train(
    settings: Settings,
    leftOut: readonly string[],
    report: Report<RunNews>,
  ): Promise<RunEnd> {
    this.#refuseWhileBusy('start another run');
    this.#run = new TrainingRun(this.#session, this.#keeper, settings, leftOut, report);
    try {
      return await this.#run.run();
    } finally {
      this.#run = null;
    }
  }

  async pause(): Promise<void> {
    this.#run?.pause();
  }

  async resume(): Promise<void> {
    this.#run?.resume();
  }

  async stop(): Promise<void> {
    this.#run?.stop();
  }

  async startOver(): Promise<void> {
    this.#refuseWhileBusy('start over');
    this.#keeper.listen(null);
    this.#session.forgetModel();
  }

  async keptRuns(): Promise<readonly KeptRun[]> {
    const records = await this.#store.list().catch((error: unknown): readonly RunRecord[] => {
      if (isOfNewerPage(error))
        throw new Error(
          'A newer version of this page has kept runs that this version cannot open. Reload the ' +
            'page, or forget the runs.',
          { cause: error },
        );
      // If the browser blocks storage, there are no kept runs.
      return [];
    });
    const offered = await Promise.all(records.map((record) => this.#isOffered(record)));
    return records
      .filter((_, index) => offered[index])
      .sort((a, b) => b.kept - a.kept)
      .map(({ id, summary, settings, epochsDone, kept, bytes }) => ({
        ...{ id, epochsDone, kept, bytes },
        ...{ name: summary.name, rows: summary.rows, epochs: settings.epochs },
      }));
  }

  /** Includes this tab's own run once its model is no longer open. */
  async #isOffered({ id }: RunRecord): Promise<boolean> {
    if (id !== this.#keeper.id) return this.#locks.isFree(id);
    return !this.#keeper.keeps(this.#session);
  }

  async restore(id: string, report: Report<Progress>): Promise<RestoredRun> {
    this.#refuseWhileBusy('open a kept run');
    this.#restoring = true;
    try {
      if (!(await this.#locks.hold(id)))
        throw new Error('The kept run is open in another tab. Continue there.');
      const { stored, model } = await this.#load(id, report);
      return this.#open(stored, model);
    } finally {
      this.#restoring = false;
    }
  }

  async #load(id: string, report: Report<Progress>) {
    try {
      const read = await this.#store.read(id, report);
      const { data, model: kept } = read;
      const run = { ...read.run, settings: keptSettings(read.run.settings) };
      const stored = { ...read, run };
      return { stored, model: kept && (await loadModel(data, kept.file, run.settings)) };
    } catch (error) {
      await this.#keeper.holdOwn();
      if (error instanceof RunGone) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The kept run cannot be opened: ${why}`, { cause: error });
    }
  }

  #open(stored: StoredRun, model: StudioModel | null): RestoredRun {
    const { data, model: kept, run } = stored;
    const session = this.#session;
    session.openData(data, run.summary);
    session.leftOut = run.leftOut;
    if (model && kept) {
      session.model = model;
      session.settings = run.settings;
      session.history = restoredHistory(model, kept);
    }
    this.#keeper.adopt(stored, model);
    return {
      data: run.summary,
      settings: run.settings,
      leftOut: run.leftOut,
      model: summaryOf(session),
      history: session.history,
    };
  }

  async forget(): Promise<void> {
    await this.#keeper.forget();
  }

  async model(): Promise<ModelSummary | null> {
    return summaryOf(this.#session);
  }

  #refuseWhileBusy(what: string): void {
    if (this.#restoring) throw new Error(`A kept run is being opened. Wait before you ${what}.`);
    if (this.#run) throw new Error(`A run is in progress. Stop it before you ${what}.`);
  }
}
