// The run service in Node, with storage and locks in memory instead of the browser's.
import { webModule } from '../../web-module.mjs';

const { RunService } = await webModule('studio/run/run-service.ts');
const { Session } = await webModule('studio/session/session.ts');
const { assembled, partsOf } = await webModule('studio/run/dataset-parts.ts');

/** Stores runs like the browser: copies them on writing and on reading. */
export class MemoryStore {
  runs = new Map();
  writes = 0;
  /** If set, writes throw it. */
  failure = null;

  async list() {
    return [...this.runs.values()].map(({ run }) => structuredClone(run));
  }
  async begin(run, data) {
    if (this.failure) throw this.failure;
    const parts = Array.from(partsOf(data), (part) => structuredClone(part));
    this.runs.set(run.id, { run: structuredClone(run), parts, model: null, map: null });
  }
  async update(run, model) {
    if (this.failure) throw this.failure;
    const stored = this.runs.get(run.id);
    this.writes++;
    stored.run = structuredClone(run);
    if (model !== undefined) stored.model = structuredClone(model);
  }
  async read(id) {
    const { run, parts, model, map } = structuredClone(this.runs.get(id));
    return { run, model, map, data: assembled(parts) };
  }
  async model(id) {
    return structuredClone(this.runs.get(id)?.model ?? null);
  }
  async keepMap(id, map) {
    this.runs.get(id).map = structuredClone(map);
  }
  async remove(id) {
    this.runs.delete(id);
  }
  async removeAll() {
    this.runs.clear();
  }
}

/** The locks of one tab; tabs share the Map of holders. */
export class MemoryLocks {
  constructor(holders = new Map()) {
    this.holders = holders;
  }
  async hold(id) {
    if ((this.holders.get(id) ?? this) !== this) return false;
    this.release();
    this.holders.set(id, this);
    return true;
  }
  release() {
    for (const [id, holder] of this.holders) if (holder === this) this.holders.delete(id);
  }
  async isFree(id) {
    return !this.holders.has(id);
  }
}

/** A tab with open data; the model is disposed of when the test ends. */
export function openTab(t, { data = measurements(), keeping = {} } = {}) {
  const session = new Session();
  const { store = new MemoryStore(), locks = new MemoryLocks() } = keeping;
  const run = new RunService(session, { store, locks });
  if (data) session.openData(data, { kind: data.kind, name: data.name, rows: data.rows });
  t.after(() => session.forgetModel());
  return { session, run, store, locks };
}

export const SETTINGS = {
  latentDim: 2,
  learningRate: 0.003,
  batchSize: 20,
  epochs: 6,
  hiddenDims: [8],
  activation: 'relu',
  beta: 1,
  validation: 0.1,
  patience: 0,
  seed: 7,
  deterministic: true,
  threads: 1,
  conditions: [],
  target: null,
};

/** A table of two correlated numbers and a category that depends on them. */
export function measurements(rows = 200) {
  const place = (row) => ((row * 37) % 101) / 101;
  const along = Float64Array.from({ length: rows }, (_, row) => place(row));
  const up = along.map((value, row) => 2 * value + 0.1 * place(row + 5));
  const codes = Uint32Array.from(along, (value) => (value < 0.5 ? 1 : 2));
  return {
    kind: 'table',
    name: 'measurements.csv',
    rows,
    columns: [
      { kind: 'numbers', name: 'along', values: along },
      { kind: 'numbers', name: 'up', values: up },
      { kind: 'text', name: 'half', codes, values: ['low', 'high'] },
    ],
  };
}

/** 4 x 4 images, dark on one side. */
export function images(rows = 100) {
  const pixels = Uint8Array.from({ length: rows * 16 }, (_, at) =>
    at % 4 < 2 === (at >> 4) % 2 > 0 ? 255 : 0,
  );
  const shape = { width: 4, height: 4, channels: 1 };
  return { kind: 'images', name: 'sides.zip', rows, shape, pixels, labels: null };
}

/** Collects news; `when(test)` resolves with the first that passes. */
export function listener() {
  const all = [];
  const waiting = new Set();
  const report = (news) => {
    all.push(news);
    for (const wait of waiting) {
      if (!wait.test(news)) continue;
      waiting.delete(wait);
      wait.resolve(news);
    }
  };
  const when = (test) =>
    new Promise((resolve) => {
      const found = all.find(test);
      if (found) resolve(found);
      else waiting.add({ test, resolve });
    });
  return { all, report, when };
}
