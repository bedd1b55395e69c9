// The packed package served by another origin than the page, under the policy that docs/deploying.md names.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { TimeoutError } from 'puppeteer-core';
import { CHROMIUM, FIREFOX, startBrowser } from '../../browser/drivers.mjs';
import { openPage } from '../../browser/open-page.mjs';
import { installedApp } from './app-folder.mjs';
import { PATH, writePlainApp } from './plain-app.mjs';
import { policyOf } from './documented-configuration.mjs';
import { serveFolder, servePolicy } from './static-host.mjs';

/** To a browser that may hang without a fault of the page. */
const MOST_VISITS = 3;
const ON_ONE_THREAD = { build: 'simd', threads: 1, worker: true };
const ON_THREADS = { build: 'simd-threads', threads: 2, worker: true };

let app, cdn, expected;
const hosts = {};

if (!CHROMIUM.skip || !FIREFOX.skip) {
  before(async () => {
    app = await installedApp();
    expected = (await app.trainModels({ deterministic: true })).results;
    const allowed = { 'Access-Control-Allow-Origin': '*' };
    cdn = await serveFolder(join(app.folder, 'node_modules/vae1/dist'), () => allowed);
    const policy = policyOf('https://cdn.example', cdn.address);
    for (const [name, specifier, under] of [
      ['whole', `${cdn.address}index.js`, policy],
      ['worker', PATH, policy],
      ['forbidden', `${cdn.address}index.js`, policy.replace('blob:', '')],
    ]) {
      await writePlainApp(app.folder, join(app.folder, name), { specifier });
      hosts[name] = await servePolicy(join(app.folder, name), under);
    }
  });
  after(async () => {
    for (const host of [...Object.values(hosts), cdn]) await host?.close();
    await app?.remove();
  });
}

for (const driver of [CHROMIUM, FIREFOX]) {
  const { name, skip, mayFail } = driver;
  describe(name, () => {
    let its;
    if (!skip) {
      before(async () => {
        its = await startBrowser(driver);
      });
      after(() => its?.close());
    }

    async function trainIn(address, options, context) {
      for (let visits = 1; ; ++visits) {
        try {
          const { page, complaints } = await openPage(its.browser, address);
          await page.waitForFunction(() => globalThis.trainModels);
          const train = (given) =>
            globalThis
              .trainModels({ deterministic: true, ...given })
              .catch(({ message }) => message);
          const answer = await withinTwoMinutes(page.evaluate(train, options));
          await page.close();
          return { answer, complaints };
        } catch (error) {
          if (!mayFail || !(error instanceof TimeoutError) || visits === MOST_VISITS) throw error;
          context.diagnostic(`waited in vain, so in a new browser once more: ${error.message}`);
          await its.close();
          its = await startBrowser(driver);
        }
      }
    }

    for (const [page, given, backend] of [
      ['', {}, ON_ONE_THREAD],
      ['?isolated', { threads: 2 }, ON_THREADS],
      ['?isolated', { worker: false }, { build: 'simd', threads: 1, worker: false }],
    ])
      test(
        `${name}: the package of another origin, given ${JSON.stringify(given)}`,
        { skip },
        async (t) => {
          const { answer, complaints } = await trainIn(hosts.whole.address + page, given, t);
          assert.deepEqual(answer, { backend, results: expected });
          assert.deepEqual(complaints, []);
        },
      );

    test(
      `${name}: the worker alone of another origin, by workerUrl, with threads`,
      { skip },
      async (t) => {
        const given = { threads: 2, workerUrl: `${cdn.address}worker.js` };
        const { answer, complaints } = await trainIn(`${hosts.worker.address}?isolated`, given, t);
        assert.deepEqual(answer, { backend: ON_THREADS, results: expected });
        assert.deepEqual(complaints, []);
      },
    );

    test(
      `${name}: a policy without blob: is an error that names the worker`,
      { skip },
      async (t) => {
        const { answer } = await trainIn(hosts.forbidden.address, {}, t);
        assert.match(answer, /^worker is true, but no worker could be started/);
      },
    );
  });
}

function withinTwoMinutes(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError('no answer in two minutes')), 120_000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
