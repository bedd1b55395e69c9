import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { evenSample } = await webModule('studio/look/even-sample.ts');

test('a sample of few rows takes all of them', () => {
  assert.deepEqual([...evenSample(4, 10)], [0, 1, 2, 3]);
});

test('a sample of many rows covers the whole table and is the same each time', () => {
  for (const [rows, most] of [
    [1500, 1000],
    [1_000_000, 20_000],
  ]) {
    const sample = evenSample(rows, most);
    assert.equal(new Set(sample).size, most);
    assert.ok(sample.every((row, i) => i === 0 || row > sample[i - 1]));
    assert.ok(sample[0] < (2 * rows) / most && sample.at(-1) > rows - (2 * rows) / most);
    assert.deepEqual(evenSample(rows, most), sample);
  }
});

test('a sample has no period: even and odd rows are equally frequent', () => {
  const odd = evenSample(100_000, 10_000).filter((row) => row % 2).length;
  assert.ok(Math.abs(odd - 5000) < 200, `${odd} odd rows of 10,000`);
});
