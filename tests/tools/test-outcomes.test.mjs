import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  ctestOutcomes,
  nodeOutcomes,
  summary,
  totals,
  unexpectedSkips,
} from '../../tools/checks/test-outcomes.mjs';

test('C++ tests are passed, or failed or skipped with a reason', () => {
  const xml = `<?xml version="1.0"?><testsuite tests="3">
    <testcase name="Adam.Steps" classname="Adam.Steps" time="0" status="run">
      <system-out>[       OK ] Adam.Steps</system-out></testcase>
    <testcase name="Adam.Skips" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>
      <system-out>[ RUN      ] Adam.Skips
adam_test.cpp:4: Skipped
needs &lt;16&gt; GB &amp; more
[  SKIPPED ] Adam.Skips (0 ms)
</system-out></testcase>
    <testcase name="Adam.Fails" status="fail"><failure message=""/>
      <system-out>[ RUN      ] Adam.Fails
adam_test.cpp:9: Failure
Expected equality of these values:
  step
    Which is: 2
  1

adam_test.cpp:10: Failure
and more
[  FAILED  ] Adam.Fails (0 ms)
</system-out></testcase>
    <testcase name="Adam.Crashes" status="fail"><failure message=""/></testcase></testsuite>`;
  assert.deepEqual(ctestOutcomes(xml), [
    { name: 'Adam.Steps', outcome: 'passed', reason: '' },
    { name: 'Adam.Skips', outcome: 'skipped', reason: 'needs <16> GB & more' },
    {
      name: 'Adam.Fails',
      outcome: 'failed',
      reason: 'Expected equality of these values:\n  step\n    Which is: 2\n  1',
    },
    { name: 'Adam.Crashes', outcome: 'failed', reason: '' },
  ]);
});

test('Node tests are passed, or failed or skipped with a reason', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vae1-outcomes-'));
  try {
    writeFileSync(
      join(folder, 'some.test.mjs'),
      `import { before, describe, it, test } from 'node:test';
       test('passes', () => {});
       test('fails', () => { throw new Error('no', { cause: new Error('deeper') }); });
       test('fails without an error', () => { throw 'no'; });
       test('skips', { skip: 'no browser here' }, () => {});
       test('to do', { todo: true }, () => { throw new Error('not yet'); });
       describe('suite', () => { it('inside', () => {}); });
       describe('hook', () => {
         before(() => { throw new Error('not ready'); });
         it('has no place', () => {});
       });
       describe('skipped suite', { skip: 'no file here' }, () => { it('never', () => {}); });`,
    );
    const reporter = fileURLToPath(
      new URL('../../tools/checks/outcome-reporter.mjs', import.meta.url),
    );
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    const args = ['--test', `--test-reporter=${reporter}`, join(folder, 'some.test.mjs')];
    const { stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    assert.deepEqual(nodeOutcomes(stdout), [
      { name: 'passes', outcome: 'passed', reason: '' },
      { name: 'fails', outcome: 'failed', reason: 'no' },
      { name: 'fails without an error', outcome: 'failed', reason: 'no' },
      { name: 'skips', outcome: 'skipped', reason: 'no browser here' },
      { name: 'to do', outcome: 'skipped', reason: '' },
      { name: 'inside', outcome: 'passed', reason: '' },
      {
        name: 'has no place',
        outcome: 'failed',
        reason: 'test did not finish before its parent and was cancelled',
      },
      { name: 'hook', outcome: 'failed', reason: 'not ready' },
      { name: 'skipped suite', outcome: 'skipped', reason: 'no file here' },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const outcomes = [
  { name: 'a', outcome: 'passed', reason: '' },
  { name: 'b', outcome: 'skipped', reason: 'no Firefox' },
  { name: 'c', outcome: 'skipped', reason: 'no WebKit' },
];

test('a skip missing from the committed list is unexpected', () => {
  const expected = [{ name: 'b', reason: 'no Firefox on this machine' }];
  assert.deepEqual(
    unexpectedSkips(outcomes, expected).map(({ name }) => name),
    ['c'],
  );
});

test('a skipped test never counts as passed', () => {
  assert.equal(totals(outcomes), '1 passed, 0 failed, 2 skipped');
});

test('the summary shows the first lines of a test’s failure', () => {
  const reason = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n');
  const said = summary({ name: 'Opens', outcome: 'failed', reason });
  assert.match(said, /^Opens: line 0\n +line 1\n/);
  assert.match(said, /line 9\n/);
  assert.doesNotMatch(said, /line 80/);
  assert.equal(summary({ name: 'Opens', outcome: 'failed', reason: '' }), 'Opens');
});
