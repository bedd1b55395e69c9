import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchChromium, skip } from './chromium.mjs';
import { openPage, role, servePageUnderTest, status, train } from './page-under-test.mjs';

let server, browser, folder, netLog;

if (!skip) {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vae1-page-'));
    netLog = join(folder, 'net-log.json');
    server = await servePageUnderTest();
    browser = await launchChromium({ netLog });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });
}

test('the page trains on the digits and draws what the model has learnt', { skip }, async () => {
  const { page, complaints } = await openPage(browser, server.address);
  await status(page, /Ready to train/);
  assert.equal(await inkOf(page, 'No generated digits yet'), 0);

  await train(page, { Images: 4000, Epochs: 2, 'Latent size': 8 });
  assert.match(await status(page, /^Trained/), /^Trained 2 epochs in/);

  const [second, first] = await page.$$eval('#epoch-rows tr', (rows) =>
    rows.map((row) => [...row.cells].map((cell) => Number(cell.textContent))),
  );
  const [, loss, reconstruction, kl] = second;
  assert.deepEqual([first[0], second[0]], [1, 2]);
  assert.ok(loss < first[1], `loss ${first[1]} after epoch 1, ${loss} after epoch 2`);
  assert.ok(
    Math.abs(loss - reconstruction - kl) < 0.02,
    `${loss} is not ${reconstruction} + ${kl}`,
  );
  assert.equal(await page.$eval('#progress', (bar) => bar.value), 1);

  // Digits are a tenth to a fifth ink; noise, a blank or a flooded sheet are far from that.
  const ink = await inkOf(page, '64 generated digits, after epoch 2');
  assert.ok(ink > 0.04 && ink < 0.35, `the sheet of samples is ${ink} ink`);

  const sheet = await pixelsOf(page, '64 generated digits, after epoch 2');
  await page.locator(role('Generate', 'button')).click();
  await page.waitForSelector(role('64 generated digits, drawn just now', 'image'));
  assert.notEqual(await pixelsOf(page, '64 generated digits, drawn just now'), sheet);

  assert.deepEqual(complaints, []);
  await page.close();
});

test('Stop keeps the batches done, and Go on goes on from there', { skip }, async () => {
  const { page, complaints } = await openPage(browser, server.address);
  await status(page, /Ready to train/);
  await train(page, { Images: 60_000, Epochs: 5 });
  await status(page, /^Epoch 1 of 5, batch \d{2,}/);
  await page.locator(role('Stop', 'button')).click();
  await status(page, /^Stopped/);
  await page.locator(role('Generate', 'button')).click();
  await page.waitForSelector(role('64 generated digits, drawn just now', 'image'));

  await page.locator(role('Images', 'spinbutton')).fill('1000');
  await page.locator(role('Epochs', 'spinbutton')).fill('1');
  await page.locator(role('Go on', 'button')).click();
  await status(page, /^Trained 1 epoch in/);

  await page.locator(role('Start over', 'button')).click();
  await status(page, /Ready to train/);
  assert.equal(await page.$$eval('#epoch-rows tr', (rows) => rows.length), 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test(
  'every response carries the policy, and it stops what leaves the origin',
  { skip },
  async () => {
    const { page } = await openPage(browser, server.address);
    await status(page, /Ready to train/);
    const violated = await page.evaluate(async (elsewhere) => {
      const violation = new Promise((resolve) =>
        document.addEventListener('securitypolicyviolation', resolve, { once: true }),
      );
      await fetch(elsewhere).catch(() => {});
      return (await violation).effectiveDirective;
    }, 'http://127.0.0.1:1/stopped');
    assert.equal(violated, 'connect-src');

    const files = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    assert.ok(files.length > 3, `the page loaded only ${files}`);
    for (const address of [server.address, `${server.address}no-such-file.js`, ...files]) {
      const { headers } = await fetch(address);
      assert.match(headers.get('Content-Security-Policy') ?? '', /default-src 'self'/, address);
      assert.equal(headers.get('Cross-Origin-Embedder-Policy'), 'require-corp', address);
    }
    await page.close();
  },
);

// Last: Chromium ends its log of the network when it ends itself.
test('nothing is requested but the page’s own files', { skip }, async () => {
  // From a page without a policy, so that the log is known to hold what goes elsewhere.
  const { page } = await openPage(browser, 'about:blank');
  await page.evaluate(() => fetch('http://127.0.0.1:1/planted').catch(() => {}));
  await browser.close();

  const requests = await requestsOfPages(netLog);
  const strange = requests.filter((url) => !url.startsWith(server.address));
  assert.deepEqual(strange, ['http://127.0.0.1:1/planted']);
  for (const own of [/\.wasm$/, /digits\/train-images-idx3-ubyte\.gzip$/, /worker.*\.js$/]) {
    assert.ok(
      requests.some((url) => own.test(url)),
      `no request like ${own} among ${requests}`,
    );
  }
});

/** The grey levels of the canvas with this label, as one string. */
function pixelsOf(page, label) {
  return page.$eval(role(label, 'image'), (canvas) => {
    // From a copy: reading the page's own canvas back would make Chromium warn about it.
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    return data.filter((_, i) => i % 4 === 0).join();
  });
}

/** The mean grey level, 0 (black) to 1. */
async function inkOf(page, label) {
  const levels = (await pixelsOf(page, label)).split(',');
  return levels.reduce((sum, level) => sum + Number(level), 0) / levels.length / 255;
}

/** The addresses that pages and their workers asked for, Chromium's own business left out. */
async function requestsOfPages(file) {
  const { constants, events } = JSON.parse(await readFile(file, 'utf8'));
  return events
    .filter(({ type }) => type === constants.logEventTypes.URL_REQUEST_START_JOB)
    .filter(({ params }) => params?.initiator && params.initiator !== 'not an origin')
    .map(({ params }) => params.url);
}
