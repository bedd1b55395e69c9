// The floors of src: a folder includes itself and what lies below it, files include each other in no
// circle, and none is long.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** Folders, and the files beside them without their endings, from the ground up. */
const FLOORS = [
  'types',
  'math',
  'parallel',
  'random',
  'bytes',
  'optimiser',
  'products',
  'prior',
  'schedules',
  'layer_spec',
  'config',
  'data',
  'likelihood',
  'layers',
  'network',
  'inference',
  'latent',
  'anomaly',
  'training',
  'saved_model',
  'file',
  'model',
  'model_saving',
  'reads',
];
const MOST_LINES = 400;

const files = readdirSync(src, { recursive: true })
  .filter((name) => /\.[ch]pp$/.test(name))
  .map((file) => {
    const text = readFileSync(join(src, file), 'utf8');
    const names = [...text.matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)].map(([, name]) => name);
    const includes = names.map((name) => normalize(join(dirname(file), name)));
    return { file, includes, lines: text.split('\n').length - 1 };
  });

function floorOf(file) {
  const name = file.split('/')[0].replace(/\.[ch]pp$/, '');
  const floor = FLOORS.indexOf(name);
  assert.notEqual(floor, -1, `${name} is on no floor: add it to FLOORS`);
  return floor;
}

test('no file of src includes one on a floor above', () => {
  for (const { file, includes } of files)
    for (const name of includes)
      assert.ok(floorOf(name) <= floorOf(file), `${file} includes ${name}, which lies above it`);
});

test('no file of src includes itself by way of others', () => {
  const includesOf = new Map(files.map(({ file, includes }) => [file, includes]));
  const done = new Set();
  const follow = (file, path) => {
    assert.ok(!path.includes(file), [...path, file].join(' includes '));
    if (done.has(file)) return;
    for (const next of includesOf.get(file)) follow(next, [...path, file]);
    done.add(file);
  };
  for (const { file } of files) follow(file, []);
});

test(`no file of src has more than ${MOST_LINES} lines`, () => {
  const long = files.filter(({ lines }) => lines > MOST_LINES).map(({ file }) => file);
  assert.deepEqual(long, []);
});
