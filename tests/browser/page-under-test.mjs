import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildPage, servePage } from '../../web/server.mjs';

/** What a person meets on the page, by label and role. */
export const role = (name, kind) => `::-p-aria([name="${name}"][role="${kind}"])`;

/** Builds the page into a folder of its own and serves it on a free port. Close it. */
export async function servePageUnderTest() {
  const outDir = await mkdtemp(join(tmpdir(), 'vae1-page-'));
  await buildPage({ outDir });
  const server = await servePage({ outDir, port: 0 });
  return {
    address: server.address,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}

/** Opens `address`, and keeps what its console says: `complaints` are warnings and errors. */
export async function openPage(browser, address) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (['warn', 'error', 'assert'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  await page.goto(address);
  return { page, complaints };
}

/** Fills in the settings named by their labels and presses Train. */
export async function train(page, settings) {
  for (const [label, value] of Object.entries(settings)) {
    await page.locator(role(label, 'spinbutton')).fill(String(value));
  }
  await page.locator(role('Train', 'button')).click();
}

/** Waits until the page's status line reads like `pattern`; gives the line. */
export async function status(page, pattern, timeout = 120_000) {
  const read = () =>
    page.evaluate(() => ({
      line: document.getElementById('status').textContent,
      failure: document.getElementById('failure').textContent,
    }));
  for (const end = Date.now() + timeout; ; await sleep(50)) {
    const { line, failure } = await read();
    if (pattern.test(line)) return line;
    if (failure) throw new Error(`The page says: ${failure}`);
    if (Date.now() > end) throw new Error(`The page still says: ${line}`);
  }
}
