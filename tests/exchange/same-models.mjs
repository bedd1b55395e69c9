import assert from 'node:assert/strict';
import { readModelFile } from '../../build/js/exchange/file/model-file.js';

/**
 * Asserts that two model files agree but for the order of sums.
 * @param tolerance The largest difference of a weight or a moment. That of a loss is ten times as large,
 *   relative to the loss.
 */
export function sameModels(actual, expected, tolerance) {
  const [a, b] = [actual, expected].map(readModelFile);
  const form = ({ name, shape }) => `${name} ${shape}`;
  assert.equal(a.tensors.map(form).join('\n'), b.tensors.map(form).join('\n'));
  for (const [i, { name, values }] of a.tensors.entries()) {
    const differences = values.map((x, k) => Math.abs(x - b.tensors[i].values[k]));
    const most = differences.reduce((largest, x) => Math.max(largest, x), 0);
    assert.ok(most <= tolerance, `${name}: ${most}`);
  }
  sameDescription(a.descriptions, b.descriptions, 10 * tolerance, 'the file');
}

/** Plain data: numbers that are not whole may differ. */
function sameDescription(actual, expected, tolerance, place) {
  if (typeof expected === 'object') {
    assert.deepEqual(Object.keys(actual), Object.keys(expected), place);
    for (const key of Object.keys(expected))
      sameDescription(actual[key], expected[key], tolerance, `${key} in ${place}`);
  } else if (Number.isFinite(expected) && !Number.isInteger(expected)) {
    const most = tolerance * Math.max(1, Math.abs(expected));
    assert.ok(Math.abs(actual - expected) <= most, `${place}: ${actual}, not ${expected}`);
  } else assert.equal(actual, expected, place);
}
