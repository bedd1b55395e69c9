// Settings that name columns: conditions and the target.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryLocks, MemoryStore, openTab, SETTINGS } from './support/studio.mjs';

const settings = { ...SETTINGS, epochs: 2, conditions: ['half'], target: 'half' };
const ignore = () => {};

test('a column to condition on is given to the model, which makes rows for any of its values', async (t) => {
  const { session, run } = openTab(t);
  await run.train(settings, [], ignore);
  const { vae } = session.model;
  assert.deepEqual(vae.schema.conditions, ['half']);
  const rows = await vae.generate(20, { where: { half: 'high' }, form: 'rows', maxDraws: 1 });
  assert.ok(rows.every(({ half }) => half === 'high'));
});

test('a kept run comes back with its conditions and target', async (t) => {
  const keeping = { store: new MemoryStore(), locks: new MemoryLocks() };
  const { run } = openTab(t, { keeping });
  await run.train(settings, [], ignore);
  const again = openTab(t, { data: null, keeping });
  const [kept] = [...keeping.store.runs.keys()];
  const restored = await again.run.restore(kept, ignore);
  assert.deepEqual(restored.settings, { ...restored.settings, ...settings });
  assert.deepEqual(again.session.model.vae.schema.conditions, ['half']);
});

test('a run that an earlier version of the page has kept has neither', async (t) => {
  const keeping = { store: new MemoryStore(), locks: new MemoryLocks() };
  const { run } = openTab(t, { keeping });
  await run.train({ ...settings, conditions: [], target: null }, [], ignore);
  const [[id, stored]] = keeping.store.runs;
  const { conditions: _, target: __, ...earlier } = stored.run.settings;
  stored.run.settings = earlier;
  const again = openTab(t, { data: null, keeping });
  const restored = await again.run.restore(id, ignore);
  assert.deepEqual(restored.settings.conditions, []);
  assert.equal(restored.settings.target, null);
  const end = await again.run.train({ ...restored.settings, epochs: 3 }, [], ignore);
  assert.equal(end.how, 'finished');
});
