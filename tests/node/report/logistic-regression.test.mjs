// The classifier behind the report's detection score, against cases solved by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitLogistic, times } from '../../../build/js/report/logistic-regression.js';
import { uniform } from '../support/data.mjs';

function fitted(x, labels, rows = Uint32Array.from(labels, (_, i) => i)) {
  const work = fitLogistic(x, labels, rows);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

test('without an informative feature, the intercept is the logit of the share', () => {
  const x = { width: 1, count: 1, features: new Int32Array(10), values: new Float64Array(10) };
  const labels = Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 0, 0, 0);
  const [weight, intercept] = fitted(x, labels);
  assert.equal(weight, 0);
  assert.ok(Math.abs(intercept - Math.log(7 / 3)) < 1e-4, `${intercept}`);
});

test('the gradient of the penalised likelihood is zero at the fit', () => {
  const next = uniform(3);
  const [rows, width] = [400, 3];
  const values = Float64Array.from({ length: rows * width }, (_, k) =>
    k % 3 ? 1 : 2 * next() - 1,
  );
  const features = Int32Array.from(values, (_, k) => [0, 1, 4][k % 3] + (k % 3) * Math.floor(1.5 * next())); // prettier-ignore
  const x = { width, count: 7, features, values };
  const labels = Uint8Array.from({ length: rows }, (_, i) => values[3 * i] + next() > 0.6);
  const weights = fitted(x, labels);
  const all = Uint32Array.from(labels, (_, i) => i);
  const gradient = weights.map((w, i) => (i < 7 ? w : 0));
  times(x, all, weights).forEach((z, i) => {
    const error = 1 / (1 + Math.exp(-z)) - labels[i];
    for (let k = 0; k < 3; k++) gradient[features[3 * i + k]] += error * values[3 * i + k];
    gradient[7] += error;
  });
  for (const g of gradient) assert.ok(Math.abs(g) < 1e-3, `${gradient}`);
  assert.ok(weights[0] > 1, 'the feature that decides');
});

test('the fit uses only the given rows, and stays finite for separable rows', () => {
  const values = Float64Array.of(-1, -2, 1, 2, 5e3, -5e3);
  const x = { width: 1, count: 1, features: new Int32Array(6), values };
  const weights = fitted(x, Uint8Array.of(0, 0, 1, 1, 0, 1), Uint32Array.of(0, 1, 2, 3));
  assert.ok(weights[0] > 0.5 && weights[0] < 5, `${weights}`);
  assert.ok(weights.every(Number.isFinite));
});
