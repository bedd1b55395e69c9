// examples/image-generator in a folder with the package installed, served as static files.
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';
import { SEEDED } from '../node/support/seeded.mjs';
import { launchChromium, skip } from './chromium.mjs';
import { openPage } from './open-page.mjs';
import { serveFiles } from './serve-files.mjs';

test('image-generator: the page trains and fills its grid with shapes', { skip }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-example-page-'));
  t.after(() => rm(folder, { recursive: true }));
  await cp(join(root, 'examples/image-generator'), folder, { recursive: true });
  await mkdir(join(folder, 'node_modules/vae1'), { recursive: true });
  await cp(join(root, 'dist'), join(folder, 'node_modules/vae1/dist'), { recursive: true });
  const address = await serveFiles(t, folder);
  const browser = await launchChromium();
  t.after(() => browser.close());

  const { page, complaints } = await openPage(browser, address, SEEDED);
  const status = () => page.$eval('#status', ({ textContent }) => textContent);
  await page.waitForFunction(
    () => document.querySelector('#status').textContent.startsWith('Done'),
    { timeout: 300_000 },
  );
  assert.match(await status(), /^Done: [\d.]+ nats per image$/);
  const given = await page.evaluate(inkOf, '#given');
  const made = await page.evaluate(inkOf, '#made');
  const both = JSON.stringify({ given, made });
  assert.ok(made.everywhere > 0.6 * given.everywhere, both);
  assert.ok(made.everywhere < 1.5 * given.everywhere, both);
  assert.ok(made.inCorners < 0.2 * made.everywhere, both);
  assert.deepEqual(complaints, []);
});

// Runs in the page: the mean whiteness of the images, and of their corners, where no shape is.
function inkOf(id) {
  const [side, grid] = [16, 8];
  const { data } = document.querySelector(id).getContext('2d').getImageData(0, 0, 128, 128);
  const white = (x, y) => data[4 * (y * grid * side + x) + 3] / 255;
  const sums = { everywhere: 0, inCorners: 0 };
  for (let y = 0; y < grid * side; y++)
    for (let x = 0; x < grid * side; x++) {
      sums.everywhere += white(x, y) / (grid * side) ** 2;
      const inCorner = [x, y].every((place) => place % side === 0 || place % side === side - 1);
      if (inCorner) sums.inCorners += white(x, y) / (grid * grid * 4);
    }
  return sums;
}
