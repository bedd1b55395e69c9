import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage, servePage } from '../../web/server.mjs';

let outDir;
before(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'vae1-release-'));
  await buildPage({ outDir });
});
after(() => rm(outDir, { recursive: true }));

const read = (name) => readFile(join(outDir, name), 'utf8');

test('the service worker lists every file of the build with its hash', async () => {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !['sw.js', 'files.json'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  assert.ok(files.length > 10);
  const script = await read('sw.js');
  for (const file of files) {
    const hash = createHash('sha256').update(await readFile(file));
    assert.ok(script.includes(`sha256-${hash.digest('base64')}`), `${file} is in the list`);
  }
  assert.equal(JSON.parse(await read('files.json')).length, files.length);
});

test('the page’s <meta> holds the policy of the headers, except what only a header can set', async (t) => {
  const server = await servePage({ outDir, port: 0 });
  t.after(() => server.close());
  const header = (await fetch(server.address)).headers.get('Content-Security-Policy');
  const page = await read('index.html');
  const meta = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)[1];
  assert.equal(`${meta.replaceAll('&#39;', "'")}; frame-ancestors 'none'`, header);
  assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<script'), 'before any script');
});

test('the server can imitate a host that sends no headers', async (t) => {
  const server = await servePage({ outDir, port: 0, headers: null });
  t.after(() => server.close());
  const { headers } = await fetch(server.address);
  for (const name of ['Content-Security-Policy', 'Cross-Origin-Opener-Policy']) {
    assert.equal(headers.get(name), null);
  }
});

test('files named by their hash are cached permanently, and all others are revalidated', async (t) => {
  const server = await servePage({ outDir, port: 0 });
  t.after(() => server.close());
  const kept = async (path) =>
    (await fetch(new URL(path, server.address))).headers.get('Cache-Control');
  const [asset] = (await readdir(join(outDir, 'assets'))).filter((name) => name.endsWith('.js'));
  assert.match(await kept(`assets/${asset}`), /immutable/);
  assert.equal(await kept('./'), 'no-cache');
});
