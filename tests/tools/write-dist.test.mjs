import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';

/** A repository with this one's tools, `source` as its only TypeScript, and an older dist/. */
function repository(t, source) {
  const folder = mkdtempSync(join(tmpdir(), 'vae1-dist-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of ['tools', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const name of ['bindings/js', 'build/wasm', 'cli/workers', 'dist'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['index', 'worker', 'wasm-url'])
    writeFileSync(join(folder, 'bindings/js', `${name}.ts`), source);
  for (const name of ['main', 'workers/worker']) writeFileSync(join(folder, `cli/${name}.ts`), '');
  writeFileSync(join(folder, 'dist/old.js'), 'old');
  return folder;
}

const bundle = (folder) =>
  spawnSync(process.execPath, [join(folder, 'tools/commands/bundle.mjs')], { encoding: 'utf8' });

test('source that does not compile leaves dist/ unchanged', (t) => {
  const folder = repository(t, 'export const one: number = "1";\n');
  const { status, stdout } = bundle(folder);
  assert.equal(status, 1);
  assert.match(stdout, /error TS2322/);
  assert.deepEqual(readdirSync(join(folder, 'dist')), ['old.js']);
  assert.ok(!readdirSync(folder).some((name) => name.includes('partial')));
});

test('source that compiles replaces dist/', (t) => {
  const folder = repository(t, 'export const one: number = 1;\n');
  const { status, stderr } = bundle(folder);
  assert.equal(status, 0, stderr);
  assert.ok(!readdirSync(join(folder, 'dist')).includes('old.js'));
  assert.match(readFileSync(join(folder, 'dist/index.d.ts'), 'utf8'), /const one: number/);
  assert.match(readFileSync(join(folder, 'dist/index.js'), 'utf8'), /export/);
});
