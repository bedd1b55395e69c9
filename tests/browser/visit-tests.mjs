import { after, before, describe, test } from 'node:test';
import { TimeoutError } from 'puppeteer-core';
import { CHROMIUM, FIREFOX, startBrowser } from './drivers.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { Visit } from './visit.mjs';

/** To a browser that may hang without a fault of the page. */
const MOST_VISITS = 3;

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
        for (let visits = 1; ; ++visits) {
          try {
            const visit = await Visit.begin(its, host.address);
            await run(visit, { host, context });
            return await visit.end();
          } catch (error) {
            const hangs = driver.mayHang && error instanceof TimeoutError;
            if (!hangs || visits === MOST_VISITS) throw error;
            context.diagnostic(`waited in vain, so in a new browser once more: ${error.message}`);
            await its.close();
            its = await startBrowser(driver);
          }
        }
      });
    define(visitTest, driver);
  });
}

export function inEachBrowser(define) {
  inBrowser(CHROMIUM, define);
  inBrowser(FIREFOX, define);
}
