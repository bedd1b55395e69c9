import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildPage } from '../../web/server.mjs';

/** Of all that a first visit loads before anything is opened, in bytes. */
const FIRST_VISIT = 45e3;
/** Of all scripts that a visit runs which opens data and trains, in bytes. */
const WHOLE_VISIT = 235e3;
/** What a visit loads only once it needs it, and its own budgets. */
const AT_NEED = {
  // To open a model that another program has written.
  exchange: 23e3,
  // To read a file of another kind than text delimited by commas and the like, or several files.
  'read-json': 5e3,
  'table-of-cells': 2e3,
  'arff-table': 2e3,
  'excel-table': 15e3,
  'parquet-table': 20e3,
  'hyparquet-compressors': 11e3,
  'arrow-table': 43e3,
  'read-together': 2e3,
  'file-collection': 3e3,
  'read-zip': 1e3,
  // To open or compare kept runs, and to read a lesson.
  'run-list': 3e3,
  'run-comparison': 4e3,
  'lesson-panel': 8e3,
  unzip: 1e3,
  fflate: 10e3,
  // To watch a model of images learn.
  'sample-sheets': 2e3,
  // To read images and arrays.
  'image-reader': 3e3,
  'array-dataset': 3e3,
  npy: 2e3,
  'read-npy': 1e3,
  'idx-files': 2e3,
  // To write the JavaScript that repeats a run.
  snippet: 5e3,
  // To write a Parquet file.
  'parquet-writer': 18e3,
  // To draw a map, to train the second model of one, and to see the associations of columns.
  'latent-map': 3e3,
  'map-model': 2e3,
  'association-matrices': 2e3,
  'column-pair': 2e3,
  // To fill gaps.
  'fill-gaps': 3e3,
  'filled-table': 2e3,
  // To compare a generated table with the real one.
  comparison: 10e3,
  // To show the report on it, and to save that as a file.
  'quality-report': 2e3,
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

/** The page, and all that it loads without waiting for anything: by name, gzipped sizes in bytes. */
async function firstFiles() {
  const sizes = { 'index.html': await gzipped('index.html'), 'sw.js': await gzipped('sw.js') };
  const add = async (name) => {
    if (name in sizes) return;
    sizes[name] = await gzipped(name);
    if (!name.endsWith('.js')) return;
    const script = await readFile(join(outDir, name), 'utf8');
    // A file that is imported when it is needed has a parenthesis before its name.
    for (const [, imported] of script.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g))
      await add(`assets/${imported}`);
  };
  const page = await readFile(join(outDir, 'index.html'), 'utf8');
  for (const [, name] of page.matchAll(/ (?:src|href)="\.\/([^"]+)"/g)) await add(name);
  return sizes;
}

test('a first visit loads less than 45 KB, gzipped, before anything is opened', async (t) => {
  const sizes = await firstFiles();
  t.diagnostic(JSON.stringify(sizes));
  const names = Object.keys(sizes).join(' ');
  for (const kind of [/\.svg/, /\.css/, /index-.{8}\.js/]) assert.match(names, kind);
  assert.doesNotMatch(names, /workshop|studio|\.wasm/);
  const sum = Object.values(sizes).reduce((all, size) => all + size);
  t.diagnostic(`${sum} bytes`);
  assert.ok(sum < FIRST_VISIT, `${sum} bytes`);
});

/** Gzipped sizes in bytes: of what a visit runs that trains, of each build, and of each part for a need. */
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

test('a visit that trains runs less than 235 KB of JavaScript, gzipped, and little more at need', async (t) => {
  const { page, builds, atNeed } = await scriptSizes();
  t.diagnostic(`${page} bytes, plus one of the builds: ${JSON.stringify(builds)}`);
  t.diagnostic(`at need: ${JSON.stringify(atNeed)}`);
  assert.deepEqual(Object.keys(builds).sort(), [
    ...['vae1-relaxed', 'vae1-relaxed-threads', 'vae1-simd', 'vae1-simd-threads'],
  ]);
  const largest = Math.max(...Object.values(builds));
  assert.ok(page + largest < WHOLE_VISIT, `${page} + ${largest} bytes`);
  assert.deepEqual(Object.keys(atNeed).sort(), Object.keys(AT_NEED).sort());
  for (const [name, size] of Object.entries(atNeed))
    assert.ok(size < AT_NEED[name], `${name}: ${size} bytes`);
});
