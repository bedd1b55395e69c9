import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packagesAreCurrent } from '../../tools/toolchain/npm-packages.mjs';

const lock = {
  packages: {
    '': { name: 'vae1' },
    'node_modules/vite': { version: '8.0.0' },
    'node_modules/vite-for-another-machine': { version: '8.0.0', optional: true },
  },
};

test('packages are current if each locked version is installed', () => {
  const installed = { packages: { 'node_modules/vite': { version: '8.0.0' } } };
  assert.equal(packagesAreCurrent(lock, installed), true);
});

test('packages are not current before the first install, or if a version differs or is missing', () => {
  assert.equal(packagesAreCurrent(lock, null), false);
  assert.equal(packagesAreCurrent(lock, { packages: {} }), false);
  const older = { packages: { 'node_modules/vite': { version: '7.9.0' } } };
  assert.equal(packagesAreCurrent(lock, older), false);
});
