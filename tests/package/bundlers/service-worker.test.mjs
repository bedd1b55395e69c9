// The packed package in a service worker, which can start no worker and import nothing later, in Chromium.
import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchChromium, skip as noChromium } from '../../browser/chromium.mjs';
import { openPage } from '../../browser/open-page.mjs';
import { runProgram } from '../run-program.mjs';
import { installedApp } from './app-folder.mjs';
import { writePage } from './plain-app.mjs';
import { serveFolder } from './static-host.mjs';
import { skip as noTools, toolFile } from './tools.mjs';

const skip = noChromium || noTools;

const source = `import { trainModels } from './train-models.js';

self.addEventListener('message', (event) => {
  const answer = trainModels({ deterministic: true, ...event.data }).catch(({ message }) => message);
  event.waitUntil(answer.then((it) => event.source.postMessage(it)));
});
`;

let app, browser, expected, host;
if (!skip)
  before(async () => {
    app = await installedApp();
    expected = (await app.trainModels({ deterministic: true })).results;
    await writeFile(join(app.folder, 'service-worker.js'), source);
    const args = ['service-worker.js', '--bundle', '--outdir=out'];
    const esbuild = toolFile('.bin/esbuild');
    const { code, stderr } = await runProgram(esbuild, args, { cwd: app.folder });
    assert.equal(code, 0, stderr);
    const wasm = 'vae1-simd.wasm';
    await cp(join(app.folder, 'node_modules/vae1/dist', wasm), join(app.folder, 'out', wasm));
    await writePage(join(app.folder, 'out'), '');
    host = await serveFolder(join(app.folder, 'out'));
    browser = await launchChromium();
  });
after(async () => {
  await browser?.close();
  await host?.close();
  await app?.remove();
});

/** The answer of the page's service worker. */
async function ask(options) {
  const { page } = await openPage(browser, host.address);
  const answer = await page.evaluate(async (given) => {
    const { installing, active } = await navigator.serviceWorker.register('service-worker.js');
    const answered = new Promise((resolve) => {
      navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
    });
    (installing ?? active).postMessage(given);
    return answered;
  }, options);
  await page.close();
  return answer;
}

test('with its WebAssembly given, it trains, and Node’s bytes', { skip }, async () => {
  const { backend, results } = await ask({
    worker: false,
    build: 'simd',
    wasmUrl: 'vae1-simd.wasm',
  });
  assert.deepEqual(backend, { build: 'simd', threads: 1, worker: false });
  assert.deepEqual(results, expected);
});

test('else it says what to give', { skip }, async () => {
  assert.match(await ask({}), /no worker could be started: .*worker: false/);
  assert.match(await ask({ worker: false }), /could not be loaded: .*unless wasmUrl or wasmBinary/);
});
