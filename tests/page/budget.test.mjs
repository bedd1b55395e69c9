import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildPage } from '../../web/server.mjs';

const BUDGET = 195e3;
/** What a visit loads only once it needs it, and its own budgets. */
const AT_NEED = {
  // The kept runs, a comparison of them, and the lessons.
  'run-list': 6e3,
  'run-comparison': 5e3,
  'lesson-panel': 12e3,
  // To open a model that another program has written.
  exchange: 21e3,
  // To compare a generated table with the real one.
  comparison: 10e3,
  // To show the report on it, and to save that as a file.
  'report-body': 6e3,
  'report-file': 4e3,
};
const CHUNK_AT_NEED = new RegExp(`^(${Object.keys(AT_NEED).join('|')})-.{8}\\.js$`);
/** The loader of an engine build. Builds with threads have it twice, once for their workers. */
const BUILD = /^(vae1-(?:relaxed|simd)(?:-threads)?)-.{8}\.js$/;

let outDir;
before(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'vae1-budget-'));
  await buildPage({ outDir });
});
after(() => rm(outDir, { recursive: true }));

const gzipped = async (name) => gzipSync(await readFile(join(outDir, name))).length;

/** Gzipped sizes in bytes: of what every visit runs, of each build, and of each part for a need. */
async function scriptSizes() {
  let page = await gzipped('sw.js');
  const [builds, atNeed] = [{}, {}];
  for (const name of await readdir(join(outDir, 'assets'))) {
    if (!name.endsWith('.js')) continue;
    const size = await gzipped(`assets/${name}`);
    const build = BUILD.exec(name)?.[1];
    const need = CHUNK_AT_NEED.exec(name)?.[1];
    if (build) builds[build] = (builds[build] ?? 0) + size;
    else if (need) atNeed[need] = size;
    else page += size;
  }
  return { page, builds, atNeed };
}

test('a visit runs less than 195 KB of JavaScript, gzipped, and little more at need', async (t) => {
  const { page, builds, atNeed } = await scriptSizes();
  t.diagnostic(`${page} bytes, plus one of the builds: ${JSON.stringify(builds)}`);
  t.diagnostic(`at need: ${JSON.stringify(atNeed)}`);
  assert.deepEqual(Object.keys(builds).sort(), [
    ...['vae1-relaxed', 'vae1-relaxed-threads', 'vae1-simd', 'vae1-simd-threads'],
  ]);
  const largest = Math.max(...Object.values(builds));
  assert.ok(page + largest < BUDGET, `${page} + ${largest} bytes`);
  assert.deepEqual(Object.keys(atNeed).sort(), Object.keys(AT_NEED).sort());
  for (const [name, size] of Object.entries(atNeed))
    assert.ok(size < AT_NEED[name], `${name}: ${size} bytes`);
});
