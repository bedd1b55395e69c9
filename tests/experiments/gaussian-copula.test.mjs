// The baseline for TableVAE is a correct Gaussian copula.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choleskyFactor, correlationsOf } from '../../experiments/tables/correlated-normals.mjs';
import { gaussianCopula } from '../../experiments/tables/gaussian-copula.mjs';
import { CategoryMarginal, NumberMarginal } from '../../experiments/tables/marginals.mjs';
import { normalQuantile } from '../../experiments/tables/normal-quantile.mjs';
import { randomStream } from '../../experiments/tables/random.mjs';

const ROWS = 20_000;

/**
 * x and y have a correlation of 0.8; y is a skewed function of a normal; group depends on x; gaps
 * depend only on x.
 */
function table() {
  const random = randomStream(1, 'copula test');
  return Array.from({ length: ROWS }, (_, i) => {
    const x = random.normal();
    const y = 0.8 * x + 0.6 * random.normal();
    return {
      x: Number(x.toFixed(2)),
      y: Number(Math.exp(y).toFixed(3)),
      group: x + random.normal() > 1 ? 'high' : 'low',
      gaps: x > 0.5 ? null : Number((10 + random.normal()).toFixed(1)),
      name: `name ${i}`,
    };
  });
}

const real = table();
const made = gaussianCopula(real, randomStream(2, 'copula test'))(ROWS);
const share = (rows, holds) => rows.filter(holds).length / rows.length;
const near = (a, b, by, what) => assert.ok(Math.abs(a - b) < by, `${what}: ${a}, real ${b}`);

test('the correlation of the normal scores is kept through a skewed marginal', () => {
  const of = (rows) =>
    correlationsOf([rows.map(({ x }) => x), rows.map(({ y }) => Math.log(y))])[0][1];
  near(of(made), of(real), 0.02, 'correlation');
  assert.ok(of(real) > 0.78);
});

test('each column keeps its quantiles, frequencies, decimals and share of gaps', () => {
  for (const value of [({ x }) => x, ({ y }) => Math.log(y)])
    for (const p of [0.05, 0.5, 0.95]) {
      const quantile = (rows) => rows.map(value).sort((a, b) => a - b)[Math.floor(p * ROWS)];
      near(quantile(made), quantile(real), 0.06, `quantile ${p}`);
    }
  const high = ({ group }) => group === 'high';
  near(share(made, high), share(real, high), 0.01, 'frequency');
  const gap = ({ gaps }) => gaps === null;
  near(share(made, gap), share(real, gap), 0.01, 'gaps');
  assert.ok(made.every(({ x }) => Number(x.toFixed(2)) === x));
});

test('categories and gaps stay associated with the other columns', () => {
  const meanOf = (rows) => rows.reduce((sum, { x }) => sum + x, 0) / rows.length;
  const gapsAbove = (rows) => meanOf(rows.filter(({ gaps }) => gaps === null)) - meanOf(rows);
  const highAbove = (rows) => meanOf(rows.filter(({ group }) => group === 'high')) - meanOf(rows);
  // As in SDV, a uniform draw within the category's interval weakens the association, but must keep
  // it.
  for (const above of [gapsAbove, highAbove])
    assert.ok(above(made) > 0.5 * above(real), `${above(made)}, real ${above(real)}`);
});

test('a column determined by another one is handled', () => {
  const rows = Array.from({ length: 500 }, (_, i) => ({ a: i, b: 2 * i, c: 'same' }));
  const copies = gaussianCopula(rows, randomStream(1, 'singular'))(500);
  assert.ok(copies.every(({ a, b, c }) => Math.abs(b - 2 * a) <= 2 && c === 'same'));
});

test('Cholesky: L L transposed is the matrix', () => {
  const matrix = [
    [1, 0.5, -0.2],
    [0.5, 1, 0.3],
    [-0.2, 0.3, 1],
  ];
  const factor = choleskyFactor(matrix).map((row) => [...row, 0, 0, 0].slice(0, 3));
  for (const [i, row] of matrix.entries())
    for (const [j, r] of row.entries()) {
      const product = factor[i].reduce((sum, x, k) => sum + x * factor[j][k], 0);
      near(product, r, 1e-8, `${i}, ${j}`);
    }
});

test('normal quantiles match published tables', () => {
  for (const [p, x] of [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.01, -2.3263478740408408],
    [1e-6, -4.753424308822899],
  ])
    near(normalQuantile(p), x, 1e-8 * Math.max(1, Math.abs(x)), p);
});

test('marginals: a score gives back its value, ties share one, tails stay within bounds', () => {
  const numbers = new NumberMarginal([1, 2, 2, 2, 10]);
  for (const value of [1, 2, 10]) near(numbers.value(numbers.score(value)), value, 1e-9, value);
  near(numbers.score(2), 0, 1e-9, 'the tie in the middle');
  assert.equal(numbers.value(9), 10);
  assert.equal(numbers.value(-9), 1);
  const categories = new CategoryMarginal(['a', 'b', 'b', 'b', null]);
  const random = randomStream(1, 'categories');
  for (const category of ['a', 'b', null])
    assert.equal(categories.value(categories.score(category, random)), category);
});
