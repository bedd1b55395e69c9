// The classifiers that judge generated rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classificationScores } from '../../experiments/tables/classification-scores.mjs';
import { trainedClassifiers } from '../../experiments/tables/classifiers.mjs';
import { decisionTree } from '../../experiments/tables/decision-tree.mjs';
import { featuresOf } from '../../experiments/tables/features.mjs';
import { logisticRegression } from '../../experiments/tables/logistic-regression.mjs';
import { randomStream } from '../../experiments/tables/random.mjs';
import { REAL_TABLES } from '../../experiments/tables/real-tables.mjs';
import { trainAndHoldout } from '../../experiments/tables/split.mjs';

const random = randomStream(1, 'classifiers test');
const points = (count) =>
  Array.from({ length: count }, () => Float64Array.of(random.normal(), random.normal()));
const accuracyOf = (predict, vectors, labels) =>
  classificationScores(labels, vectors.map(predict)).accuracy;

test('logistic regression finds the boundary of two classes, and three classes in the plane', () => {
  const vectors = points(4000);
  const noisy = vectors.map(
    ([x, y]) => random.uniform() < 1 / (1 + Math.exp(-8 * (x - 2 * y + 1))),
  );
  const predict = logisticRegression(vectors, noisy);
  const boundary = vectors.filter(([x, y]) => Math.abs(x - 2 * y + 1) > 0.15);
  const sides = boundary.map(([x, y]) => x - 2 * y + 1 > 0);
  assert.ok(accuracyOf(predict, boundary, sides) > 0.995);

  const three = vectors.map(([x, y]) => (x > Math.abs(y) ? 'right' : y > 0 ? 'top' : 'bottom'));
  assert.ok(accuracyOf(logisticRegression(vectors, three), vectors, three) > 0.93);
});

test('logistic regression follows the majority if the features tell no more', () => {
  const sides = Array.from({ length: 200 }, (_, i) => Float64Array.of(i % 2 ? 1 : -1));
  const mostly = sides.map(([x], i) => x > 0 === i % 20 > 3); // right for 80 % of either side
  assert.equal(accuracyOf(logisticRegression(sides, mostly), sides, mostly), 0.8);
  const same = Array.from({ length: 19 }, () => Float64Array.of(1));
  const tenOfThem = same.map((_, i) => i < 10);
  assert.equal(logisticRegression(same, tenOfThem)(same[0]), true);
});

test('a tree learns classes that no line separates, and grows no leaf for a stray row', () => {
  const vectors = points(2000);
  const labels = vectors.map(([x, y]) => x > 0 === y > 0);
  const others = points(2000);
  const truth = others.map(([x, y]) => x > 0 === y > 0);
  assert.ok(accuracyOf(decisionTree(vectors, labels), others, truth) > 0.97);
  assert.ok(accuracyOf(logisticRegression(vectors, labels), others, truth) < 0.65);

  const line = Array.from({ length: 20 }, (_, i) => Float64Array.of(i));
  const tree = decisionTree(
    line,
    line.map(([x]) => x === 19),
  );
  assert.equal(tree(Float64Array.of(19)), false);
});

test('accuracy and macro F1, counted by hand', () => {
  const truth = ['a', 'a', 'a', 'b', 'b', 'c'];
  const predicted = ['a', 'a', 'a', 'b', 'a', 'd'];
  const { accuracy, f1 } = classificationScores(truth, predicted);
  assert.equal(accuracy, 4 / 6);
  assert.ok(Math.abs(f1 - (6 / 7 + 2 / 3 + 0) / 3) < 1e-12);
});

test('features: numbers are standardised, gaps marked, categories 0 or 1, unknown ones all 0', () => {
  const rows = [
    { number: 1, group: 'a', label: 'x' },
    { number: 3, group: 'b', label: 'y' },
    { number: null, group: null, label: 'x' },
  ];
  const { vectors, labels } = featuresOf(rows, 'label');
  assert.deepEqual(
    vectors(rows).map((v) => [...v]),
    [
      [-1, 0, 1, 0],
      [1, 0, 0, 1],
      [0, 1, 0, 0],
    ],
  );
  assert.deepEqual([...vectors([{ number: 5, group: 'new' }])[0]], [3, 0, 0, 0]);
  assert.deepEqual(labels(rows), ['x', 'y', 'x']);
});

test('on real rows the classifiers reach their known accuracy', async () => {
  const rows = await REAL_TABLES.wine.read();
  const { train, holdout } = trainAndHoldout(rows, 1, 0.3);
  const truth = holdout.map((row) => row.class);
  const classifiers = trainedClassifiers(train, 'class');
  for (const [name, least] of Object.entries({
    'logistic regression': 0.94,
    'decision tree': 0.85,
  })) {
    const { accuracy } = classificationScores(truth, classifiers[name](holdout));
    assert.ok(accuracy >= least, `${name}: ${accuracy}`);
  }
});
