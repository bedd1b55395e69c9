// The packed package in an app that is built, or not, and opened in Chromium.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchChromium, skip as noChromium } from '../../browser/chromium.mjs';
import { openPage } from '../../browser/open-page.mjs';
import { installedApp } from './app-folder.mjs';
import { BUILDS } from './builds.mjs';
import { skip as noTools } from './tools.mjs';

const skip = noChromium || noTools;

/** The options that a page is given, and what it runs on by them. */
const RUNS = [
  { page: '', given: {}, runs: { build: 'simd', threads: 1, worker: true } },
  {
    page: '?isolated=yes',
    given: { threads: 1 },
    runs: { build: 'simd', threads: 1, worker: true },
  },
  {
    page: '?isolated=yes',
    given: { threads: 2 },
    runs: { build: 'simd-threads', threads: 2, worker: true },
  },
  {
    page: '?isolated=yes',
    given: { worker: false },
    runs: { build: 'simd', threads: 1, worker: false },
  },
];
const RELAXED = { build: 'relaxed-threads', threads: 2 };

let app, browser, expected;

if (!skip) {
  before(async () => {
    app = await installedApp();
    expected = (await app.trainModels({ deterministic: true })).results;
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
}

for (const [name, build] of Object.entries(BUILDS)) {
  describe(name, () => {
    let host, its;
    after(() => host?.close());

    async function run(page, given) {
      assert.ok(host, 'is not ready');
      const opened = await openPage(browser, host.address + page);
      await opened.page.waitForFunction(() => globalThis.trainModels);
      const options = { ...its.options?.(given), ...given };
      const answer = await opened.page.evaluate((all) => globalThis.trainModels(all), options);
      assert.deepEqual([...its.complaints, ...opened.complaints], []);
      await opened.page.close();
      return answer;
    }

    test(`${name}: is ready without a warning`, { skip }, async () => {
      its = await build(app.folder);
      assert.deepEqual(its.complaints, []);
      host = await its.serve();
    });

    for (const { page, given, runs } of RUNS) {
      const title = `${name}: in a page${page && ' that is isolated'}, given ${JSON.stringify(given)}, Node's bytes`;
      test(title, { skip }, async () => {
        const { backend, results } = await run(page, { deterministic: true, ...given });
        assert.deepEqual(backend, runs);
        assert.deepEqual(results, expected);
      });
    }

    if (name === 'Next')
      test('Next: a route of its server, on threads, Node’s bytes', { skip }, async () => {
        const response = await fetch(`${host.address}api/train`);
        const { backend, results } = await response.json();
        assert.deepEqual(backend, { build: 'simd-threads', threads: 2, worker: true });
        assert.deepEqual(results, expected);
      });

    test(`${name}: relaxed SIMD on two threads trains, too`, { skip }, async () => {
      const { backend, results } = await run('?isolated=yes', RELAXED);
      assert.deepEqual(backend, { ...RELAXED, worker: true });
      for (const { losses } of results) assert.ok(losses.at(-1) < losses[0], `losses ${losses}`);
    });
  });
}
