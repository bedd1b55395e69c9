import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildPage } from '../../web/server.mjs';

const BUDGET = 200e3;
// What Emscripten makes to load the engine's builds: each in two copies for those with threads.
const ENGINE = /^vae1-/;

let outDir;
before(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'vae1-budget-'));
  await buildPage({ outDir });
});
after(() => rm(outDir, { recursive: true }));

/** Sum of the gzipped sizes of the page's scripts, in bytes; a visit fetches all of them. */
async function scriptsSize() {
  const assets = (await readdir(join(outDir, 'assets'))).filter((name) => name.endsWith('.js'));
  const size = async (name) => gzipSync(await readFile(join(outDir, name))).length;
  const sizes = { page: await size('sw.js'), engine: 0 };
  for (const name of assets) {
    sizes[ENGINE.test(name) ? 'engine' : 'page'] += await size(`assets/${name}`);
  }
  return sizes;
}

test('the JavaScript of a visit, the engine’s and the service worker’s included, has less than 200 KB', async (t) => {
  const { page, engine } = await scriptsSize();
  t.diagnostic(`gzipped: the page ${page} bytes, the engine's builds ${engine} bytes`);
  assert.ok(page > 0 && engine > 0, 'both were found');
  assert.ok(page + engine < BUDGET, `${page} + ${engine} bytes`);
});
