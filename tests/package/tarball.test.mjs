// What is in the tarball, and how large it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../tools/paths.mjs';
import { installedPackage } from './installed-package.mjs';

const BUILDS = ['simd', 'simd-threads', 'relaxed', 'relaxed-threads'];

/** All that a user needs, but for the declarations, which index.d.ts leads to. */
const NEEDED = [
  ...['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'docs/model-file.md'],
  ...['index', 'worker', 'engine', 'tables', 'comparison'].map((name) => `dist/${name}.js`),
  'dist/index.d.ts',
  ...BUILDS.flatMap((build) => [`dist/vae1-${build}.mjs`, `dist/vae1-${build}.wasm`]),
];

/** kB = 1,000 bytes. What is larger has to be worth it: raise it in the commit that makes it so. */
const BUDGET = { packed: 500, unpacked: 1300 };

let consumer;
let folder;
let files;
before(async () => {
  consumer = await installedPackage();
  folder = join(consumer.folder, 'node_modules/vae1');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
});
after(() => consumer?.remove());

test('it holds what is needed and nothing else', async () => {
  const declarations = await reachedDeclarations('dist/index.d.ts');
  assert.deepEqual(files.sort(), [...new Set([...NEEDED, ...declarations])].sort());
});

test('every file that package.json leads to is there', async () => {
  const { exports, types } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const targets = (value) =>
    typeof value === 'string' ? [value] : Object.values(value).flatMap(targets);
  for (const target of [...targets(exports), types])
    assert.ok(files.includes(target.replace('./', '')), target);
});

test('it needs nothing else to be installed, and nothing to be run', async () => {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bin'])
    assert.equal(manifest[field], undefined, field);
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
    assert.equal(manifest.scripts[script], undefined, script);
});

test('its size is within the budget, and what the README says', async (t) => {
  const packed = (await stat(consumer.tarball)).size / 1000;
  let unpacked = 0;
  for (const file of files) unpacked += (await stat(join(folder, file))).size / 1000;
  t.diagnostic(`${packed.toFixed(1)} kB packed, ${unpacked.toFixed(1)} kB unpacked`);
  assert.ok(packed < BUDGET.packed, `${packed} kB packed`);
  assert.ok(unpacked < BUDGET.unpacked, `${unpacked} kB unpacked`);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const said = /The tarball is ([\d,]+) KB \(([\d,]+) KB unpacked\)/.exec(readme);
  for (const [i, size] of [packed, unpacked].entries()) {
    const stated = Number(said[i + 1].replaceAll(',', ''));
    assert.ok(Math.abs(stated / size - 1) < 0.02, `README: ${stated} KB, in truth ${size}`);
  }
});

/** The declarations that one leads to, itself among them. */
async function reachedDeclarations(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const source = await readFile(join(folder, file), 'utf8');
  for (const [, path] of source.matchAll(/(?:from|import\()\s*'(\.[^']*)\.js'/g))
    await reachedDeclarations(join(dirname(file), `${path}.d.ts`).replaceAll(sep, '/'), found);
  return found;
}
