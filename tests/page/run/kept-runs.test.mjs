// Several kept runs: their names, their curves, their limit, and what is stored once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import {
  images,
  listener,
  measurements,
  MemoryStore,
  openTab,
  SETTINGS,
} from './support/studio.mjs';

const { dataKey } = await webModule('studio/run/data-key.ts');
const { MOST_RUNS } = await webModule('contract/run-limit.ts');
const { differingSettings } = await webModule('page/settings/setting-texts.ts');
const { LookService } = await webModule('studio/look/look-service.ts');

const SHORT = { ...SETTINGS, epochs: 2 };

/** Trains a run to its end and starts over. Returns its id. */
async function keptRun({ run, store }, settings = SHORT) {
  const { report, when } = listener();
  await run.train(settings, [], report);
  await when(({ phase, kept, notKept }) => phase === 'ended' && (kept ?? notKept) !== null);
  await run.startOver();
  return [...store.runs.keys()].at(-1);
}

test('several runs are listed, latest first, with what they were trained with', async (t) => {
  const tab = openTab(t);
  const first = await keptRun(tab);
  const second = await keptRun(tab, { ...SHORT, beta: 4 });
  const runs = await tab.run.keptRuns();
  assert.deepEqual(
    runs.map(({ id, settings, epochsDone, open }) => [id, settings.beta, epochsDone, open]),
    [
      [second, 4, 2, null],
      [first, 1, 2, null],
    ],
  );
  for (const { begun, kept, modelBytes, dataBytes } of runs) {
    assert.ok(begun <= kept && kept <= Date.now());
    assert.ok(modelBytes > 0 && dataBytes > 0);
  }
});

test('the curves of kept runs are those of their trainings, open or not', async (t) => {
  const tab = openTab(t);
  const ids = [await keptRun(tab), await keptRun(tab, { ...SHORT, beta: 4 })];
  await tab.run.train({ ...SHORT, seed: 8 }, [], () => {});
  const own = [...tab.store.runs.keys()].at(-1);
  const [first, second, third] = await tab.run.curves([...ids, own]);
  assert.deepEqual([first.id, second.id, third.id], [...ids, own]);
  assert.deepEqual(third.history, tab.session.history);
  for (const { history } of [first, second]) {
    assert.deepEqual(
      history.map(({ epoch }) => epoch),
      [1, 2],
    );
    assert.ok(history.every(({ validation, seconds }) => validation.loss && seconds > 0));
  }
  assert.notEqual(first.history[1].loss, second.history[1].loss);
});

test('the loss of a kept run is that of the weights that it has', async (t) => {
  const tab = openTab(t);
  const long = { ...SHORT, epochs: 25, learningRate: 0.05, patience: 0 };
  const id = await keptRun(tab, long);
  const [{ history, bestEpoch }] = await tab.run.curves([id]);
  assert.notEqual(bestEpoch, history.length, 'this test needs a run that gets worse');
  const [{ loss }] = await tab.run.keptRuns();
  assert.equal(loss, history[bestEpoch - 1].loss);
});

test('a run keeps the name that it is given, also while it is trained further', async (t) => {
  const tab = openTab(t);
  const { run } = tab;
  const other = await keptRun(tab);
  await run.train(SHORT, [], () => {});
  const own = [...tab.store.runs.keys()].at(-1);
  await run.rename(own, 'mine');
  await run.rename(other, 'the other');
  const { report, when } = listener();
  await run.train({ ...SHORT, epochs: 3 }, [], report);
  await when(({ phase, kept }) => phase === 'ended' && kept !== null);
  const names = async () => new Map((await run.keptRuns()).map(({ id, name }) => [id, name]));
  assert.deepEqual(await names(), new Map([[own, 'mine'], [other, 'the other']])); // prettier-ignore
  await run.rename(other, null);
  assert.equal((await names()).get(other), null);
});

test('one run can be deleted, also the open one, whose model stays', async (t) => {
  const tab = openTab(t);
  const { run, store, session } = tab;
  const other = await keptRun(tab);
  const { report, when } = listener();
  await run.train(SHORT, [], report);
  const own = [...store.runs.keys()].at(-1);
  await run.remove(other);
  assert.deepEqual([...store.runs.keys()], [own]);
  await run.remove(own);
  assert.equal(store.runs.size, 0);
  await when(({ notKept }) => notKept === 'You deleted this run.');
  assert.equal(session.model.vae.history.length, 2);
});

test('beyond the limit a run replaces the oldest without a name; if all have one, it is not kept', async (t) => {
  const tab = openTab(t);
  const { run, store } = tab;
  const first = await keptRun(tab, { ...SHORT, epochs: 1 });
  const stored = store.runs.get(first);
  const copy = (id, kept, name) =>
    store.runs.set(id, { ...stored, run: { ...stored.run, id, kept, ...(name && { name }) } });
  for (let n = 1; n < MOST_RUNS; n++) copy(`copy ${n}`, n, n === 1 && 'the oldest, named');
  assert.equal(store.runs.size, MOST_RUNS);
  const latest = await keptRun(tab, { ...SHORT, epochs: 1 });
  assert.equal(store.runs.size, MOST_RUNS);
  assert.ok(store.runs.has('copy 1') && !store.runs.has('copy 2') && store.runs.has(latest));

  for (const { id } of await run.keptRuns()) await run.rename(id, `name of ${id}`);
  const { report, when } = listener();
  await run.train({ ...SHORT, epochs: 1 }, [], report);
  const { notKept } = await when((news) => news.notKept !== null);
  assert.match(notKept, /^20 runs are kept, .* Delete one to keep another\.$/);
  assert.equal(store.runs.size, MOST_RUNS);
});

test('a run of the former format is listed, opened and goes on', async (t) => {
  const tab = openTab(t);
  const id = await keptRun(tab);
  const store = new MemoryStore();
  store.runs = structuredClone(tab.store.runs);
  const stored = store.runs.get(id);
  const { data: _, begun: __, dataBytes: ___, ...former } = stored.run;
  const { conditions: ____, target: _____, ...settings } = former.settings;
  store.runs.set(id, { ...stored, run: { ...former, settings } });
  const next = openTab(t, { data: null, keeping: { store } });
  const [kept] = await next.run.keptRuns();
  assert.deepEqual([kept.data, kept.begun], [id, kept.kept]);
  assert.deepEqual(differingSettings(kept.settings, SHORT), []);
  const restored = await next.run.restore(id, () => {});
  const end = await next.run.train({ ...restored.settings, epochs: 3 }, [], () => {});
  assert.equal(end.model.epochsDone, 3);
  assert.equal(store.runs.size, 1);
});

test('a comparison with real rows is kept with its run', async (t) => {
  const { run, session } = openTab(t);
  await run.train(SHORT, [], () => {});
  const look = new LookService(session);
  await look.generate(100, 1, () => {});
  const closeness = await look.closeness();
  const [{ measured }] = await run.keptRuns();
  assert.deepEqual(measured, { epochs: 2, closeness });
});

test('a report is kept with the run, too', async (t) => {
  const { run, session } = openTab(t);
  await run.train(SHORT, [], () => {});
  const look = new LookService(session);
  await look.generate(100, 1, () => {});
  const { scores } = await look.report();
  const [{ measured }] = await run.keptRuns();
  assert.equal(measured.closeness.columnShapes, scores.columnShapes);
});

test('the second model of the map is kept, and is not trained again', async (t) => {
  const tab = openTab(t);
  await tab.run.train(SHORT, [], () => {});
  const look = new LookService(tab.session);
  assert.equal(await look.trainMap(() => {}), 'finished');
  const map = await look.latentMap(() => {});
  const [id] = tab.store.runs.keys();
  while (!tab.store.runs.get(id).map) await new Promise((resolve) => setTimeout(resolve, 5));
  const store = new MemoryStore();
  store.runs = structuredClone(tab.store.runs);

  const next = openTab(t, { data: null, keeping: { store } });
  await next.run.restore(id, () => {});
  const again = new LookService(next.session);
  let epochs = 0;
  assert.equal(await again.trainMap(() => epochs++), 'finished');
  assert.equal(epochs, 0);
  assert.deepEqual((await again.latentMap(() => {})).points, map.points);
});

test('a run that is not to be kept leaves the kept ones as they are', async (t) => {
  const { run, session, store } = openTab(t);
  await run.train(SHORT, [], () => {});
  const { report, when } = listener();
  await run.startOver();
  await run.train(SHORT, [], report, { keep: false });
  assert.equal((await when(({ notKept }) => notKept !== null)).kept, null);
  assert.equal(store.runs.size, 1);
  const [{ open, epochsDone }] = await run.keptRuns();
  assert.deepEqual([open, epochsDone], [null, 2]);
  // A later run of the model can be kept.
  await run.train({ ...SHORT, epochs: 3 }, [], () => {});
  assert.equal(session.history.length, 3);
  assert.equal((await run.keptRuns()).length, 2);
});

test('the key of data is that of their content', async () => {
  assert.equal(await dataKey(measurements()), await dataKey(measurements()));
  assert.equal(await dataKey(images()), await dataKey(images()));
  const other = measurements();
  other.columns[0].values[3] += 1e-9;
  const renamed = measurements();
  renamed.columns[2] = { ...renamed.columns[2], values: ['low', 'top'] };
  const darker = images();
  darker.pixels[99] ^= 1;
  const keys = await Promise.all([measurements(), other, renamed, images(), darker].map(dataKey));
  assert.equal(new Set(keys).size, 5, keys.join('\n'));
});
