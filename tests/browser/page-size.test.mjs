// The page is quick to load: what it is made of beside the engine stays small.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildPage } from '../../web/server.mjs';

test('the page’s JavaScript is less than 200 KB, gzipped', async (t) => {
  const outDir = await mkdtemp(join(tmpdir(), 'vae1-page-'));
  await buildPage({ outDir });
  const scripts = (await readdir(outDir, { recursive: true })).filter((name) => /\.js$/.test(name));
  const sizes = await Promise.all(
    scripts.map(async (name) => gzipSync(await readFile(join(outDir, name))).length),
  );
  await rm(outDir, { recursive: true });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  t.diagnostic(`${scripts.length} scripts, ${total} bytes gzipped`);
  assert.ok(scripts.length > 1, `scripts: ${scripts}`);
  assert.ok(total < 200e3, `${total} bytes`);
});
