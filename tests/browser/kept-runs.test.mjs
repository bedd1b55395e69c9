// A run survives its tab: after a reload, crash or kill it is offered again and runs to its end.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHROMIUM, startBrowser } from './drivers.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { csvOf, peopleRows } from './people-table.mjs';
import { writeFiles } from './temporary-files.mjs';
import { startTraining } from './training.mjs';
import { inEachBrowser } from './visit-tests.mjs';
import { Visit } from './visit.mjs';

const EPOCHS = 60;
/** How much of a run may be lost, if that is more than an epoch, plus time to store the rest. */
const LOST_MS = 2000 + 1000;
let files;

before(async () => {
  files = await writeFiles({ 'people.csv': csvOf(peopleRows(3000)) });
});
after(() => files.remove());

inEachBrowser((visitTest) => {
  visitTest('a run continues after a reload, and can be forgotten', async (visit) => {
    const done = await untilInTheMiddle(visit);
    await visit.reload();
    await finishKeptRun(visit, done);

    await visit.reload();
    await visit.find('Open', 'button');
    await visit.press('Forget my data');
    await visit.press('Forget');
    await visit.reads(/^Forgotten/m);
    await visit.reload();
    assert.equal(await visit.isThere('Open', 'button'), false);
    assert.deepEqual(await visit.page.evaluate(keptByTheBrowser), []);

    // Choices for files can be forgotten where no run is kept.
    const chosen = '[["0123456789abcdef",{"decimal":","}]]';
    await visit.page.evaluate((text) => localStorage.setItem('vae1 readings', text), chosen);
    await visit.reload();
    await visit.reads(/Kept file options/);
    await visit.press('Forget my data');
    await visit.press('Forget');
    await visit.reads(/^Forgotten/m);
    assert.equal(await visit.page.evaluate(() => localStorage.length), 0);
  });
});

test(
  'Chromium: a run whose tab crashed continues in another',
  { skip: CHROMIUM.skip },
  async () => {
    await inPlaceOfItsOwn(async ({ host, start }) => {
      const its = await start();
      const visit = await Visit.begin(its, host.address);
      const done = await untilInTheMiddle(visit);
      await crash(visit.page);
      await finishInNewTab(its, host, done);
    });
  },
);

test('Chromium: a run whose browser was killed continues', { skip: CHROMIUM.skip }, async () => {
  await inPlaceOfItsOwn(async ({ host, start }) => {
    const killed = await start();
    const done = await untilInTheMiddle(await Visit.begin(killed, host.address));
    const child = killed.browser.process();
    child.kill('SIGKILL');
    await once(child, 'exit');

    await finishInNewTab(await start(), host, done);
  });
});

/** Runs a test with a server of its own, and a browser that can restart with the same profile. */
async function inPlaceOfItsOwn(run) {
  const host = await servePageUnderTest();
  const profile = await mkdtemp(join(tmpdir(), 'vae1-profile-'));
  const started = [];
  const start = async () => {
    const its = await startBrowser(CHROMIUM, { profile });
    started.push(its);
    return its;
  };
  try {
    await run({ host, start });
  } finally {
    for (const its of started) await its.close();
    await host.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Trains until some epochs, but not all, are done. Returns how many must be kept by now. */
async function untilInTheMiddle(visit) {
  await visit.choose(files.path('people.csv'));
  await visit.reads(/3,000 rows/);
  await startTraining(visit, { Epochs: EPOCHS });
  const [, underWay] = await visit.reads(/^Epoch ([2-9]) of/m);
  await sleep(LOST_MS);
  return Number(underWay) - 1;
}

async function crash(page) {
  const crashed = once(page, 'error');
  const session = await page.createCDPSession();
  session.send('Page.crash').catch(() => {});
  await crashed;
}

async function finishInNewTab(its, host, done) {
  const visit = await Visit.begin(its, host.address);
  await finishKeptRun(visit, done);
  await visit.end();
}

/** The run is offered with the epochs that it had, and continues from there to its end. */
async function finishKeptRun(visit, done) {
  const [, kept] = await visit.reads(new RegExp(`epoch (\\d+) of ${EPOCHS}`));
  assert.ok(kept >= done && kept < EPOCHS, `${kept} epochs were kept, ${done} were done`);
  await visit.press('Open');
  await visit.press('Continue');
  const [, ended] = await visit.reads(
    /Training (?:finished|stopped early) after (\d+) epochs/,
    120_000,
  );
  assert.ok(Number(ended) > kept, `kept after ${kept} epochs, ended after ${ended}`);
}

/** Runs in the page: the names of what the browser stores for it, except the page's own files. */
async function keptByTheBrowser() {
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const folder = await navigator.storage.getDirectory();
  return [...databases, ...(await Array.fromAsync(folder.keys()))];
}
