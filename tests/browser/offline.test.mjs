// Without its host, and from hosts that send files alone, the page works as it does with both.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHROMIUM, startBrowser } from './drivers.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { train } from './training.mjs';
import { Visit } from './visit.mjs';

const { skip } = CHROMIUM;

test('without a network the page trains, and does so after a reload', { skip }, async () => {
  await visiting({}, async (visit, host) => {
    await visit.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await host.stop();
    await trainPenguins(visit);

    await visit.reload();
    await trainPenguins(visit);
  });
});

test('a host that sends no headers gets policy and threads, too', { skip }, async () => {
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
    // What the page is told of it is no complaint of its own.
    visit.complaints.length = 0;
    await trainPenguins(visit);
  });
});

/** A visit in a browser of its own, whose service worker is new. */
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
