// The site that npm run docs builds.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { buildDocs } from '../../tools/docs-site.mjs';
import { launchChromium, skip } from './chromium.mjs';
import { openPage } from './open-page.mjs';
import { serveFiles } from './serve-files.mjs';

const POLICY = { 'Content-Security-Policy': "default-src 'self'" };

let folder;

/** The site's address, in a folder of a host: it has to work at any path. */
async function serveSite(t) {
  return `${await serveFiles(t, dirname(folder), POLICY)}${basename(folder)}/`;
}

test('all that is public is documented, and every link leads somewhere', async () => {
  folder = await buildDocs();
});

test('every link of the site leads to a page or an anchor that is there', () => {
  const pages = new Map(
    readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
  for (const [file, html] of pages)
    for (const [, link] of html.matchAll(/(?:href|src)="(?![a-z]+:)([^"]+)"/g)) {
      const [path, anchor] = link.split('#');
      const target = path ? join(dirname(file), decodeURIComponent(path)) : file;
      assert.ok(existsSync(join(folder, target)), `${file}: ${link}`);
      assert.doesNotMatch(target, /\.md$/, `${file} leads to Markdown`);
      if (anchor && pages.has(target))
        assert.ok(pages.get(target).includes(`id="${anchor}"`), `${file}: ${link}`);
    }
});

test(
  'pages and API work under a strict policy, and ask nothing of elsewhere',
  { skip },
  async (t) => {
    const address = await serveSite(t);
    const browser = await launchChromium();
    t.after(() => browser.close());
    const shown = {
      '': /VAE1 is a variational autoencoder for JavaScript/,
      'documents/Anomalies.html': /await detector\.fitThreshold/,
      'documents/Experiments.html': /AUROC/,
      'documents/Contributing.html': /Adding a likelihood/,
      'classes/vae1.VAE.html': /await model\.encode\(people\)/,
      'documents/Changelog.html': /\[Unreleased\]/,
    };
    for (const [path, text] of Object.entries(shown)) {
      const { page, complaints } = await openPage(browser, address + path);
      await page.waitForNetworkIdle();
      const origins = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
      );
      assert.deepEqual([...new Set(origins)], [new URL(address).origin], path);
      assert.match(await page.$eval('body', ({ textContent }) => textContent), text);
      assert.ok(await page.$('.tsd-navigation a[href*="Stopping"]'), 'the navigation is there');
      // TypeDoc adds one style element for filters, which the site does not have.
      assert.deepEqual(complaints.slice(1), []);
      assert.match(complaints[0] ?? '', /^$|inline style/);
    }
  },
);

test('the search finds pages by what they say', { skip }, async (t) => {
  const address = await serveSite(t);
  const browser = await launchChromium();
  t.after(() => browser.close());
  const { page } = await openPage(browser, address);
  await page.waitForNetworkIdle();
  await page.click('#tsd-search-trigger');
  const expected = {
    collapse: 'Collapse',
    conformal: 'Anomalies',
    imputation: 'Missing values',
    Vite: 'Deploying',
    gaps: 'Tables',
    schedule: 'Training and losses',
    fitMixture: 'Latent space',
  };
  for (const [words, title] of Object.entries(expected)) {
    await page.$eval('#tsd-search-input', (input) => (input.value = ''));
    await page.type('#tsd-search-input', words);
    await page.waitForFunction(
      (name) =>
        [...document.querySelectorAll('#tsd-search-results a')].some(
          ({ textContent }) => textContent.trim() === name,
        ),
      { timeout: 10_000 },
      title,
    );
  }
});
