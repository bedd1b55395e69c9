// The pages that npm run docs builds from the doc comments.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDocs } from '../../tools/build-docs.mjs';
import { launchChromium, skip } from './chromium.mjs';
import { openPage } from './open-page.mjs';
import { serveFiles } from './serve-files.mjs';

let folder;

test('everything public is documented, and every link has a target', async () => {
  folder = await buildDocs();
});

test('the pages show the examples and request nothing from other hosts', { skip }, async (t) => {
  const address = await serveFiles(t, folder);
  const browser = await launchChromium();
  t.after(() => browser.close());
  const shown = {
    '': /A variational autoencoder for JavaScript/,
    'classes/vae1.VAE.html': /await model\.encode\(people\)/,
    'documents/CHANGELOG.html': /\[Unreleased\]/,
  };
  for (const [path, text] of Object.entries(shown)) {
    const { page, complaints } = await openPage(browser, address + path);
    await page.waitForNetworkIdle();
    const origins = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
    );
    assert.deepEqual([...new Set(origins)], [new URL(address).origin], path);
    assert.match(await page.$eval('body', ({ textContent }) => textContent), text);
    assert.deepEqual(complaints, []);
  }
});
