import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { EIGEN, eigenVersion } from '../../tools/toolchain/eigen.mjs';
import { EMSCRIPTEN } from '../../tools/toolchain/emscripten.mjs';
import { pickTool } from '../../tools/toolchain/pick-tool.mjs';

const onPath = { folder: '/opt/path/emscripten', version: '6.0.3' };
const emsdk = { folder: '/opt/emsdk/upstream/emscripten', version: '6.1.0' };
const old = { folder: '/usr/share/emscripten', version: '3.1.6' };

test('an installed Emscripten is preferred to a fetched one, and PATH to $EMSDK', () => {
  const pick = pickTool(EMSCRIPTEN, { installed: [onPath, emsdk], debianLike: true });
  assert.deepEqual(pick, { kind: 'installed', folder: onPath.folder });
});

test('an Emscripten that is too old is ignored', () => {
  const pick = (installed) => pickTool(EMSCRIPTEN, { installed, debianLike: true });
  assert.deepEqual(pick([old, emsdk]), { kind: 'installed', folder: emsdk.folder });
  assert.deepEqual(pick([old]), { kind: 'debian' });
});

test('outside Debian, the message says what is too old and what to install', () => {
  const { kind, reason } = pickTool(EMSCRIPTEN, { installed: [old], debianLike: false });
  assert.equal(kind, 'none');
  assert.match(reason, /3\.1\.6 in \/usr\/share\/emscripten is too old/);
  assert.match(reason, /Install the Emscripten SDK/);
});

test('an Eigen before 5.0, which does not compile for WebAssembly, is ignored', () => {
  const installed = [{ folder: '/usr/include/eigen3', version: '3.4.0' }];
  assert.deepEqual(pickTool(EIGEN, { installed, debianLike: true }), { kind: 'debian' });
});

for (const [version, file, text] of [
  [
    '3.4.0',
    'Eigen/src/Core/util/Macros.h',
    '#define EIGEN_WORLD_VERSION 3\n#define EIGEN_MAJOR_VERSION 4\n#define EIGEN_MINOR_VERSION 0\n',
  ],
  [
    '5.0.1',
    'Eigen/Version',
    '#define EIGEN_WORLD_VERSION 3\n#define EIGEN_MAJOR_VERSION 5\n#define EIGEN_MINOR_VERSION 0\n' +
      '#define EIGEN_PATCH_VERSION 1\n',
  ],
]) {
  test(`the version of Eigen ${version} is read from its headers`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'vae1-eigen-'));
    try {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), text);
      assert.equal(eigenVersion(folder), version);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test('a folder without Eigen has no version', () => {
  assert.equal(eigenVersion(join(tmpdir(), 'no such folder')), null);
});
