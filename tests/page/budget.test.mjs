import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildPage } from '../../web/server.mjs';

const BUDGET = 211e3;
/** The loader of an engine build. Builds with threads have it twice, once for their workers. */
const BUILD = /^(vae1-(?:relaxed|simd)(?:-threads)?)-.{8}\.js$/;

let outDir;
before(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'vae1-budget-'));
  await buildPage({ outDir });
});
after(() => rm(outDir, { recursive: true }));

const gzipped = async (name) => gzipSync(await readFile(join(outDir, name))).length;

/** Gzipped sizes in bytes: of everything except the builds, and of each build. */
async function scriptSizes() {
  let page = await gzipped('sw.js');
  const builds = {};
  for (const name of await readdir(join(outDir, 'assets'))) {
    if (!name.endsWith('.js')) continue;
    const size = await gzipped(`assets/${name}`);
    const build = BUILD.exec(name)?.[1];
    if (build) builds[build] = (builds[build] ?? 0) + size;
    else page += size;
  }
  return { page, builds };
}

test('a visit runs less than 211 KB of JavaScript, gzipped', async (t) => {
  const { page, builds } = await scriptSizes();
  t.diagnostic(`${page} bytes, plus one of the builds: ${JSON.stringify(builds)}`);
  assert.deepEqual(Object.keys(builds).sort(), [
    ...['vae1-relaxed', 'vae1-relaxed-threads', 'vae1-simd', 'vae1-simd-threads'],
  ]);
  const largest = Math.max(...Object.values(builds));
  assert.ok(page + largest < BUDGET, `${page} + ${largest} bytes`);
});
