import assert from 'node:assert/strict';

/** Equal up to the last bits, which a row's place in a matrix product decides. */
export function assertClose(actual, expected) {
  assert.equal(actual.length, expected.length);
  for (const [k, value] of expected.entries())
    assert.ok(
      Math.abs(actual[k] - value) <= 1e-5 * Math.max(1, Math.abs(value)),
      `value ${k} is ${actual[k]}, expected about ${value}`,
    );
}
