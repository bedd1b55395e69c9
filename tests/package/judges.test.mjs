// The packed package passes the community's package checkers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const tool = (path) => fileURLToPath(new URL(`tools/node_modules/${path}`, import.meta.url));
const run = (path, ...args) =>
  runProgram(process.execPath, [tool(path), ...args], {
    cwd: consumer.folder,
    env: { ...process.env, NO_COLOR: '1' }, // CI in the environment gives it some
  });

let consumer;
before(async () => {
  consumer = await installedPackage();
});
after(() => consumer?.remove());

test('publint finds nothing to suggest, to warn of or to call an error', async () => {
  const { code, stdout, stderr } = await run('publint/src/cli.js', consumer.tarball, '--strict');
  assert.equal(stderr, '');
  assert.match(stdout, /\nAll good!\n$/);
  assert.equal(code, 0);
});

test('attw finds no fault in how types are found, at any entry', async () => {
  const { code, stdout, stderr } = await run(
    '@arethetypeswrong/cli/dist/index.js',
    ...[consumer.tarball, '--profile', 'esm-only', '--no-definitely-typed', '--format', 'json'],
  );
  assert.equal(stderr, '');
  const { entrypoints } = JSON.parse(stdout).analysis;
  const folder = join(consumer.folder, 'node_modules/vae1');
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.deepEqual(Object.keys(entrypoints).sort(), Object.keys(exports).sort());
  assert.equal(code, 0, stdout);
});
