import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { sampleRows } = await webModule('studio/look/sample-rows.ts');

test('few rows are all taken', () => {
  assert.deepEqual([...sampleRows(5, 20, 1)], [0, 1, 2, 3, 4]);
});

test('of many rows every tenth of the data has a tenth of the sample, and none is there twice', () => {
  const sample = sampleRows(61_234, 2000, 1);
  assert.equal(new Set(sample).size, 2000);
  const tenths = new Array(10).fill(0);
  for (const row of sample) ++tenths[Math.floor((10 * row) / 61_234)];
  assert.ok(
    tenths.every((count) => Math.abs(count - 200) <= 1),
    String(tenths),
  );
});

test('one seed gives one sample, and rows are not at fixed distances', () => {
  const sample = sampleRows(10_000, 100, 7);
  assert.deepEqual(sampleRows(10_000, 100, 7), sample);
  assert.notDeepEqual(sampleRows(10_000, 100, 8), sample);
  assert.ok(new Set(sample.slice(1).map((row, i) => row - sample[i])).size > 20);
});
