import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uncommitted, unlikeTheChangelog, unpublished } from '../../tools/checks/release-facts.mjs';

test('a clean tree with the version on top of the changelog and all licences passes', () => {
  assert.ok(!uncommitted(''));
  assert.ok(!unlikeTheChangelog('1.2.0', '# Changelog\n\n## [1.2.0] - 2026-01-02\n\n## [1.1.0]\n'));
  assert.ok(!unpublished(['LICENSE', 'dist/index.js'], ['LICENSE']));
});

test('uncommitted files are named', () => {
  assert.match(uncommitted(' M src/config.cpp\n?? notes.md\n'), /src\/config\.cpp.*notes\.md/);
});

test('unreleased changes are not a version', () => {
  const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-02\n';
  assert.match(unlikeTheChangelog('1.2.0', changelog), /begins with Unreleased/);
});

test('a licence missing from the package is named', () => {
  assert.match(unpublished(['LICENSE'], ['LICENSE', 'NOTICES']), /: NOTICES$/);
});
