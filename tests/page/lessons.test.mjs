// The lessons say what really happens: what they train has the figures that their texts name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';
import { MemoryLocks, MemoryStore } from './run/support/studio.mjs';

const { RunService } = await webModule('studio/run/run-service.ts');
const { Session } = await webModule('studio/session/session.ts');
const { LookService } = await webModule('studio/look/look-service.ts');
const { readSample } = await webModule('studio/reading/samples.ts');
const { summarise } = await webModule('studio/reading/summarise.ts');
const { defaultSettings } = await webModule('page/training/default-settings.ts');
const { ANOMALY, COLLAPSE, UNFOLDING } = await webModule('page/lessons/lesson-runs.ts');

const PACE = { async step() {}, async pause() {} };

/** Trains as the lesson does. Returns the session and the last epoch. */
async function trained(t, { sample, settings }) {
  const session = new Session();
  const run = new RunService(session, { store: new MemoryStore(), locks: new MemoryLocks() });
  const { data, ...about } = await readSample(sample, PACE);
  const summary = await summarise(data, { ...about, pace: PACE });
  session.openData(data, summary);
  t.after(() => session.forgetModel());
  const usual = defaultSettings(summary, new Set());
  await run.train({ ...usual, ...settings }, [], () => {}, { keep: false });
  return { session, ...session.model.vae.history.at(-1) };
}

const isNear = (value, said, by = 0.1) =>
  assert.ok(Math.abs(value - said) <= by, `${value} is not near ${said}`);

test('a latent space unfolds: cheap latents use both dimensions and part the rings, beta 1 leaves one', async (t) => {
  const cheap = await trained(t, UNFOLDING.unfolds);
  for (const kl of cheap.klPerDimension) assert.ok(kl > 2, `${kl}`);
  await assertParted(cheap.session);
  const { klPerDimension } = await trained(t, UNFOLDING.folded);
  const [unused, used] = [...klPerDimension].sort((a, b) => a - b);
  isNear(unused, 0, 0.01);
  isNear(used, 1.8);
});

/** The map has the rings on two sides. */
async function assertParted(session) {
  const look = new LookService(session);
  const { rows, points } = await look.latentMap(() => {});
  const { codes } = await look.colouring(rows, 'ring');
  // A line through the map separates them: that between the means.
  const mean = (ring) => {
    const sum = [0, 0, 0];
    for (const [index, code] of codes.entries())
      if (code === ring) [points[2 * index], points[2 * index + 1], 1].forEach((x, i) => (sum[i] += x)); // prettier-ignore
    return [sum[0] / sum[2], sum[1] / sum[2]];
  };
  const [left, right] = [mean(0), mean(1)];
  const along = [right[0] - left[0], right[1] - left[1]];
  const middle = (along[0] * (left[0] + right[0]) + along[1] * (left[1] + right[1])) / 2;
  const isRight = (index) => along[0] * points[2 * index] + along[1] * points[2 * index + 1] > middle; // prettier-ignore
  const wrong = codes.filter((code, index) => isRight(index) !== (code === 1)).length;
  assert.ok(wrong < 0.03 * codes.length, `${wrong} of ${codes.length} on the other side`);
}

test('collapse and its cures: each run has the figures that its screen names', async (t) => {
  const healthy = await trained(t, COLLAPSE.healthy);
  isNear(healthy.kl, 2.3);
  isNear(healthy.reconstruction, -0.7);
  isNear(healthy.loss, 1.6);
  for (const run of [COLLAPSE.tooHigh, COLLAPSE.accident]) {
    const { kl, loss } = await trained(t, run);
    isNear(kl, 0, 0.005);
    isNear(loss, 2.57, 0.01);
  }
  const lower = await trained(t, COLLAPSE.lower);
  isNear(lower.kl, 4.4);
  isNear(lower.reconstruction, -2.5);
  const free = await trained(t, COLLAPSE.freeBits);
  isNear(free.kl, 1, 0.05);
  isNear(free.reconstruction, 1.2);
  const warm = await trained(t, COLLAPSE.warmUp);
  isNear(warm.kl, 1.2);
  isNear(warm.loss, 2.1);
});

test('an anomaly found: the planted row is the oddest, by its weight, far before the next', async (t) => {
  const { session, loss } = await trained(t, ANOMALY.parcels);
  assert.ok(loss < 12.5, `${loss}`);
  const look = new LookService(session);
  const { rows } = await look.rankOdd(() => {});
  const [first, second, third] = rows;
  assert.deepEqual([first.row + 1, second.row + 1], [618, 154]);
  assert.deepEqual(
    first.reasons.map(({ column }) => column),
    ['weight_kg'],
  );
  assert.ok(first.score > second.score + 6, `${first.score} and ${second.score}`);
  // Odd, not wrong: the second row stands apart as well, by its width.
  assert.ok(second.score > third.score + 4, `${second.score} and ${third.score}`);
  assert.equal(second.reasons[0].column, 'width_cm');
  for (const [row, said] of [[first, 28.7], [second, 21], [third, 16.4]]) isNear(row.score, said, 0.5); // prettier-ignore
  const { columns } = session.data;
  const widths = columns.find(({ name }) => name === 'width_cm').values;
  assert.equal(widths.indexOf(Math.max(...widths)) + 1, 154);
  const falls = rows.slice(3).map(({ score }, place) => rows[place + 2].score - score);
  assert.ok(Math.max(...falls) < 0.5, `${Math.max(...falls)}`);
});
