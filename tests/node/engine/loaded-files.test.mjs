// Which files of the package a page without tables loads.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const dist = new URL('.', import.meta.resolve('vae1'));

/**
 * The files that a file imports before it runs, including itself, and those that it may import
 * later.
 */
function closure(name, found = { loaded: new Set(), later: new Set() }) {
  if (found.loaded.has(name)) return found;
  found.loaded.add(name);
  const code = readFileSync(new URL(name, dist), 'utf8');
  for (const [, file] of code.matchAll(/\bimport\(["'`]\.\/([^"'`]+)/g)) found.later.add(file);
  for (const [, file] of code.matchAll(/\b(?:from|import)\s*["'`]\.\/([^"'`]+)/g))
    closure(file, found);
  return found;
}

test('the code for tables, for reports and for exports loads with the first of them', () => {
  const { loaded, later } = closure('index.js');
  assert.deepEqual([...loaded].sort(), ['engine.js', 'index.js']);
  for (const part of ['tables.js', 'comparison.js', 'exchange.js'])
    assert.ok(later.has(part), [...later].join());
  assert.ok(!closure('tables.js').loaded.has('comparison.js'), 'a model needs no report');
});

test('the package exports exactly what its declarations say', async () => {
  const names = Object.keys(await import('vae1')).sort();
  assert.deepEqual(names, [
    ...['MISSING_VALUES', 'TableVAE', 'VAE', 'VAEError', 'arrowCellReader'],
    ...['associations', 'cellReader', 'compareTables', 'inferSchema'],
  ]);
});
