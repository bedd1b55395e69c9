import { VAEError } from 'vae1';
import type { Closeness, DataSummary, EpochFigures, Settings } from '../../contract/index.js';
import { epochInUse } from '../../contract/epoch-in-use.js';
import { MOST_RUNS } from '../../contract/run-limit.js';
import type { Dataset } from '../session/dataset.js';
import type { MapModel, StudioModel } from '../session/session.js';
import { bytesOf } from './dataset-parts.js';
import { figuresOf } from './epoch-figures.js';
import type { RunLocks } from './run-locks.js';
import {
  isOfNewerPage,
  type KeptModel,
  RunGone,
  type RunRecord,
  type RunStore,
  type StoredRun,
} from './run-store.js';

/** How much training a closed tab may lose, unless one epoch takes longer. */
const MAY_LOSE_SECONDS = 2;

export interface KeptState {
  /** When the run was last kept, in ms since 1970; null if it is not kept. */
  readonly kept: number | null;
  /** A sentence that says why the run is not kept, or no longer. */
  readonly notKept: string | null;
}

/** What a run is trained on. */
export interface KeptRows {
  readonly data: Dataset;
  readonly summary: DataSummary;
  /** From dataKey(). */
  readonly key: string;
  /** Whether the model came from a file, so that it is not known what it was trained on before. */
  readonly fromFile: boolean;
}

/** This tab's kept run. */
interface OwnRun {
  readonly data: Dataset;
  /** Null for a restored run before its first batch. */
  model: StudioModel | null;
  record: RunRecord;
  /** Set once the run was forgotten or could not be kept. */
  gone?: true;
}

/**
 * Keeps this tab's run in the browser so that it survives the tab: stores the data once and the
 * model from time to time. Writes run one after another beside the training; a failed write is
 * reported and stops nothing.
 */
export class RunKeeper {
  readonly #store: RunStore;
  readonly #locks: RunLocks;
  #own: OwnRun | null = null;
  #state: KeptState = { kept: null, notKept: null };
  #listener: ((state: KeptState) => void) | null = null;
  #writes: Promise<void> = Promise.resolve();
  #writing = 0;
  #takenAt = -Infinity;

  constructor(store: RunStore, locks: RunLocks) {
    this.#store = store;
    this.#locks = locks;
  }

  /** Sets the listener for state changes and calls it with the current state. */
  listen(listener: ((state: KeptState) => void) | null): void {
    this.#listener = listener;
    listener?.(this.#state);
  }

  /** Whether this tab's kept run is the open one. */
  keeps(open: { readonly data: Dataset | null; readonly model: StudioModel | null }): boolean {
    return this.#own?.data === open.data && this.#own?.model === open.model;
  }

  /** The id of this tab's run. */
  get id(): string | null {
    return this.#own?.record.id ?? null;
  }

  /** Starts or continues to keep a run. */
  begin(
    model: StudioModel,
    { data, summary, key, fromFile }: KeptRows,
    settings: Settings,
    leftOut: readonly string[],
  ): void {
    const own = this.#own;
    // A run that was closed before its first batch has no model yet.
    if (own?.data === data && (own.model === model || own.model === null)) {
      own.model = model;
      own.record = { ...own.record, settings, leftOut, end: null, kept: Date.now() };
      const { record } = own;
      this.#write(() => this.#store.update(record));
      return;
    }
    const now = Date.now();
    const size = bytesOf(data);
    const record: RunRecord = {
      ...{ id: crypto.randomUUID(), data: key, summary, settings, leftOut, epochsDone: 0 },
      ...{ begun: now, kept: now, bytes: size, dataBytes: size },
      ...(fromFile && { fromFile }),
    };
    this.#own = { data, model, record };
    this.#change({ kept: null, notKept: null });
    this.#write(() => this.#makePlaceAndBegin(record, data));
  }

  async #makePlaceAndBegin(record: RunRecord, data: Dataset): Promise<void> {
    await this.#locks.hold(record.id);
    const others = await this.#store.list();
    let tooMany = others.length + 1 - MOST_RUNS;
    for (const { id, name } of [...others].sort((a, b) => a.kept - b.kept)) {
      if (tooMany <= 0) break;
      if (name !== undefined || !(await this.#locks.isFree(id))) continue;
      await this.#store.remove(id);
      tooMany--;
    }
    if (tooMany > 0) throw new TooManyRuns();
    await this.#store.begin(record, data);
  }

  /** Gives this tab's run a name; null takes it away. */
  rename(name: string | null): void {
    const own = this.#own!;
    const { name: _, ...rest } = own.record;
    own.record = name === null ? rest : { ...rest, name };
    const { record } = own;
    this.#write(() => this.#store.update(record));
  }

  /** Adds a comparison of generated with real rows to the run of this model. */
  measured(model: StudioModel, closeness: Closeness, epochs: number): void {
    const own = this.#own;
    if (own?.model !== model) return;
    own.record = { ...own.record, measured: { epochs, closeness } };
    const { record } = own;
    this.#write(() => this.#store.update(record));
  }

  /** Adds the second model of the latent map to the run of this model. */
  async keepMap(model: StudioModel, { model: { vae }, finished }: MapModel): Promise<void> {
    const own = this.#own;
    if (own?.model !== model) return;
    const file = await vae.save();
    if (this.#own !== own) return;
    this.#write(() => this.#store.keepMap(own.record.id, { file, finished }));
  }

  /** Whether to keep the model now, if the next epoch ends in `epochSeconds`. */
  isDue(epochSeconds: number): boolean {
    const late = performance.now() / 1000 + epochSeconds;
    return this.#own !== null && this.#writing === 0 && late > this.#takenAt + MAY_LOSE_SECONDS;
  }

  /** Resolves once the model is serialised; the file is written while training continues. */
  async keep(history: readonly EpochFigures[], end: RunRecord['end'] = null): Promise<void> {
    const own = this.#own;
    if (!own?.model) return;
    try {
      const file = await own.model.vae.save();
      // The run may have been forgotten or replaced meanwhile.
      if (this.#own !== own) return;
      const seconds = Float64Array.from(history, (epoch) => epoch.seconds ?? NaN);
      this.#takenAt = performance.now() / 1000;
      const inUse = epochInUse(history, own.model.vae.bestEpoch ?? null);
      own.record = {
        ...own.record,
        epochsDone: history.length,
        ...(inUse && { loss: inUse.loss }),
        end,
        kept: Date.now(),
        bytes: bytesOf(own.data) + file.byteLength,
      };
      const { record } = own;
      this.#write(() => this.#store.update(record, { file, seconds }));
    } catch (error) {
      this.#fail(own, error);
    }
  }

  /** Resolves when all pending writes are done. */
  async settled(): Promise<void> {
    await this.#writes;
  }

  /**
   * Releases every lock except that of this tab's own run, after another run could not be opened.
   */
  async holdOwn(): Promise<void> {
    this.#locks.release();
    if (this.#own) await this.#locks.hold(this.#own.record.id);
  }

  /** Makes the run this tab's own. */
  adopt({ run, data }: StoredRun, model: StudioModel | null): void {
    this.#own = { data, model, record: run };
    this.#takenAt = -Infinity;
    this.#change({ kept: run.kept, notKept: null });
  }

  /** Leaves this tab's run as it was last kept. @param why Why the open run is not kept. */
  letGo(why: string): void {
    this.#own = null;
    this.#writes = this.#writes.then(() => {
      if (!this.#own) this.#locks.release();
    });
    this.#change({ kept: null, notKept: why });
  }

  /** Removes everything kept. This tab's run is no longer kept until another run begins. */
  async forget(): Promise<void> {
    await this.#remove(() => this.#store.removeAll(), 'You asked to forget this run.');
  }

  /** Removes this tab's run, which is no longer kept until another run begins. */
  async removeOwn(): Promise<void> {
    const { id } = this;
    if (id !== null) await this.#remove(() => this.#store.remove(id), 'You deleted this run.');
  }

  async #remove(remove: () => Promise<void>, why: string): Promise<void> {
    const kept = this.#own !== null;
    if (this.#own) this.#own.gone = true;
    this.#own = null;
    // Remove after pending writes and before the writes of a run that begins meanwhile.
    const removed = this.#writes.then(async () => {
      this.#locks.release();
      await remove();
    });
    this.#writes = removed.catch(() => {});
    await removed;
    if (!this.#own) this.#change({ kept: null, notKept: kept ? why : null });
  }

  #write(work: () => Promise<void>): void {
    const own = this.#own!;
    this.#writing++;
    this.#writes = this.#writes
      .then(async () => {
        // An earlier write failed, or the run was forgotten.
        if (own.gone) return;
        await work();
        if (this.#own === own) this.#change({ kept: own.record.kept, notKept: null });
      })
      .catch((error: unknown) => this.#fail(own, error))
      .finally(() => this.#writing--);
  }

  #fail(own: OwnRun, error: unknown): void {
    // Do not report failures of a run that is no longer this tab's.
    if (this.#own !== own) return;
    // Without its data a run is not worth keeping.
    if (this.#state.kept === null || error instanceof RunGone) {
      own.gone = true;
      this.#own = null;
      this.#locks.release();
    }
    this.#change({ ...this.#state, notKept: sentenceOf(error) });
  }

  #change(state: KeptState): void {
    this.#state = state;
    this.#listener?.(state);
  }
}

/** The epochs of a kept model, with the seconds, which its file does not store. */
export function restoredHistory({ vae }: StudioModel, { seconds }: KeptModel): EpochFigures[] {
  return vae.history.map((record, index) => {
    const took = seconds[index] ?? NaN;
    return { ...figuresOf(record), seconds: Number.isNaN(took) ? null : took };
  });
}

/** All runs that could make place have names of their own, or are open in a tab. */
class TooManyRuns extends Error {
  constructor() {
    super(
      `${MOST_RUNS} runs are kept, and each has a name or is open. Delete one to keep another.`,
    );
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof RunGone || error instanceof TooManyRuns || error instanceof VAEError)
    return error.message;
  if (error instanceof Error && error.name === 'QuotaExceededError')
    return 'The disk, or the browser’s share of it, is full. Delete kept runs to make room.';
  if (isOfNewerPage(error))
    return 'A newer version of this page has kept runs here, so this version cannot keep any.';
  return 'This browser blocks storage for the page, as some do in private windows.';
}
