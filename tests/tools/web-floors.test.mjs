// The page's folders are floors: a file imports only its own folder's files and those of lower ones.
// That nothing is imported in a circle, the linter holds (import/no-cycle in .oxlintrc.json).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';

/** From the lowest. Folders on one line import nothing of each other. */
const FLOORS = [
  ['contract', 'service-worker'],
  ['studio/session'],
  ['studio/reading/columns'],
  ['studio/reading/arrays', 'studio/reading/csv', 'studio/reading/images', 'studio/reading/json'],
  ['studio/reading', 'studio/run', 'studio/look'],
  ['studio/export'],
  ['studio'],
  ['page/ui', 'page/settings'],
  ['page/state'],
  ['page/saving'],
  ['page/training', 'page/look', 'page/loading'],
  ['page/export', 'page/runs'],
  ['page/data'],
  ['page/address'],
  ['page/lessons'],
  ['page'],
  ['.'],
];
const MOST_LINES = 400;
const CODE = /\.(tsx?|mjs|js)$/;

const web = join(root, 'web');
const files = readdirSync(web, { recursive: true }).filter((file) =>
  /\.(tsx?|mjs|js|css)$/.test(file),
);
const floorOf = (file) => FLOORS.findIndex((folders) => folders.includes(dirname(file)));

/** Each script with the scripts of web/ that it imports or starts, in any form. */
const imports = new Map(
  files.filter((file) => CODE.test(file)).map((file) => [file, importedBy(file)]),
);

function importedBy(file) {
  const forms = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)(['"])(\.[^'"]+)\1/g;
  const code = readFileSync(join(web, file), 'utf8').replaceAll(/^ *\/\*\*.*?\*\//gms, '');
  return [...code.matchAll(forms)].flatMap(([, , name]) => {
    const path = join(dirname(file), name);
    const forms = [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')];
    return forms.filter((form) => files.includes(form) && CODE.test(form));
  });
}

test('every folder of web/ has a floor', () => {
  for (const file of imports.keys()) assert.ok(floorOf(file) >= 0, file);
});

test('no file imports upward, or from a neighbour on its floor', () => {
  let found = 0;
  for (const [file, imported] of imports)
    for (const other of imported) {
      const isAllowed = dirname(other) === dirname(file) || floorOf(other) < floorOf(file);
      assert.ok(isAllowed, `${file} imports ${other}`);
      found++;
    }
  assert.ok(found > files.length, `the test finds only ${found} imports`);
});

test('the page knows the worker by the contract only: it starts its script and imports nothing of it', () => {
  for (const [file, imported] of imports)
    if (file.startsWith('page/'))
      for (const other of imported)
        assert.ok(!other.startsWith('studio/') || other === 'studio/studio.worker.ts', `${file} imports ${other}`); // prettier-ignore
});

test(`no file has more than ${MOST_LINES} lines`, () => {
  for (const file of files) {
    const lines = readFileSync(join(web, file), 'utf8').split('\n').length - 1;
    assert.ok(lines <= MOST_LINES, `${file} has ${lines}`);
  }
});
