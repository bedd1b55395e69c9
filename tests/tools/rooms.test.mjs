// The rooms of bindings/js: what may import what. That nothing is imported in a circle, the linter holds
// (import/no-cycle in .oxlintrc.json).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';

const folder = join(root, 'bindings/js');
/** From the lowest to the highest: a room imports itself and those before it. */
const ROOMS = [
  ...['errors', 'host', 'engine', 'data', 'options', 'exchange', 'model', 'table', 'report', 'api'],
];
/** What package.json's exports lead to; they import any room. */
const ENTRIES = ['index.ts', 'worker.ts', 'wasm-url.ts'];
const MOST_LINES = 400;

const files = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('ts'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

const roomOf = (name) => ROOMS.indexOf(name.split(sep)[0]);

test('every file is in a room, or is an entry of the package', () => {
  const outside = files.filter(({ name }) => roomOf(name) < 0).map(({ name }) => name);
  assert.deepEqual(outside.sort(), ENTRIES.sort());
});

test('no room imports one above it', () => {
  let checked = 0;
  for (const { name, text } of files) {
    if (ENTRIES.includes(name)) continue;
    for (const [, specifier] of text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'(\.[^']+)'/gm)) {
      const target = normalize(join(dirname(name), specifier));
      assert.ok(roomOf(target) >= 0, `${name} imports ${target}, which is in no room`);
      assert.ok(roomOf(target) <= roomOf(name), `${name} imports ${target}`);
      checked++;
    }
  }
  assert.ok(checked > files.length, 'the test reads the imports');
});

test('every room has files, and no file is long', () => {
  for (const [i, room] of ROOMS.entries())
    assert.ok(
      files.some(({ name }) => roomOf(name) === i),
      room,
    );
  for (const { name, text } of files) {
    const lines = text.split('\n').length - 1;
    assert.ok(lines <= MOST_LINES, `${name} has ${lines} lines`);
  }
});

test('the tests in Node are in folders named after the rooms', () => {
  const others = ['documents', 'long', 'support'];
  for (const entry of readdirSync(join(root, 'tests/node')))
    assert.ok(ROOMS.includes(entry) || others.includes(entry), entry);
});
