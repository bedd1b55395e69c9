// The packed package under the Content Security Policies that docs/deploying.md names, in Chromium.
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchChromium, skip } from '../../browser/chromium.mjs';
import { openPage } from '../../browser/open-page.mjs';
import { installedApp } from './app-folder.mjs';
import { PATH, writePlainApp } from './plain-app.mjs';
import { policyOf } from './documented-configuration.mjs';
import { servePolicy } from './static-host.mjs';

const ON_THREADS = { build: 'simd-threads', threads: 2, worker: true };
const ON_ONE_THREAD = { build: 'simd', threads: 1, worker: true };
const IN_PLACE = { build: 'simd', threads: 1, worker: false };

let app, browser, expected;

if (!skip) {
  before(async () => {
    app = await installedApp();
    expected = (await app.trainModels({ deterministic: true })).results;
    await writePlainApp(app.folder, join(app.folder, 'own'), { specifier: PATH });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
}

async function serveUnder(t, policy) {
  const host = await servePolicy(join(app.folder, 'own'), policy);
  t.after(() => host.close());
  return host;
}

async function open(host) {
  const opened = await openPage(browser, `${host.address}?isolated`);
  await opened.page.waitForFunction(() => globalThis.trainModels);
  return opened;
}

/** `train` runs in the page and has to give what Node makes, on what it should. */
async function assertTrains(opened, train, argument, backend) {
  assert.deepEqual(await opened.page.evaluate(train, argument), { backend, results: expected });
  assert.deepEqual(opened.complaints, []);
  await opened.page.close();
}

const trainInPage = (options) => globalThis.trainModels({ deterministic: true, ...options });

test("from the page's own origin: a worker, threads, and the page itself", { skip }, async (t) => {
  const host = await serveUnder(t, policyOf("the page's own origin"));
  for (const [given, backend] of [
    [{ threads: 1 }, ON_ONE_THREAD],
    [{ threads: 2 }, ON_THREADS],
    [{ worker: false }, IN_PLACE],
  ])
    await assertTrains(await open(host), trainInPage, given, backend);
});

test('that policy blocks eval, in the page and in a worker', { skip }, async (t) => {
  const evaluate = "try { eval('1'); result = 'ran'; } catch ({ name }) { result = name; }";
  const script = `let result; ${evaluate} postMessage(result);`;
  await writeFile(join(app.folder, 'own/evaluates.js'), script);
  const host = await serveUnder(t, policyOf("the page's own origin"));
  const { page } = await open(host);
  const results = await page.evaluate(async () => {
    const worker = new Worker('evaluates.js');
    const inWorker = await new Promise(
      (resolve) => (worker.onmessage = (event) => resolve(event.data)),
    );
    worker.terminate();
    try {
      // oxlint-disable-next-line no-eval -- planted: the policy has to block it
      return [inWorker, (0, eval)('"ran"')];
    } catch ({ name }) {
      return [inWorker, name];
    }
  });
  assert.deepEqual(results, ['EvalError', 'EvalError']);
  await page.close();
});

test('no script of the package has eval or new Function', { skip }, async () => {
  const dist = join(app.folder, 'node_modules/vae1/dist');
  const scripts = (await readdir(dist)).filter((name) => /\.m?js$/.test(name));
  assert.ok(scripts.length >= 7, `only ${scripts}`);
  for (const name of scripts)
    assert.doesNotMatch(await readFile(join(dist, name), 'utf8'), /\b(eval|Function)\s*\(/, name);
});

const trainTrusted = (options) => {
  const policy = trustedTypes.createPolicy('app', { createScriptURL: (url) => url });
  const workerUrl = policy.createScriptURL('node_modules/vae1/dist/worker.js');
  return globalThis.trainModels({ deterministic: true, workerUrl, ...options });
};

for (const [names, given, backend] of [
  ['app', { threads: 1 }, ON_ONE_THREAD],
  ['app vae1', { threads: 2 }, ON_THREADS],
]) {
  const title = `where Trusted Types are enforced, of the names "${names}": given ${JSON.stringify(given)}`;
  test(title, { skip }, async (t) => {
    const trusted = `; require-trusted-types-for 'script'; trusted-types ${names}`;
    const host = await serveUnder(t, policyOf("the page's own origin") + trusted);
    await assertTrains(await open(host), trainTrusted, given, backend);
  });
}

test(
  'where Trusted Types are enforced, an address as text is an error that says so',
  { skip },
  async (t) => {
    const trusted = `; require-trusted-types-for 'script'; trusted-types app`;
    const host = await serveUnder(t, policyOf("the page's own origin") + trusted);
    const { page } = await open(host);
    const message = await page.evaluate(
      (options) => globalThis.trainModels(options).catch(String),
      {},
    );
    assert.match(
      message,
      /^VAEError: worker is true, but no worker could be started: .*TrustedScriptURL/,
    );
    await page.close();
  },
);
