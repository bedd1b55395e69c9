// The rooms of python/vae1_torch: what may import what.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';

const folder = join(root, 'python/vae1_torch');
/** From the lowest to the highest: a room imports itself and those before it. */
const ROOMS = ['errors', 'files', 'network', 'vae', 'training', 'arguments', 'train', '__init__'];
const MOST_LINES = 400;

const files = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.py'))
  .map((name) => ({
    name: name.replaceAll(sep, '/'),
    text: readFileSync(join(folder, name), 'utf8'),
  }));

const roomOf = (name) => ROOMS.indexOf(name.split('/')[0].replace(/\.py$/, ''));

test('every file of the twin is in a room', () => {
  assert.deepEqual(
    files.filter(({ name }) => roomOf(name) < 0),
    [],
  );
});

test('no room of the twin imports one above it', () => {
  let checked = 0;
  for (const { name, text } of files)
    for (const [, dots, module] of text.matchAll(/^ *from (\.+)([\w.]*) import/gm)) {
      const up = '../'.repeat(dots.length - 1);
      const imported = posix.join(posix.dirname(name), up, module.replaceAll('.', '/'));
      assert.ok(roomOf(imported) >= 0, `${name} imports ${imported}`);
      assert.ok(roomOf(imported) <= roomOf(name), `${name} imports ${imported}`);
      checked++;
    }
  assert.ok(checked > 50, `${checked} imports`);
});

test('no file of the twin is long', () => {
  for (const { name, text } of files)
    assert.ok(text.split('\n').length <= MOST_LINES, `${name} is too long`);
});
