// In a fresh clone, set-up runs before any npm package is installed, and installs them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';

test('the tools load without npm packages', () => {
  for (const name of readdirSync(join(root, 'tools')).filter((each) => each.endsWith('.mjs'))) {
    const source = readFileSync(join(root, 'tools', name), 'utf8');
    for (const [line, from] of source.matchAll(/^(?:import|export) .*?from '([^']+)';$/gms))
      assert.match(from, /^(node:|\.)/, `tools/${name}: ${line}`);
  }
});
