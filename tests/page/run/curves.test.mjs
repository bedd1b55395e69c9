import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { curveOf, extended } = await webModule('page/training/curve-points.ts');
const { LossCurve } = await webModule('studio/run/loss-curve.ts');
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
  assert.ok(low > 80 && low < 100, `from ${low}`);
  assert.ok(high > 104 && high < 120, `up to ${high}`);
});

test('a loss that moves from 41 to 40 fills most of the axis', () => {
  const [low, high] = lossRange([[41, 40.6, 40.3, 40.1, 40]]);
  assert.ok(low > 39 && low < 40 && high > 40.5 && high < 42, `${low} to ${high}`);
  // Near 0 the axis begins there.
  assert.equal(lossRange([[3, 1, 0.05, 2, 0.1]])[0], 0);
});

test('the range shows negative losses, and lines that hardly move', () => {
  const [low, high] = lossRange([
    [2, 1, -3, -4],
    [0.5, 0.5, null, 0.5],
  ]);
  assert.ok(low < -4 && high > 2);
  const flat = lossRange([[7, 7, 7]])[0];
  assert.ok(flat > 0 && flat < 7);
  assert.ok(lossRange([[7, 7, 7]])[1] > 7);
  assert.deepEqual(lossRange([[], []]), [0, 1]);
});

/** The places of a run's points up to its given epoch, of `batches` batches each. */
function placesOf({ epochs, batches, upTo }) {
  const curve = new LossCurve({ from: 0, to: epochs });
  for (let epoch = 1; epoch <= Math.ceil(upTo); epoch++)
    for (let batch = 1; batch <= batches && epoch - 1 + batch / batches <= upTo; batch++)
      curve.add({ epoch, batch, batches, loss: 1, reconstruction: 1, kl: 0 });
  return curve.take().map(({ epoch }) => epoch);
}

test('the curve begins within the first epoch, however long the run', () => {
  for (const batches of [64, 1000])
    for (const epochs of [1, 300, 100_000]) {
      const places = placesOf({ epochs, batches, upTo: 1 });
      assert.ok(places[0] <= 0.07, `${batches} batches, ${epochs} epochs: ${places[0]}`);
      assert.ok(places.length >= 10, `${places.length} points`);
    }
});

test('a long run has about a thousand points, and a short epoch has one', () => {
  const long = placesOf({ epochs: 5000, batches: 8, upTo: 5000 });
  assert.ok(long.length > 900 && long.length < 1200, `${long.length} points`);
  assert.deepEqual(placesOf({ epochs: 4, batches: 3, upTo: 4 }), [1, 2, 3, 4]);
});
