// The README's examples run, and it stays short.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentText, examplesIn } from '../support/documents.mjs';
import { runModule } from '../support/run-module.mjs';
import { SEEDED } from '../support/seeded.mjs';

const readme = documentText('README.md');
const examples = examplesIn(readme);

test('it has at most 300 lines', () => {
  assert.ok(readme.split('\n').length <= 300);
});

test('the first example makes new rows, and scores the odd person above the usual one', async () => {
  const { stdout, stderr } = await runModule(SEEDED + examples[0]);
  assert.equal(stderr, '');
  const [, row] = /Float32Array\(6\) \[([^\]]*)\]/.exec(stdout);
  for (const [i, value] of row.split(',').map(Number).entries()) {
    const [least, most] = i % 2 ? [20, 120] : [120, 230];
    assert.ok(value > least && value < most, `value ${i} is ${value}`);
  }
  const [, loss, usual, odd] = /(.*) nats per row; .* person (.*), an odd one (.*)/
    .exec(stdout)
    .map(Number);
  assert.ok(loss < 7 && usual < 10 && odd > 20, stdout);
});

for (const [i, example] of examples.entries())
  test(`example ${i + 1} runs by itself`, async () => {
    const { stderr } = await runModule(SEEDED + example);
    assert.equal(stderr, '');
  });
