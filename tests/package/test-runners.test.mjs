// The packed package in tests that its users write: by Jest and by Vitest, with a document and without.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skip, linkTool, toolFile } from './bundlers/tools.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const program = fileURLToPath(new URL('test-runners/uses-vae1.js', import.meta.url));
const trainModels = fileURLToPath(new URL('bundlers/app/train-models.js', import.meta.url));

/** Each is run as docs/deploying.md says. */
const RUNNERS = {
  'Jest, node': () => jest('node'),
  'Jest, jsdom': () => jest('jsdom'),
  'Vitest, node': () => vitest('node'),
  'Vitest, jsdom': () => vitest('jsdom'),
};

let consumer;
if (!skip)
  before(async () => {
    consumer = await installedPackage();
    await cp(program, join(consumer.folder, 'uses-vae1.test.js'));
    await cp(trainModels, join(consumer.folder, 'train-models.js'));
    for (const name of ['vitest', 'jsdom']) await linkTool(name, consumer.folder);
  });
after(() => consumer?.remove());

for (const [name, run] of Object.entries(RUNNERS))
  test(`${name}: a test trains, in a worker, on threads and in place`, { skip }, async () => {
    const { code, stdout, stderr } = await run();
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout + stderr, /Tests: +5 passed|Tests +5 passed/);
  });

function jest(environment) {
  const config = JSON.stringify({ transform: {} });
  const env = toolFile(`jest-environment-${environment}`);
  return runInNode([
    ...['--experimental-vm-modules', toolFile('jest/bin/jest.js')],
    ...['--ci', '--watchman=false', '--config', config, '--rootDir', '.', '--env', env],
  ]);
}

function vitest(environment) {
  const args = ['run', '--globals', '--environment', environment, '--no-file-parallelism'];
  return runInNode([toolFile('vitest/vitest.mjs'), ...args]);
}

const runInNode = (args) =>
  runProgram(process.execPath, args, {
    cwd: consumer.folder,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
