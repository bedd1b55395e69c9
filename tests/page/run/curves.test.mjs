import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { curveOf, extended } = await webModule('page/training/curve-points.ts');
const { lossRange } = await webModule('page/training/loss-range.ts');

const point = (epoch, loss = 1) => ({ epoch, loss, reconstruction: loss, kl: 0 });

test('a run resumed within an epoch replaces that epoch’s points', () => {
  const curve = [1, 2, 2.5].map((epoch) => point(epoch));
  const places = extended(
    curve,
    [2.25, 3].map((epoch) => point(epoch)),
  );
  assert.deepEqual(
    places.map(({ epoch }) => epoch),
    [1, 2, 2.25, 3],
  );
});

test('a curve stays bounded, reaches its last epoch and keeps its means', () => {
  let curve = [];
  for (let epoch = 1; epoch <= 10_000; epoch++)
    curve = extended(curve, [point(epoch, epoch % 2 ? 1 : 3)]);
  assert.ok(curve.length > 900 && curve.length <= 2000);
  assert.ok(curve.at(-1).epoch > 9_990);
  assert.ok(curve.slice(0, 900).every(({ loss }) => loss === 2));

  const restored = curveOf(Array.from({ length: 10_000 }, (_, index) => point(index + 1)));
  assert.ok(restored.length > 900 && restored.length <= 2000);
  assert.equal(restored.at(-1).epoch, 10_000);
});

test('the first batches do not flatten the curve', () => {
  const settled = Array.from({ length: 99 }, (_, index) => 100 + (index % 5));
  const [low, high] = lossRange([[50_000, ...settled]]);
  assert.equal(low, 0);
  assert.ok(high > 104 && high < 120, `up to ${high}`);
});

test('the range shows negative losses, and lines that hardly move', () => {
  const [low, high] = lossRange([
    [2, 1, -3, -4],
    [0.5, 0.5, null, 0.5],
  ]);
  assert.ok(low < -4 && high > 2);
  assert.deepEqual(lossRange([[7, 7, 7]])[0], 0);
  assert.ok(lossRange([[7, 7, 7]])[1] > 7);
  assert.deepEqual(lossRange([[], []]), [0, 1]);
});
