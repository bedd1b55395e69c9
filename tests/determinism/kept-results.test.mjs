// A later version gives the same bytes: files of deterministic trainings, and answers of every call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEPT_MODELS } from './kept-models.mjs';
import { keptResults, resultsNow } from './kept-results.mjs';

const kept = await keptResults();

for (const [name, makeResults] of Object.entries(KEPT_MODELS))
  test(`${name}: the same file and answers as before`, async () => {
    assert.deepEqual(await resultsNow(makeResults), kept[name]);
  });

test('nothing is kept of a model that is no longer tried', () => {
  assert.deepEqual(Object.keys(kept), Object.keys(KEPT_MODELS));
});
