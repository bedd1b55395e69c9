import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Progress, Report } from '../../contract/index.js';
import { RUNS_DATABASE } from '../../contract/runs-database.js';
import type { Dataset } from '../session/dataset.js';
import { assembled, type DatasetPart, partsOf } from './dataset-parts.js';
import {
  dataKeyOf,
  type KeptMap,
  type KeptModel,
  RunGone,
  type RunRecord,
  type RunStore,
  type StoredRun,
} from './run-store.js';

/** 2 has maps, and data that several runs share. */
const VERSION = 2;

/** The key is the run's id; for data, their own key with the index of the part. */
interface Runs extends DBSchema {
  runs: { key: string; value: RunRecord };
  models: { key: string; value: KeptModel };
  maps: { key: string; value: KeptMap };
  data: { key: [data: string, part: number]; value: DatasetPart };
}

/** Stores runs in the browser's IndexedDB. */
export class BrowserRunStore implements RunStore {
  #opened: Promise<IDBPDatabase<Runs>> | null = null;

  async list(): Promise<readonly RunRecord[]> {
    // Opening a database creates it, so check first: if nothing is kept, leave no trace.
    const databases = await indexedDB.databases?.();
    if (databases && !databases.some(({ name }) => name === RUNS_DATABASE)) return [];
    return (await this.#open()).getAll('runs');
  }

  async begin(run: RunRecord, data: Dataset): Promise<void> {
    const change = (await this.#open()).transaction(['runs', 'data'], 'readwrite');
    const key = dataKeyOf(run);
    await whole(change, async () => {
      const store = change.objectStore('data');
      if ((await store.getKey([key, 0])) === undefined) {
        let part = 0;
        for (const value of partsOf(data)) await store.put(value, [key, part++]);
      }
      await change.objectStore('runs').put(run, run.id);
    });
  }

  async update(run: RunRecord, model?: KeptModel | null): Promise<void> {
    const change = (await this.#open()).transaction(['runs', 'models'], 'readwrite');
    await whole(change, async () => {
      const runs = change.objectStore('runs');
      if ((await runs.getKey(run.id)) === undefined) throw new RunGone();
      await runs.put(run, run.id);
      if (model) await change.objectStore('models').put(model, run.id);
      else if (model === null) await change.objectStore('models').delete(run.id);
    });
  }

  async read(id: string, report: Report<Progress>): Promise<StoredRun> {
    const found = (await this.#open()).transaction(['runs', 'models', 'maps', 'data']);
    const run = await found.objectStore('runs').get(id);
    if (!run) throw new RunGone();
    const model = (await found.objectStore('models').get(id)) ?? null;
    const map = (await found.objectStore('maps').get(id)) ?? null;
    const store = found.objectStore('data');
    const key = dataKeyOf(run);
    const count = await store.count(partsOfData(key));
    const parts: DatasetPart[] = [];
    while (parts.length < count) {
      parts.push((await store.get([key, parts.length]))!);
      report({ what: 'Opening the kept run', fraction: parts.length / count });
    }
    return { run, model, map, data: assembled(parts) };
  }

  async model(id: string): Promise<KeptModel | null> {
    return (await (await this.#open()).get('models', id)) ?? null;
  }

  async keepMap(id: string, map: KeptMap): Promise<void> {
    const change = (await this.#open()).transaction(['runs', 'maps'], 'readwrite');
    await whole(change, async () => {
      if ((await change.objectStore('runs').getKey(id)) === undefined) throw new RunGone();
      await change.objectStore('maps').put(map, id);
    });
  }

  async remove(id: string): Promise<void> {
    const change = (await this.#open()).transaction(
      ['runs', 'models', 'maps', 'data'],
      'readwrite',
    );
    await whole(change, async () => {
      const runs = change.objectStore('runs');
      const run = await runs.get(id);
      if (!run) return;
      await runs.delete(id);
      await change.objectStore('models').delete(id);
      await change.objectStore('maps').delete(id);
      const key = dataKeyOf(run);
      const isShared = (await runs.getAll()).some((other) => dataKeyOf(other) === key);
      if (!isShared) await change.objectStore('data').delete(partsOfData(key));
    });
  }

  async removeAll(): Promise<void> {
    (await this.#opened)?.close();
    this.#opened = null;
    await deleteDB(RUNS_DATABASE);
  }

  #open(): Promise<IDBPDatabase<Runs>> {
    this.#opened ??= openDB<Runs>(RUNS_DATABASE, VERSION, {
      upgrade(database, former) {
        if (former < 1) {
          database.createObjectStore('runs');
          database.createObjectStore('models');
          database.createObjectStore('data');
        }
        database.createObjectStore('maps');
      },
      // Another tab deletes the database and waits for this one to close it.
      blocking: (_now, _then, event) => {
        (event.target as IDBDatabase).close();
        this.#opened = null;
      },
      terminated: () => (this.#opened = null),
    }).catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }
}

function partsOfData(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key, 0], [key, Infinity]);
}

/** Does the work in a transaction and waits until everything is written; on failure nothing is. */
async function whole(
  change: { readonly done: Promise<void>; abort(): void },
  work: () => Promise<void>,
): Promise<void> {
  const failed = change.done.then(
    () => null,
    (error: DOMException) => error,
  );
  try {
    await work();
  } catch (error) {
    try {
      change.abort();
    } catch {
      // The failure has already aborted it.
    }
    // The transaction's error says that the disk is full; the thrown one only that it ended.
    const reason = await failed;
    throw reason && reason.name !== 'AbortError' ? reason : error;
  }
  const reason = await failed;
  if (reason) throw reason;
}
