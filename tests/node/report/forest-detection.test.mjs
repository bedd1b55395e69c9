// The report's random forest: what it sees that a regression which is linear in each column does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTables } from 'vae1';
import { forestScores } from '../../../build/js/report/random-forest.js';
import { uniform } from '../support/data.mjs';
import { people, shuffledColumns } from '../support/table-data.mjs';

function scored(columns, labels, trained, tested) {
  const next = uniform(1);
  const work = forestScores(columns, labels, trained, tested, () => Math.floor(2 ** 32 * next()));
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

test('halves of one table are not told apart', async () => {
  const all = people(3000);
  const { forestDetection } = await compareTables(all.slice(0, 1500), all.slice(1500));
  assert.ok(forestDetection.score > 0.9, `${forestDetection.score}`);
  assert.ok(Math.abs(forestDetection.auc - 0.5) < 0.05);
});

test('columns that no longer go together are told apart, which the regression cannot do', async () => {
  const real = people(1500);
  const { detection, forestDetection } = await compareTables(real, shuffledColumns(real));
  assert.ok(detection.score > 0.9, `${detection.score}`);
  assert.ok(forestDetection.score < 0.5, `${forestDetection.score}`);
});

test('equal seeds give equal scores, other seeds close ones', async () => {
  const real = people(600);
  const made = shuffledColumns(real);
  const [a, b, c] = await Promise.all([1, 1, 2].map((seed) => compareTables(real, made, { seed })));
  assert.deepEqual(a.forestDetection, b.forestDetection);
  assert.notDeepEqual(a.forestDetection, c.forestDetection);
  assert.ok(Math.abs(a.forestDetection.auc - c.forestDetection.auc) < 0.1);
});

test('a table of fewer rows than folds has no score', async () => {
  const { forestDetection } = await compareTables(people(2), people(10));
  assert.equal(forestDetection, null);
});

for (const ordered of [true, false])
  test(`an interaction of two ${ordered ? 'numbers' : 'categories'} is learned exactly`, () => {
    const next = uniform(2);
    const bins = [0, 1].map(() => Uint8Array.from({ length: 900 }, () => 4 * next()));
    const isOne = (bin) => (ordered ? bin < 2 : bin % 3 === 0);
    const labels = Uint8Array.from(bins[0], (a, i) => Number(isOne(a) === isOne(bins[1][i])));
    const columns = bins.map((each) => ({ bins: each, count: 4, ordered }));
    const rows = Uint32Array.from(labels.keys());
    const tested = rows.filter((row) => row % 3 === 0);
    const scores = scored(columns, labels, rows.filter((row) => row % 3 > 0), tested); // prettier-ignore
    const right = scores.filter((score, i) => score > 0.5 === (labels[tested[i]] === 1));
    assert.equal(right.length, tested.length);
  });

test('a number between two that were trained on goes with the lower one', () => {
  const bins = Uint8Array.from({ length: 61 }, (_, i) => (i === 60 ? 1 : [0, 2, 4][i % 3]));
  const labels = bins.map((bin) => Number(bin < 4));
  const trained = Uint32Array.from({ length: 60 }, (_, i) => i);
  const [score] = scored([{ bins, count: 5, ordered: true }], labels, trained, Uint32Array.of(60));
  assert.ok(Math.abs(score - 1) < 1e-9, `${score}`);
});
