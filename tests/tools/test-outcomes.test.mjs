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
  totals,
  unexpectedSkips,
} from '../../tools/test-outcomes.mjs';

test('C++ tests: passed, failed, and skipped with the reason given', () => {
  const xml = `<?xml version="1.0"?><testsuite tests="3">
    <testcase name="Adam.Steps" classname="Adam.Steps" time="0" status="run">
      <system-out>[       OK ] Adam.Steps</system-out></testcase>
    <testcase name="Adam.Skips" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>
      <system-out>[ RUN      ] Adam.Skips
adam_test.cpp:4: Skipped
needs &lt;16&gt; GB &amp; more
[  SKIPPED ] Adam.Skips (0 ms)
</system-out></testcase>
    <testcase name="Adam.Fails" status="fail"><failure message=""/></testcase></testsuite>`;
  assert.deepEqual(ctestOutcomes(xml), [
    { name: 'Adam.Steps', outcome: 'passed', reason: '' },
    { name: 'Adam.Skips', outcome: 'skipped', reason: 'needs <16> GB & more' },
    { name: 'Adam.Fails', outcome: 'failed', reason: '' },
  ]);
});

test('Node tests: passed, failed, and skipped with the reason given', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vae1-outcomes-'));
  try {
    writeFileSync(
      join(folder, 'some.test.mjs'),
      `import { describe, it, test } from 'node:test';
       test('passes', () => {});
       test('fails', () => { throw new Error('no'); });
       test('skips', { skip: 'no browser here' }, () => {});
       test('to do', { todo: true }, () => { throw new Error('not yet'); });
       describe('suite', () => { it('inside', () => {}); });
       describe('skipped suite', { skip: 'no file here' }, () => { it('never', () => {}); });`,
    );
    const reporter = fileURLToPath(new URL('../../tools/outcome-reporter.mjs', import.meta.url));
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    const args = ['--test', `--test-reporter=${reporter}`, join(folder, 'some.test.mjs')];
    const { stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    assert.deepEqual(nodeOutcomes(stdout), [
      { name: 'passes', outcome: 'passed', reason: '' },
      { name: 'fails', outcome: 'failed', reason: '' },
      { name: 'skips', outcome: 'skipped', reason: 'no browser here' },
      { name: 'to do', outcome: 'skipped', reason: '' },
      { name: 'inside', outcome: 'passed', reason: '' },
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

test('a skip that is not in the committed list is unexpected', () => {
  const expected = [{ name: 'b', reason: 'no Firefox on this machine' }];
  assert.deepEqual(
    unexpectedSkips(outcomes, expected).map(({ name }) => name),
    ['c'],
  );
});

test('a skipped test is never counted as passed', () => {
  assert.equal(totals(outcomes), '1 passed, 0 failed, 2 skipped');
});
