// Nothing leaves the page: it can only talk to its own address, and after loading it requests
// nothing even from there.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CHROMIUM, startBrowser } from './drivers.mjs';
import { openPage } from './open-page.mjs';
import { servePageUnderTest } from './page-under-test.mjs';
import { train, trainFullyConnected } from './training.mjs';
import { inEachBrowser } from './visit-tests.mjs';
import { Visit } from './visit.mjs';

const ELSEWHERE = 'http://127.0.0.1:1';
const { skip } = CHROMIUM;

inEachBrowser((visitTest) => {
  visitTest('after loading, a visit requests nothing at all', async (visit, { host }) => {
    const loaded = host.requests.length;
    assert.ok(loaded > 5, `only ${host.requests}`);
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 5 });
    await visit.eachTab(() => {});
    await visit.openSample('Handwritten digits');
    await trainFullyConnected(visit);
    await visit.eachTab(() => {});
    assert.deepEqual(host.requests.slice(loaded), []);
  });
});

let host, its, folder, netLog;

if (!skip) {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vae1-net-log-'));
    netLog = join(folder, 'net-log.json');
    host = await servePageUnderTest();
    its = await startBrowser(CHROMIUM, { netLog });
  });
  after(async () => {
    await its?.close();
    await host?.close();
    await rm(folder, { recursive: true, force: true });
  });
}

test(
  'before anything is opened, the page loads neither its workshop nor its worker',
  { skip },
  async () => {
    const visit = await Visit.begin(its, host.address);
    const loaded = () =>
      visit.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const ofWorkshop = (names) => names.filter((name) => /workshop|studio|\.wasm/.test(name));
    assert.deepEqual(ofWorkshop(await loaded()), []);
    await visit.openSample('Two rings');
    assert.ok(ofWorkshop(await loaded()).length > 1);
    await visit.end();
  },
);

test('every response carries the policy', { skip }, async () => {
  const visit = await Visit.begin(its, host.address);
  await visit.end();
  assert.ok(host.requests.length > 5, `only ${host.requests}`);
  for (const path of ['no-such-file.js', ...host.requests]) {
    const { headers } = await fetch(new URL(path, host.address));
    assert.match(headers.get('Content-Security-Policy') ?? '', /default-src 'self'/, path);
    assert.equal(headers.get('Cross-Origin-Embedder-Policy'), 'require-corp', path);
  }
});

test(
  'the policy blocks requests to other hosts, from the page and from its workers',
  { skip },
  async () => {
    const visit = await Visit.begin(its, host.address);
    const { page } = visit;
    assert.equal(await page.evaluate(violationOf, ELSEWHERE), 'connect-src');

    await visit.openSample('Two rings');
    const worker = page.workers().find((its) => its.url().includes('studio'));
    assert.equal(await worker.evaluate(violationOf, ELSEWHERE), 'connect-src');
    await page.close();
  },
);

// This test runs last because Chromium completes its network log only when it exits.
test('only the page’s own files are requested', { skip }, async () => {
  // Request something from a page without a policy, to show that the log would record it.
  const { page } = await openPage(its.browser, 'about:blank');
  await page.evaluate((address) => fetch(address).catch(() => {}), `${ELSEWHERE}/planted`);
  await its.browser.close();

  const requests = await requestsOfPages(netLog);
  const strange = requests.filter((url) => !url.startsWith(host.address));
  assert.deepEqual(strange, [`${ELSEWHERE}/planted`]);
  for (const own of [/\.wasm$/, /worker.*\.js$/, /\.css$/])
    assert.ok(
      requests.some((url) => own.test(url)),
      `no request like ${own} among ${requests}`,
    );
});

/** Runs in the page or a worker: the directive that a request to `address` violates. */
async function violationOf(address) {
  const violation = new Promise((resolve) =>
    globalThis.addEventListener('securitypolicyviolation', resolve, { once: true }),
  );
  await fetch(address).catch(() => {});
  return (await violation).effectiveDirective;
}

/** The addresses that pages and their workers requested, without Chromium's own requests. */
async function requestsOfPages(file) {
  const { constants, events } = JSON.parse(await readFile(file, 'utf8'));
  return events
    .filter(({ type }) => type === constants.logEventTypes.URL_REQUEST_START_JOB)
    .filter(({ params }) => params?.initiator && params.initiator !== 'not an origin')
    .map(({ params }) => params.url);
}
