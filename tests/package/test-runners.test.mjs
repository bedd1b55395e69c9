// The packed package in tests that its users write: by Jest and by Vitest, with a document and without.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nodeProgram } from '../node-versions/node-program.mjs';
import { skip as noTools, linkTool, toolFile } from './bundlers/tools.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const program = fileURLToPath(new URL('test-runners/uses-vae1.js', import.meta.url));
const trainModels = fileURLToPath(new URL('bundlers/app/train-models.js', import.meta.url));

// Vitest does not run in Node 20.
const { program: node24, skip: noNode24 } = nodeProgram('node24');

/** Each is run as docs/deploying.md says. */
const RUNNERS = {
  'Jest, node': () => jest('node'),
  'Jest, jsdom': () => jest('jsdom'),
  'Vitest, node': () => vitest('node'),
  'Vitest, jsdom': () => vitest('jsdom'),
};

let consumer;
if (!noTools)
  before(async () => {
    consumer = await installedPackage();
    const test = join(consumer.folder, 'uses-vae1.test.js');
    await cp(program, test);
    await cp(trainModels, join(consumer.folder, 'train-models.js'));
    for (const name of ['vitest', 'jsdom']) await linkTool(name, consumer.folder);
  });
after(() => consumer?.remove());

for (const [name, run] of Object.entries(RUNNERS)) {
  const skip = noTools || (name.startsWith('Vitest') && noNode24);
  test(`${name}: a test trains, in a worker, on threads and in place`, { skip }, async () => {
    const { code, stdout, stderr } = await run();
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout + stderr, /Tests: +5 passed|Tests +5 passed/);
  });
}

function jest(environment) {
  const config = JSON.stringify({ transform: {} });
  const env = toolFile(`jest-environment-${environment}`);
  return runner(process.execPath, [
    ...['--experimental-vm-modules', toolFile('jest/bin/jest.js')],
    ...['--ci', '--watchman=false', '--config', config, '--rootDir', '.', '--env', env],
  ]);
}

function vitest(environment) {
  const args = ['run', '--globals', '--environment', environment, '--no-file-parallelism'];
  return runner(node24, [toolFile('vitest/vitest.mjs'), ...args]);
}

const runner = (program, args) =>
  runProgram(program, args, {
    cwd: consumer.folder,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
