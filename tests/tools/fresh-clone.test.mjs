// In a fresh clone, set-up runs before any npm package is installed, and installs them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';

test('the tools load without any npm package', () => {
  const names = readdirSync(join(root, 'tools'), { recursive: true });
  // It drives the tests' browsers, for which set-up has run.
  const others = names.filter((name) => name.endsWith('.mjs') && !name.endsWith('screenshots.mjs'));
  assert.ok(others.length > 40);
  for (const name of others) {
    const source = readFileSync(join(root, 'tools', name), 'utf8');
    for (const [line, from] of source.matchAll(/^(?:import|export) .*?from '([^']+)';$/gms))
      assert.match(from, /^(node:|\.)/, `tools/${name}: ${line}`);
  }
});
