import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchChromium, skip } from '../../tests/browser/chromium.mjs';
import { root } from '../../tools/paths.mjs';
import { serveBenchPage } from './server.mjs';

/** Opens the benchmark's page in Chromium; null, with a loud message, if there is no Chromium. */
export async function openChromiumRunner() {
  if (skip) {
    console.error(`NOT MEASURED in a browser: ${skip}`);
    return null;
  }
  const server = await serveBenchPage();
  const browser = await launchChromium();
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(server.address);
  await page.waitForFunction(() => globalThis.bench);
  const hello = await page.evaluate(() => bench.hello());
  return {
    hello: { ...hello, name: (await browser.version()).replace('/', ' ') },
    isolated: await page.evaluate(() => crossOriginIsolated),
    measure: (task) => page.evaluate((its) => bench.measure(its), task),
    /** The files of the library that the page has loaded, each compressed by itself. */
    loaded: () =>
      [...server.asked]
        .filter((path) => path.startsWith('/dist/') && /\.(m?js|wasm)$/.test(path))
        .map((path) => ({
          path,
          bytes: gzipSync(readFileSync(join(root, path)), { level: 9 }).length,
        })),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
