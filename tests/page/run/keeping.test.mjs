import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import {
  images,
  listener,
  measurements,
  MemoryLocks,
  MemoryStore,
  openTab,
  SETTINGS,
} from './support/studio.mjs';

const { completeSettings } = await webModule('contract/complete-settings.ts');

const LONG = { ...SETTINGS, epochs: 100_000 };

/** The store of a tab that kept its run at the end of some epoch and was then killed. */
async function killedTab(t, { data, store, settings = SETTINGS }) {
  const copy = new MemoryStore();
  const tab = openTab(t, { data, keeping: { store } });
  const { report, when } = listener();
  const training = tab.run.train(settings, [], report);
  await when(({ losses }) => losses !== null);
  await tab.run.pause();
  await when(({ phase, kept }) => phase === 'paused' && kept !== null && hasModel(store));
  copy.runs = structuredClone(store.runs);
  await tab.run.stop();
  await training;
  return copy;
}

/** The ids of the kept runs, and where they are open. */
async function opened(run) {
  return (await run.keptRuns()).map(({ id, open }) => [id, open]);
}

function hasModel({ runs }) {
  return [...runs.values()].some(({ model }) => model !== null);
}

for (const data of [measurements(), images()])
  test(`a run of a closed tab continues to the same model as an uninterrupted one: ${data.kind}`, async (t) => {
    const whole = openTab(t, { data });
    await whole.run.train(SETTINGS, [], () => {});

    const store = await killedTab(t, { data, store: new MemoryStore() });
    const { run, session } = openTab(t, { data: null, keeping: { store } });
    const [kept, ...others] = await run.keptRuns();
    assert.deepEqual(others, []);
    assert.equal(kept.name, null);
    assert.equal(kept.summary.name, data.name);
    assert.equal(kept.settings.epochs, 6);
    assert.ok(kept.epochsDone > 0 && kept.epochsDone < 6);

    const restored = await run.restore(kept.id, () => {});
    assert.deepEqual(session.data, data);
    assert.deepEqual(restored.settings, completeSettings(SETTINGS));
    assert.equal(restored.model.epochsDone, kept.epochsDone);
    assert.equal(restored.history.length, kept.epochsDone);
    assert.ok(restored.history.every(({ seconds }) => seconds > 0));
    const end = await run.train(restored.settings, restored.leftOut, () => {});
    assert.equal(end.how, 'finished');
    assert.deepEqual(await session.model.vae.save(), await whole.session.model.vae.save());
  });

test('a run closed within its first epoch is offered from the start', async (t) => {
  const store = await killedTab(t, { data: measurements(), store: new MemoryStore() });
  for (const stored of store.runs.values()) {
    stored.model = null;
    stored.run.epochsDone = 0;
  }
  const { run } = openTab(t, { data: null, keeping: { store } });
  const [{ id }] = await run.keptRuns();
  const { model, settings } = await run.restore(id, () => {});
  assert.equal(model, null);
  assert.deepEqual(await opened(run), [[id, 'here']]);
  assert.equal((await run.train(settings, [], () => {})).how, 'finished');
});

test('at the end the whole run is kept', async (t) => {
  const { run, store } = openTab(t);
  const { report, when } = listener();
  const { model } = await run.train(SETTINGS, [], report);
  await when(({ phase, kept }) => phase === 'ended' && kept !== null);
  const [{ run: kept }] = store.runs.values();
  assert.equal(kept.epochsDone, model.epochsDone);
});

test('a run with fast epochs is not kept after each one', async (t) => {
  const { run, store } = openTab(t);
  const { seconds } = await run.train({ ...SETTINGS, epochs: 300 }, [], () => {});
  assert.ok(store.writes <= 3 + seconds / 2, `${store.writes} writes in ${seconds} s`);
});

test('a full disk is reported, and training continues', async (t) => {
  const store = new MemoryStore();
  store.failure = new DOMException('no room', 'QuotaExceededError');
  const { run } = openTab(t, { keeping: { store } });
  const { all, report, when } = listener();
  assert.equal((await run.train(SETTINGS, [], report)).how, 'finished');
  await when(({ notKept }) => notKept?.includes('is full'));
  assert.equal(all.at(-1).kept, null);
});

test('runs kept by a newer version of the page are reported', async (t) => {
  const store = new MemoryStore();
  store.failure = new DOMException('version 2', 'VersionError');
  const { run } = openTab(t, { keeping: { store } });
  const { report, when } = listener();
  await run.train(SETTINGS, [], report);
  await when(({ notKept }) => notKept?.includes('A newer version of this page'));
  store.list = () => Promise.reject(store.failure);
  await assert.rejects(run.keptRuns(), /A newer version of this page .* forget the runs/);
  store.list = () => Promise.reject(new DOMException('private', 'SecurityError'));
  assert.deepEqual(await run.keptRuns(), []);
});

test('runs open in another tab are neither offered nor removed', async (t) => {
  const store = new MemoryStore();
  const holders = new Map();
  const tab = () => openTab(t, { keeping: { store, locks: new MemoryLocks(holders) } });
  const first = tab();
  await first.run.train(SETTINGS, [], () => {});
  const second = tab();
  const [id] = store.runs.keys();
  assert.deepEqual(await opened(second.run), [[id, 'elsewhere']]);
  await second.run.train(SETTINGS, [], () => {});
  assert.equal(store.runs.size, 2);

  for (const refused of [
    () => second.run.restore(id, () => {}),
    () => second.run.rename(id, 'mine'),
    () => second.run.remove(id),
  ])
    await assert.rejects(refused, /open in another tab/);
  first.locks.release();
  const [, own] = store.runs.keys();
  assert.deepEqual(new Map(await opened(second.run)), new Map([[id, null], [own, 'here']])); // prettier-ignore
});

test('a new run leaves the kept ones, and is kept once it has finished its first batch', async (t) => {
  const store = await killedTab(t, { data: measurements(), store: new MemoryStore() });
  const [former] = store.runs.keys();
  const { run, session } = openTab(t, { data: images(), keeping: { store } });
  await assert.rejects(run.train({ ...SETTINGS, learningRate: -1 }, [], () => {}));
  assert.deepEqual([...store.runs.keys()], [former]);
  const { report, when } = listener();
  await run.train(SETTINGS, [], report);
  await when(({ phase, kept }) => phase === 'ended' && kept !== null);
  assert.equal(store.runs.size, 2);
  assert.ok(store.runs.has(former));
  assert.equal(session.model.kind, 'images');
});

test('after starting over the run is offered, and the next one is another', async (t) => {
  const { run, store } = openTab(t);
  const first = listener();
  await run.train(SETTINGS, [], first.report);
  await first.when(({ phase, kept }) => phase === 'ended' && kept !== null);
  const [id] = store.runs.keys();
  assert.deepEqual(await opened(run), [[id, 'here']]);
  await run.startOver();
  assert.deepEqual(await opened(run), [[id, null]]);
  const second = listener();
  await run.train({ ...SETTINGS, epochs: 1 }, [], second.report);
  await second.when(({ phase, kept }) => phase === 'ended' && kept !== null);
  const [, { run: kept }] = store.runs.values();
  assert.equal(kept.settings.epochs, 1);
  const [{ run: former }] = store.runs.values();
  assert.equal(former.id, id);
  // Equal data are stored once.
  assert.equal(kept.data, former.data);
});

test('forgetting removes everything kept, and open data and model stay', async (t) => {
  const { run, session, store } = openTab(t);
  const { report, when } = listener();
  const training = run.train(LONG, [], report);
  await when(({ kept }) => kept !== null);
  await run.forget();
  assert.equal(store.runs.size, 0);
  await when(({ notKept }) => notKept === 'You asked to forget this run.');
  await run.stop();
  const { model } = await training;
  assert.ok(model.epochsDone === session.history.length);
  assert.equal(store.runs.size, 0);
});

test('a run forgotten while its model is being saved stays forgotten', async (t) => {
  const { run, session, store } = openTab(t);
  const { all, report, when } = listener();
  const training = run.train(LONG, [], report);
  await when(({ kept }) => kept !== null);
  const { vae } = session.model;
  const save = vae.save.bind(vae);
  vae.save = async () => {
    await run.forget();
    return save();
  };
  await run.pause();
  await when(({ phase }) => phase === 'paused');
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(store.runs.size, 0);
  assert.equal(all.at(-1).notKept, 'You asked to forget this run.');
  await run.stop();
  await training;
});

test('a run that starts during the removal of kept runs is kept', async (t) => {
  const store = new MemoryStore();
  let remove;
  store.removeAll = () =>
    new Promise((resolve) => {
      remove = () => resolve(store.runs.clear());
    });
  const { run } = openTab(t, { keeping: { store } });
  const { report, when } = listener();
  const forgetting = run.forget();
  const training = run.train(SETTINGS, [], report);
  await when(({ finished }) => finished.length > 0);
  remove();
  await forgetting;
  await training;
  await when(({ phase, kept }) => phase === 'ended' && kept !== null);
  assert.equal(store.runs.size, 1);
});

test('a kept run that cannot be read is still offered, and the tab keeps its own run', async (t) => {
  const store = await killedTab(t, { data: measurements(), store: new MemoryStore() });
  const [[id, stored]] = store.runs;
  stored.model.file = stored.model.file.fill(1, 0, 8);
  const holders = new Map();
  const locks = new MemoryLocks(holders);
  const { run } = openTab(t, { data: images(), keeping: { store, locks } });
  await run.train(SETTINGS, [], () => {});
  const [own] = holders.keys();
  await assert.rejects(
    run.restore(id, () => {}),
    /^Error: The kept run cannot be opened: /,
  );
  assert.deepEqual([...holders.keys()], [own]);
  assert.deepEqual(new Map(await opened(run)).get(id), null);
});

test('nothing else can start while a kept run is being opened', async (t) => {
  const store = await killedTab(t, { data: measurements(), store: new MemoryStore() });
  const [id] = store.runs.keys();
  const { run } = openTab(t, { data: images(), keeping: { store } });
  const restoring = run.restore(id, () => {});
  await assert.rejects(
    run.train(SETTINGS, [], () => {}),
    /being opened/,
  );
  assert.equal((await restoring).model.kind, 'table');
  assert.equal((await run.train(SETTINGS, [], () => {})).how, 'finished');
});

test('once other data are open, the previous run sends no news', async (t) => {
  const store = new MemoryStore();
  const { run, session } = openTab(t, { keeping: { store } });
  const { all, report } = listener();
  await run.train(SETTINGS, [], () => {});
  let written;
  const update = store.update.bind(store);
  store.update = async (...given) => {
    await new Promise((resolve) => (written = resolve));
    return update(...given);
  };
  await run.train({ ...SETTINGS, epochs: 7 }, [], report);
  const told = all.length;
  session.openData(images(), {});
  written();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(all.length, told);
});
