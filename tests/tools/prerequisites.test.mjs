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

test('what only the tests need is not asked for by a build', () => {
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
  test(`${name} ${version ?? 'not there'} is missing`, () => {
    assert.deepEqual(missingNames({ ...complete, [name]: version }, { tests: false }), [name]);
  });
}

test('the sentence names what is missing, what was found and the command', () => {
  const found = { ...complete, CMake: '3.22.1', GoogleTest: null };
  const missing = missingPrerequisites(found, { tests: true });
  assert.equal(
    missingSentence(missing, found, debian),
    'Missing: CMake >= 3.25 (found: 3.22.1), GoogleTest. ' +
      'Run "sudo apt-get install cmake libgtest-dev", then run this command again.',
  );
});

test('a Node that is too old is to be had from its own site, not from apt', () => {
  const found = { ...complete, Node: '18.20.0' };
  const sentence = missingSentence(missingPrerequisites(found, { tests: true }), found, debian);
  assert.match(
    sentence,
    /Node >= 20\.19 \(found: 18\.20\.0\)\. Take Node from https:\/\/nodejs\.org/,
  );
  assert.doesNotMatch(sentence, /apt-get/);
});

test('on macOS the commands are those of macOS', () => {
  const found = { ...complete, CMake: null, 'a C++ compiler': null };
  const missing = missingPrerequisites(found, { tests: true });
  const macOS = { debianLike: false, root: false, macOS: true };
  assert.match(missingSentence(missing, found, macOS), /"brew install cmake" and .*xcode-select/);
});
