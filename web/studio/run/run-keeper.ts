import { VAEError } from 'vae1';
import type { DataSummary, EpochFigures, Settings } from '../contract.js';
import type { Dataset } from '../dataset.js';
import type { StudioModel } from '../session.js';
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

/** How much may be lost with the tab, unless one epoch is more. */
const MAY_LOSE_SECONDS = 2;

export interface KeptState {
  /** When the run was kept last, in ms since 1970. */
  readonly kept: number | null;
  /** Why it is not kept, or no more: a sentence. */
  readonly notKept: string | null;
}

/** The run of this tab that is kept. */
interface OwnRun {
  readonly data: Dataset;
  /** Null before the first batch of a run that was opened again. */
  readonly model: StudioModel | null;
  record: RunRecord;
}

/**
 * Keeps the run of this tab in the browser, so that it outlives the tab: the data once, the model
 * now and then. Writing happens one after another beside the training; what fails there is said
 * and stops nothing.
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

  /** Who hears when the state changes. */
  listen(listener: ((state: KeptState) => void) | null): void {
    this.#listener = listener;
    listener?.(this.#state);
  }

  /** Whether what is kept of this tab's run is what is open. */
  keeps(open: { readonly data: Dataset | null; readonly model: StudioModel | null }): boolean {
    return this.#own?.data === open.data && this.#own?.model === open.model;
  }

  /** The id of the run of this tab. */
  get id(): string | null {
    return this.#own?.record.id ?? null;
  }

  /**
   * Begins to keep a run, or to keep on with it. A new one takes the place of all that are kept and
   * open nowhere.
   */
  begin(
    model: StudioModel,
    { data, summary }: { readonly data: Dataset; readonly summary: DataSummary },
    settings: Settings,
    leftOut: readonly string[],
  ): void {
    const former = this.#own?.data === data ? this.#own : null;
    const goesOn = former?.model === model;
    const record: RunRecord = {
      id: former?.record.id ?? crypto.randomUUID(),
      summary,
      settings,
      leftOut,
      epochsDone: goesOn ? former.record.epochsDone : 0,
      kept: Date.now(),
      bytes: goesOn ? former.record.bytes : bytesOf(data),
    };
    // What is still to be written of a run that goes on is written; of a former one no more.
    if (goesOn) former.record = record;
    else this.#own = { data, model, record };
    if (!goesOn) this.#change({ kept: null, notKept: null });
    this.#write(async () => {
      if (goesOn) await this.#store.update(record);
      else if (former) await this.#store.update(record, null);
      else await this.#makePlaceAndBegin(record, data);
    });
  }

  async #makePlaceAndBegin(record: RunRecord, data: Dataset): Promise<void> {
    await this.#locks.hold(record.id);
    const others = (await this.#store.list()).filter(({ id }) => id !== record.id);
    await Promise.all(
      others.map(async ({ id }) => {
        if (await this.#locks.isFree(id)) await this.#store.remove(id);
      }),
    );
    await this.#store.begin(record, data);
  }

  /** Whether the model has to be kept now, where the next epoch ends in so many seconds. */
  isDue(epochSeconds: number): boolean {
    const late = performance.now() / 1000 + epochSeconds;
    return this.#own !== null && this.#writing === 0 && late > this.#takenAt + MAY_LOSE_SECONDS;
  }

  /** Resolves once the model's file has been taken; it is written while the training goes on. */
  async keep(history: readonly EpochFigures[]): Promise<void> {
    const own = this.#own;
    if (!own?.model) return;
    try {
      const file = await own.model.vae.save();
      // Meanwhile it may have been forgotten, or another one may have been opened.
      if (this.#own !== own) return;
      const seconds = Float64Array.from(history, (epoch) => epoch.seconds ?? NaN);
      this.#takenAt = performance.now() / 1000;
      own.record = {
        ...own.record,
        epochsDone: history.length,
        kept: Date.now(),
        bytes: bytesOf(own.data) + file.byteLength,
      };
      const { record } = own;
      this.#write(() => this.#store.update(record, { file, seconds }));
    } catch (error) {
      this.#fail(own, error);
    }
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#writes;
  }

  /** Of all runs this tab holds its own alone: after another could not be opened. */
  async holdOwn(): Promise<void> {
    this.#locks.release();
    if (this.#own) await this.#locks.hold(this.#own.record.id);
  }

  /** The run becomes the one of this tab. */
  adopt({ run, data }: StoredRun, model: StudioModel | null): void {
    this.#own = { data, model, record: run };
    this.#takenAt = -Infinity;
    this.#change({ kept: run.kept, notKept: null });
  }

  /** Removes all that is kept. The run of this tab is not kept any more, until another begins. */
  async forget(): Promise<void> {
    const kept = this.#own !== null;
    this.#own = null;
    // After what is being written, and before what a run that begins meanwhile has to write.
    const removed = this.#writes.then(async () => {
      this.#locks.release();
      await this.#store.removeAll();
    });
    this.#writes = removed.catch(() => {});
    await removed;
    if (this.#own) return;
    const notKept = 'You wanted it forgotten.';
    this.#change({ kept: null, notKept: kept ? notKept : null });
  }

  #write(work: () => Promise<void>): void {
    const own = this.#own!;
    this.#writing++;
    this.#writes = this.#writes
      .then(async () => {
        // What came before has failed, or has been forgotten.
        if (this.#own !== own) return;
        await work();
        if (this.#own === own) this.#change({ kept: own.record.kept, notKept: null });
      })
      .catch((error: unknown) => this.#fail(own, error))
      .finally(() => this.#writing--);
  }

  #fail(own: OwnRun, error: unknown): void {
    // Of a run that is this tab's no more nothing is to be said.
    if (this.#own !== own) return;
    // Without its data a run is not worth keeping on with.
    if (this.#state.kept === null || error instanceof RunGone) {
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

/** The epochs that a kept model has had, with the seconds that its file does not hold. */
export function restoredHistory({ vae }: StudioModel, { seconds }: KeptModel): EpochFigures[] {
  return vae.history.map((record, index) => {
    const took = seconds[index] ?? NaN;
    return { ...figuresOf(record), seconds: Number.isNaN(took) ? null : took };
  });
}

function sentenceOf(error: unknown): string {
  if (error instanceof RunGone || error instanceof VAEError) return error.message;
  if (error instanceof Error && error.name === 'QuotaExceededError')
    return 'The disk is full, or the part of it that the browser may use.';
  if (isOfNewerPage(error))
    return 'A newer version of this page has kept runs here, beside which this one can keep none.';
  return 'This browser lets the page keep nothing, as some do in private windows.';
}
