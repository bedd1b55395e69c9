import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launchChromium, skip as noChromium } from './chromium.mjs';
import { launchDrivenFirefox } from './driven-firefox.mjs';
import { skip as noFirefox } from './firefox.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { Visit } from './visit.mjs';

/**
 * A browser that the page's tests drive. `headers`: what the host that the page is opened from
 * sends; with them it is cross-origin isolated, in Firefox it is not, and works so, too.
 */
export const CHROMIUM = {
  name: 'Chromium',
  skip: noChromium,
  headers: true,
  launch: launchChromium,
};
const FIREFOX = { name: 'Firefox', skip: noFirefox, headers: false, launch: launchDrivenFirefox };

/**
 * Starts a browser with a folder for its downloads. Close it.
 * @param options what its `launch` takes beside `downloads`
 */
export async function startBrowser({ launch }, options) {
  const downloads = await mkdtemp(join(tmpdir(), 'vae1-downloads-'));
  const browser = await launch({ ...options, downloads });
  return {
    browser,
    downloads,
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true });
    },
  };
}

/**
 * Tests in one browser, each a visit of its own to the page.
 * @param define called with `visitTest(title, async (visit, { host, context }) => {})` to be used
 *   like node:test's `test`, and the driver
 */
export function inBrowser(driver, define) {
  const { name, skip } = driver;
  describe(name, () => {
    let host, its;
    if (!skip) {
      before(async () => {
        host = await servePageUnderTest({ headers: driver.headers });
        its = await startBrowser(driver);
      });
      after(async () => {
        await its?.close();
        await host?.close();
      });
    }
    const visitTest = (title, run) =>
      test(`${name}: ${title}`, { skip }, async (context) => {
        const visit = await Visit.begin(its, host.address);
        await run(visit, { host, context });
        await visit.end();
      });
    define(visitTest, driver);
  });
}

export function inEachBrowser(define) {
  inBrowser(CHROMIUM, define);
  inBrowser(FIREFOX, define);
}
