import type {
  DataSummary,
  KeptRun,
  ModelSummary,
  Pace,
  Progress,
  Report,
  RestoredRun,
  RunApi,
  RunCurves,
  RunEnd,
  RunNews,
  Settings,
  Step,
  TrainingWay,
} from '../../contract/index.js';
import { completeSettings } from '../../contract/complete-settings.js';
import { type Session, type StudioModel, summaryOf } from '../session/session.js';
import { BrowserRunLocks } from './browser-run-locks.js';
import { BrowserRunStore } from './browser-run-store.js';
import { restoredHistory, RunKeeper } from './run-keeper.js';
import type { RunLocks } from './run-locks.js';
import {
  dataKeyOf,
  isOfNewerPage,
  RunGone,
  type RunRecord,
  type RunStore,
  type StoredRun,
} from './run-store.js';
import { measuredPace } from './measured-pace.js';
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
  #measuring = new AbortController();

  constructor(
    session: Session,
    { store, locks }: Keeping = { store: new BrowserRunStore(), locks: new BrowserRunLocks() },
  ) {
    this.#session = session;
    this.#store = store;
    this.#locks = locks;
    const keeper = (this.#keeper = new RunKeeper(store, locks));
    session.keeper = {
      measured: (model, closeness) => keeper.measured(model, closeness, session.history.length),
      keepMap: (model, map) => keeper.keepMap(model, map),
    };
  }

  async train(
    settings: Settings,
    leftOut: readonly string[],
    report: Report<RunNews>,
    way: TrainingWay = {},
  ): Promise<RunEnd> {
    this.#refuseWhileBusy('start another run');
    this.#measuring.abort();
    this.#run = new TrainingRun(this.#session, this.#keeper, settings, leftOut, report, way);
    try {
      return await this.#run.run();
    } finally {
      this.#run = null;
    }
  }

  async measure(settings: Settings, leftOut: readonly string[]): Promise<Pace | null> {
    this.#measuring.abort();
    const { signal } = (this.#measuring = new AbortController());
    const data = this.#session.requireData();
    if (this.#run || this.#restoring) return null;
    return measuredPace(data, settings, leftOut, signal);
  }

  async pause(): Promise<void> {
    this.#run?.pause();
  }

  async resume(): Promise<void> {
    this.#run?.resume();
  }

  async step(step: Step): Promise<void> {
    this.#run?.step(step);
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
    const runs = await Promise.all(records.map((record) => this.#keptRun(record)));
    return runs.sort((a, b) => b.kept - a.kept);
  }

  async #keptRun(record: RunRecord): Promise<KeptRun> {
    const { id, name = null, leftOut, epochsDone, kept, bytes } = record;
    const settings = completeSettings(record.settings);
    const { begun = kept, dataBytes = 0, measured = null, loss = null } = record;
    return {
      ...{ id, name, settings, leftOut, epochsDone, loss, begun, kept, dataBytes, measured },
      summary: withoutPreview(record.summary),
      data: dataKeyOf(record),
      modelBytes: bytes - dataBytes,
      open: await this.#openIn(id),
    };
  }

  async #openIn(id: string): Promise<KeptRun['open']> {
    if (id === this.#keeper.id) return this.#keeper.keeps(this.#session) ? 'here' : null;
    return (await this.#locks.isFree(id)) ? null : 'elsewhere';
  }

  async curves(ids: readonly string[]): Promise<readonly RunCurves[]> {
    const curves: RunCurves[] = [];
    for (const id of ids) curves.push(await this.#curvesOf(id));
    return curves;
  }

  async #curvesOf(id: string): Promise<RunCurves> {
    if ((await this.#openIn(id)) === 'here') {
      const { history, model } = this.#session;
      return { id, history, bestEpoch: model?.vae.bestEpoch ?? null };
    }
    const run = (await this.#store.list()).find((record) => record.id === id);
    if (!run) throw new RunGone();
    const kept = await this.#store.model(id);
    if (!kept) return { id, history: [], bestEpoch: null };
    // The model's file holds its history.
    const model = await loadModel(run.summary, kept.file, run.settings);
    const history = restoredHistory(model, kept);
    const bestEpoch = model.vae.bestEpoch ?? null;
    model.vae.dispose();
    return { id, history, bestEpoch };
  }

  async rename(id: string, name: string | null): Promise<void> {
    await this.#refuseIfElsewhere(id);
    if (id === this.#keeper.id) return this.#keeper.rename(name);
    const run = (await this.#store.list()).find((record) => record.id === id);
    if (!run) throw new RunGone();
    const { name: _, ...rest } = run;
    await this.#store.update(name === null ? rest : { ...rest, name });
  }

  async remove(id: string): Promise<void> {
    await this.#refuseIfElsewhere(id);
    if (id === this.#keeper.id) await this.#keeper.removeOwn();
    else await this.#store.remove(id);
  }

  async #refuseIfElsewhere(id: string): Promise<void> {
    if ((await this.#openIn(id)) === 'elsewhere')
      throw new Error('The run is open in another tab. Change it there, or close that tab.');
  }

  async restore(id: string, report: Report<Progress>): Promise<RestoredRun> {
    this.#refuseWhileBusy('open a kept run');
    this.#measuring.abort();
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
      const run = { ...read.run, settings: completeSettings(read.run.settings) };
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
    const { data, model: kept, map, run } = stored;
    const session = this.#session;
    session.openData(data, run.summary);
    session.leftOut = run.leftOut;
    if (model && kept) {
      session.model = model;
      session.settings = run.fromFile ? null : run.settings;
      session.history = restoredHistory(model, kept);
      session.keptMap = map;
      session.end = run.end ?? null;
    }
    this.#keeper.adopt(stored, model);
    return {
      data: run.summary,
      settings: run.settings,
      fromFile: run.fromFile ?? false,
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

/** The first rows or images would only be sent for nothing. */
function withoutPreview(summary: DataSummary): DataSummary {
  return summary.kind === 'images'
    ? { ...summary, head: new Uint8Array(0) }
    : { ...summary, head: [] };
}
