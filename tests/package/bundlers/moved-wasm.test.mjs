// The packed package with its WebAssembly elsewhere, in a page in Chromium.
import assert from 'node:assert/strict';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchChromium, skip } from '../../browser/chromium.mjs';
import { openPage } from '../../browser/open-page.mjs';
import { installedApp } from './app-folder.mjs';
import { PATH, writePlainApp } from './plain-app.mjs';
import { isolation, serveFolder } from './static-host.mjs';

const SIMD = { build: 'simd', threads: 1 };
const ON_THREADS = { build: 'simd-threads', threads: 2 };

let app, browser, expected, folder;

if (!skip) {
  before(async () => {
    app = await installedApp();
    expected = (await app.trainModels({ deterministic: true })).results;
    folder = join(app.folder, 'moved');
    await writePlainApp(app.folder, folder, { specifier: PATH });
    await mkdir(join(folder, 'elsewhere'));
    for (const build of ['simd', 'simd-threads']) {
      const file = join(folder, 'elsewhere', `${build}.wasm`);
      await rename(join(folder, `node_modules/vae1/dist/vae1-${build}.wasm`), file);
      // As a module, for a page that may connect to nothing.
      const base64 = await readFile(file, 'base64');
      await writeFile(join(folder, `elsewhere/${build}.js`), `export default '${base64}';`);
    }
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
}

async function assertTrains(t, policy, train, argument, { build, threads }) {
  const host = await serveFolder(folder, (path) => ({
    ...isolation(path),
    'Content-Security-Policy': policy,
  }));
  t.after(() => host.close());
  const { page, complaints } = await openPage(browser, `${host.address}?isolated`);
  await page.waitForFunction(() => globalThis.trainModels);
  const { backend, results } = await page.evaluate(train, argument);
  assert.deepEqual([backend.build, backend.threads], [build, threads]);
  assert.deepEqual(results, expected);
  assert.deepEqual(complaints, []);
  await page.close();
}

const trainByUrl = (options) => globalThis.trainModels({ deterministic: true, ...options });

for (const [given, runs] of [
  [{ build: 'simd', wasmUrl: 'elsewhere/simd.wasm' }, SIMD],
  [{ build: 'simd', wasmUrl: 'elsewhere/simd.wasm', worker: false }, SIMD],
  [{ threads: 2, wasmUrl: { 'simd-threads': 'elsewhere/simd-threads.wasm' } }, ON_THREADS],
])
  test(`moved, and found by ${JSON.stringify(given)}`, { skip }, (t) =>
    assertTrains(t, "connect-src 'self'", trainByUrl, given, runs),
  );

const trainByBytes = async ({ compiled, build, ...options }) => {
  const { default: base64 } = await import(`/elsewhere/${build}.js`);
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const wasmBinary = compiled ? await WebAssembly.compile(bytes) : bytes;
  return globalThis.trainModels({ deterministic: true, build, wasmBinary, ...options });
};

for (const [given, runs] of [
  [{ build: 'simd' }, SIMD],
  [{ build: 'simd', compiled: true }, SIMD],
  [{ build: 'simd', worker: false }, SIMD],
  [{ build: 'simd-threads', threads: 2 }, ON_THREADS],
])
  test(`given as bytes where nothing may be fetched: ${JSON.stringify(given)}`, { skip }, (t) =>
    assertTrains(t, "connect-src 'none'", trainByBytes, given, runs),
  );

for (const worker of [true, false])
  test(`an address of no file is named, worker: ${worker}`, { skip }, async (t) => {
    const host = await serveFolder(folder, isolation);
    t.after(() => host.close());
    const { page } = await openPage(browser, host.address);
    await page.waitForFunction(() => globalThis.trainModels);
    const options = { build: 'simd', wasmUrl: 'nowhere/simd.wasm', worker };
    const message = await page.evaluate(
      (given) => globalThis.trainModels(given).catch(String),
      options,
    );
    assert.ok(
      message.includes(`could not be loaded with ${host.address}nowhere/simd.wasm: `),
      message,
    );
    await page.close();
  });
