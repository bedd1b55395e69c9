import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { histogram, histogramEdges, usefulRange } = await webModule('studio/look/histogram.ts');

test('a histogram counts each value once, the maximum in the last bin, and no gaps', () => {
  const edges = [0, 1, 2, 3];
  assert.deepEqual([...histogram([0, 0.5, 1, 2.9, 3, NaN], edges)], [2, 1, 2]);
});

test('a few distinct integers get a bin each, however many rows there are', () => {
  const edges = histogramEdges(1, 6, { unit: 1, count: 1_000_000 });
  assert.deepEqual(edges, [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]);
  assert.deepEqual([...histogram([1, 2, 2, 6], edges)], [1, 2, 0, 0, 0, 1]);
});

test('bins hold equally many rounded values, so that uniform data look uniform', () => {
  for (const [unit, size] of [
    [1, 500],
    [0.1, 300],
    [0.01, 1000],
  ]) {
    const digits = Math.round(-Math.log10(unit));
    const values = Array.from({ length: size }, (_, i) => Number((7 + i * unit).toFixed(digits)));
    const edges = histogramEdges(values[0], values.at(-1), { unit, count: size });
    const counts = histogram(values, edges);
    assert.ok(edges.length > 8, `${edges.length - 1} bins`);
    // The last bin may reach beyond the values.
    assert.equal(new Set(counts.slice(0, -1)).size, 1, [...counts].join());
  }
});

test('more rows get more bins, up to a limit', () => {
  const bins = (count) => histogramEdges(0, 1, { unit: null, count }).length - 1;
  assert.equal(bins(1), 8);
  assert.equal(bins(1000), 20);
  assert.equal(bins(1e7), 40);
});

test('a single value has a bin around it', () => {
  const edges = histogramEdges(3, 3, { unit: null, count: 10 });
  assert.deepEqual([...histogram([3, 3], edges)], [2]);
});

test('an outlier does not squeeze all other values into one bin', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i / 1000);
  values[500] = 1e6;
  const [least, most] = usefulRange(values);
  assert.equal(least, 0);
  assert.ok(most > 0.999 && most < 2, `up to ${most}`);
  const counts = histogram(values, histogramEdges(least, most, { unit: null, count: 1000 }));
  assert.equal(counts.at(-1), 1);
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    1000,
  );
});

test('the range covers both tables, and a long tail is drawn', () => {
  const low = Array.from({ length: 100 }, (_, i) => i);
  const high = low.map((value) => value + 5000);
  assert.deepEqual(usefulRange(low, high), [0, 5099]);
  const tail = Array.from({ length: 1000 }, (_, i) => -Math.log((i + 0.5) / 1000));
  assert.deepEqual(usefulRange(tail), [tail.at(-1), tail[0]]);
  assert.deepEqual(usefulRange([NaN, 3, 3]), [3, 3]);
});
