import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uncommitted, unlikeTheChangelog, unpublished } from '../../tools/checks/release-facts.mjs';

test('a clean tree, the version on top of the changelog and all licences are right', () => {
  assert.ok(!uncommitted(''));
  assert.ok(!unlikeTheChangelog('1.2.0', '# Changelog\n\n## [1.2.0] - 2026-01-02\n\n## [1.1.0]\n'));
  assert.ok(!unpublished(['LICENSE', 'dist/index.js'], ['LICENSE']));
});

test('what is not committed is named', () => {
  assert.match(uncommitted(' M src/config.cpp\n?? notes.md\n'), /src\/config\.cpp.*notes\.md/);
});

test('changes that are not released yet are no version', () => {
  const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-02\n';
  assert.match(unlikeTheChangelog('1.2.0', changelog), /begins with Unreleased/);
});

test('a licence that would not be published is named', () => {
  assert.match(unpublished(['LICENSE'], ['LICENSE', 'NOTICES']), /: NOTICES$/);
});
