import { after, before, describe, test } from 'node:test';
import { CHROMIUM, FIREFOX, startBrowser } from './drivers.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { Visit } from './visit.mjs';

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
