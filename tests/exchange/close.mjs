import assert from 'node:assert/strict';

const TOLERANCE = 1e-5;

/**
 * Asserts that numbers agree to a relative 1e-5.
 * @param scale By the place of a number: what the difference is relative to at least.
 */
export function close(actual, expected, what, scale = () => 0) {
  assert.equal(actual.length, expected.length, what);
  expected.forEach((value, i) => {
    const allowed = TOLERANCE * Math.max(Math.abs(value), scale(i));
    assert.ok(Math.abs(actual[i] - value) <= allowed, `${what}, ${i}: ${actual[i]}, not ${value}`);
  });
}
