import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  debianMirror,
  dependencyClosure,
  parsePackages,
} from '../../tools/toolchain/debian-packages.mjs';

const uris = [
  "'https://vendor.example/node/dists/nodistro/InRelease' vendor_InRelease 0 ",
  "'http://mirror.example/debian-security/dists/bookworm-security/InRelease' security_InRelease 0 ",
  "'http://mirror.example/debian/dists/bookworm-updates/InRelease' updates_InRelease 0 ",
  "'http://mirror.example/debian/dists/bookworm/InRelease' main_InRelease 0 ",
].join('\n');

test('the mirror is the archive of the running release', () => {
  assert.equal(debianMirror(uris, 'bookworm'), 'http://mirror.example/debian');
});

test('an archive named "stable" or "sid" is used if the release has no entry of its own', () => {
  const sid = "'http://mirror.example/debian/dists/sid/InRelease' x 0 ";
  assert.equal(debianMirror(sid, 'trixie'), 'http://mirror.example/debian');
});

test('without a Debian archive there is no mirror', () => {
  assert.equal(
    debianMirror("'https://vendor.example/node/dists/nodistro/InRelease' x 0 ", ''),
    null,
  );
  assert.equal(debianMirror('', 'bookworm'), null);
});

const index = `Package: emscripten
Version: 6.0.5-2
Depends: clang-21, nodejs (>= 18), python3:any
Description: compiler
 continued

Package: clang-21
Version: 1:21.1.8-13
Pre-Depends: libc6 (>= 2.34)
Depends: libclang1-21 (= 1:21.1.8-13), libc6-dev | libc-dev

Package: libclang1-21
Version: 1:21.1.8-13
Depends: libc6, clang-21

Package: libc6
Version: 2.42-1
`;

function show(names) {
  return parsePackages(index).filter(({ name }) => names.includes(name));
}

const onSystem = (name) => ['nodejs', 'python3', 'libc6-dev'].includes(name);

test('packages are found by following dependencies, including cycles and versions', () => {
  assert.deepEqual(dependencyClosure(['emscripten'], onSystem, show), {
    names: ['clang-21', 'emscripten', 'libc6', 'libclang1-21'],
    unknown: [],
  });
});

test('a dependency missing from the suite is named', () => {
  const { unknown } = dependencyClosure(
    ['emscripten', 'libeigen3-dev'],
    (name) => name === 'nodejs',
    show,
  );
  assert.deepEqual(unknown, ['libc6-dev', 'libeigen3-dev', 'python3']);
});
