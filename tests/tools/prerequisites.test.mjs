import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingPrerequisites, missingSentence } from '../../tools/toolchain/prerequisites.mjs';

const complete = {
  Node: '20.19.0',
  python3: '3.11.2',
  CMake: '3.25.1',
  'make or ninja': '/usr/bin/ninja',
  'a C++ compiler': '/usr/bin/c++',
  GoogleTest: 'found',
};
const debian = { debianLike: true, root: false, macOS: false };

function missingNames(found, purpose) {
  return missingPrerequisites(found, purpose).map(({ name }) => name);
}

test('nothing is missing on a complete machine', () => {
  assert.deepEqual(missingNames(complete, { tests: true }), []);
});

test('a build does not require what only the tests need', () => {
  const found = { ...complete, 'a C++ compiler': null, GoogleTest: null };
  assert.deepEqual(missingNames(found, { tests: false }), []);
  assert.deepEqual(missingNames(found, { tests: true }), ['a C++ compiler', 'GoogleTest']);
});

for (const [name, version] of [
  ['Node', '20.18.3'],
  ['Node', '18.20.0'],
  ['python3', '3.9.2'],
  ['CMake', '3.22.1'],
  ['python3', null],
  ['make or ninja', null],
]) {
  test(`${name} ${version ?? 'not installed'} counts as missing`, () => {
    assert.deepEqual(missingNames({ ...complete, [name]: version }, { tests: false }), [name]);
  });
}

test('the message names what is missing, what was found and the command', () => {
  const found = { ...complete, CMake: '3.22.1', GoogleTest: null };
  const missing = missingPrerequisites(found, { tests: true });
  assert.equal(
    missingSentence(missing, found, debian),
    'Missing: CMake >= 3.25 (found: 3.22.1), GoogleTest. ' +
      'Run "sudo apt-get install cmake libgtest-dev", then run this command again.',
  );
});

test('for a Node that is too old, the message names its site, not apt', () => {
  const found = { ...complete, Node: '18.20.0' };
  const sentence = missingSentence(missingPrerequisites(found, { tests: true }), found, debian);
  assert.match(
    sentence,
    /Node >= 20\.19 \(found: 18\.20\.0\)\. Take Node from https:\/\/nodejs\.org/,
  );
  assert.doesNotMatch(sentence, /apt-get/);
});

test('on macOS the message has macOS commands', () => {
  const found = { ...complete, CMake: null, 'a C++ compiler': null };
  const missing = missingPrerequisites(found, { tests: true });
  const macOS = { debianLike: false, root: false, macOS: true };
  assert.match(missingSentence(missing, found, macOS), /"brew install cmake" and .*xcode-select/);
});
