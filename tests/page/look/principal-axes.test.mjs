import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { principalAxes, symmetricEigen } = await webModule('studio/look/principal-axes.ts');

const near = (actual, expected, tolerance = 1e-6) =>
  assert.ok(
    actual.length === expected.length &&
      expected.every((value, i) => Math.abs(actual[i] - value) <= tolerance),
    `${[...actual]} is not ${[...expected]}`,
  );

test('eigenvalues of the second difference matrix are 2 - 2 cos(k pi / (n + 1))', () => {
  const size = 9;
  const matrix = Float64Array.from({ length: size * size }, (_, at) => {
    const distance = Math.abs(Math.floor(at / size) - (at % size));
    return distance === 0 ? 2 : distance === 1 ? -1 : 0;
  });
  const { values, vectors } = symmetricEigen(matrix, size);
  const closed = Array.from(
    { length: size },
    (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1)),
  );
  near(
    [...values].sort((a, b) => a - b),
    closed,
    1e-12,
  );
  vectors.forEach((vector, index) => {
    const image = vector.map((_, i) =>
      vector.reduce((sum, value, j) => sum + matrix[i * size + j] * value, 0),
    );
    near(
      image,
      vector.map((value) => values[index] * value),
      1e-12,
    );
  });
});

test('the principal axes of a rotated cross are its bars, with the variances along them', () => {
  // Bars of half lengths 5 and 2 along (0.6, 0.8) and (0.8, -0.6) about (10, -3), flat in a third.
  const points = Float32Array.from(
    [
      [5, 0],
      [-5, 0],
      [0, 2],
      [0, -2],
    ].flatMap(([a, b]) => [10 + 0.6 * a + 0.8 * b, -3 + 0.8 * a - 0.6 * b, 7]),
  );
  const { centre, variances, axes } = principalAxes(points, 3);
  near(centre, [10, -3, 7]);
  near(variances, [12.5, 2, 0], 1e-5);
  near(axes[0], [0.6, 0.8, 0]);
  near(axes[1], [0.8, -0.6, 0]);
});

test('an axis’s largest component is positive, so that maps agree between epochs', () => {
  for (let cloud = 1; cloud <= 20; ++cloud) {
    const points = Float32Array.from({ length: 60 }, (_, i) => Math.sin(cloud * (i + 1) ** 2));
    for (const axis of principalAxes(points, 3).axes)
      assert.ok(Math.max(...axis) >= -Math.min(...axis), String(axis));
  }
});
