import { AssertionError } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { CHROMIUM, FIREFOX, startBrowser } from './drivers.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { Visit } from './visit.mjs';

/** Attempts with a browser that may fail through no fault of the page. */
const MOST_VISITS = 3;

/**
 * Defines tests in one browser, each with its own visit to the page.
 * @param define called with `visitTest(title, async (visit, { host, context }) => {})`, which works
 *   like node:test's `test`, and with the driver
 */
export function inBrowser(driver, define) {
  const { name, skip, mayFail } = driver;
  describe(name, () => {
    let host, its;
    if (!skip) {
      before(async () => {
        host = await servePageUnderTest({ headers: driver.headers });
      });
      after(async () => {
        await its?.close();
        await host?.close();
      });
    }

    /** Makes one visit. Returns its failure, if any. */
    const failureOf = async (run, context) => {
      let visit;
      try {
        its ??= await startBrowser(driver);
        visit = await Visit.open(its, host.address);
        await visit.loaded();
        await run(visit, { host, context });
        await visit.end();
      } catch (error) {
        // Failed assertions and complaints are the page's fault. Every other failure is the
        // browser's or its driver's, and not only TimeoutErrors.
        const ofPage = error instanceof AssertionError || visit?.complaints.length > 0;
        const failure = { ofPage, error: visit ? await visit.withWhatIsSeen(error) : error };
        await its?.close();
        its = undefined;
        return failure;
      }
    };

    const visitTest = (title, run) =>
      test(`${name}: ${title}`, { skip }, async (context) => {
        for (let visits = 1; ; ++visits) {
          const failure = await failureOf(run, context);
          if (!failure) return;
          if (failure.ofPage || !mayFail || visits === MOST_VISITS) throw failure.error;
          context.diagnostic(`trying again in a new browser after: ${failure.error.message}`);
        }
      });
    define(visitTest, driver);
  });
}

export function inEachBrowser(define) {
  inBrowser(CHROMIUM, define);
  inBrowser(FIREFOX, define);
}
