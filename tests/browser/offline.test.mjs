// The page works offline, and on hosts that send no headers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHROMIUM, startBrowser } from './drivers.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { train } from './training.mjs';
import { Visit } from './visit.mjs';

const { skip } = CHROMIUM;

test('offline, the page trains, also after a reload', { skip }, async () => {
  await visiting({}, async (visit, host) => {
    await visit.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await host.stop();
    await trainPenguins(visit);

    await visit.reload();
    await trainPenguins(visit);
  });
});

test(
  'on a host that sends no headers, the page still gets its policy and threads',
  { skip },
  async () => {
    await visiting({ headers: null }, async (visit) => {
      await visit.page.waitForFunction(() => globalThis.crossOriginIsolated);
      const directive = await visit.page.evaluate(async () => {
        const violation = new Promise((resolve) =>
          document.addEventListener('securitypolicyviolation', resolve, { once: true }),
        );
        await fetch('http://127.0.0.1:1').catch(() => {});
        return (await violation).effectiveDirective;
      });
      assert.equal(directive, 'connect-src');
      // The expected violation is no complaint of the page.
      visit.complaints.length = 0;
      await trainPenguins(visit);
    });
  },
);

test(
  'a part of the page that is not delivered says so, and loads at a second try',
  { skip },
  async () => {
    await visiting({}, async (visit, host) => {
      const { page } = visit;
      await page.evaluateOnNewDocument(() => delete Navigator.prototype.serviceWorker);
      await page.setBypassServiceWorker(true);
      await visit.reload();
      await page.setCacheEnabled(false);
      host.withhold((path) => path.includes('workshop'));
      await page.locator('button ::-p-text(Two rings)').click();
      assert.match(await visit.alert(), /could not be loaded.*try again/);
      host.withhold(() => false);
      await visit.press('Try again');
      await visit.find('Train', 'button');
      // The browser's own complaints about the failed requests.
      visit.complaints.length = 0;
    });
  },
);

/** A visit in a new browser, without a service worker yet. */
async function visiting(hostOptions, run) {
  const host = await servePageUnderTest(hostOptions);
  const its = await startBrowser(CHROMIUM);
  try {
    const visit = await Visit.begin(its, host.address);
    await run(visit, host);
    await visit.end();
  } finally {
    await its.close();
    await host.close();
  }
}

async function trainPenguins(visit) {
  await visit.openSample('Penguins');
  await train(visit, { Epochs: 3 });
  await visit.find('Generated rows', 'tab');
}
