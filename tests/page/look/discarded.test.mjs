// What the page has of a model goes with it, also if another model takes its place at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batch } from '@preact/signals';
import { webModule } from '../web-module.mjs';

const { filled } = await webModule('page/look/filled-table.ts');
const { ranking } = await webModule('page/look/odd-ranking.ts');
const { data } = await webModule('page/state/data.ts');
const { model } = await webModule('page/state/run.ts');
const { forgetRun } = await webModule('page/training/run-control.ts');

test('filled gaps and a ranking go with their model when a model file is opened', () => {
  data.value = { kind: 'table', name: 't.csv', rows: 2, columns: [] };
  model.value = { kind: 'table' };
  filled.value = { rows: [], draw: 0, weights: 0 };
  ranking.value = { rows: [], weights: 0 };
  model.value = { kind: 'table', epochsDone: 2 };
  assert.ok(filled.value && ranking.value, 'they stay while their model trains');
  batch(() => {
    forgetRun();
    model.value = { kind: 'table' };
  });
  assert.equal(filled.value, null);
  assert.equal(ranking.value, null);
});
