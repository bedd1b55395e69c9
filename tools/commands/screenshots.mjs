// npm run screenshots: the README's pictures of the page, docs/images/page-*.png.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CHROMIUM, startBrowser } from '../../tests/browser/drivers.mjs';
import { servePageUnderTest } from '../../tests/browser/page-under-test.mjs';
import { train } from '../../tests/browser/training.mjs';
import { Visit } from '../../tests/browser/visit.mjs';
import { root } from '../paths.mjs';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844, deviceScaleFactor: 2 };

const { folder } = parseArgs({
  options: { folder: { type: 'string', default: join(root, 'docs/images') } },
}).values;
await mkdir(folder, { recursive: true });

const host = await servePageUnderTest();
const its = await startBrowser(CHROMIUM);
try {
  await visiting(async ({ shoot }) => {
    await shoot('front', WIDE, 'light');
    await shoot('front-narrow', PHONE, 'light');
  });
  await visiting(async ({ visit, shoot }) => {
    await visit.openSample('Penguins');
    await settle(visit, { Seed: 1, Epochs: 300 });
    await train(visit, {});
    await visit.openTab('Generated rows');
    await shoot('table-rows', WIDE, 'light');
    await visit.openTab('Distributions');
    await shoot('table-distributions', WIDE, 'dark');
    await shoot('table-distributions-narrow', PHONE, 'light');
  });
  await visiting(async ({ visit, shoot }) => {
    await visit.openSample('Handwritten digits');
    await settle(visit, { Seed: 1, 'Latent size': 2, Epochs: 20 });
    await train(visit, {}, 300_000);
    await visit.openTab('Latent map');
    await visit.settled();
    await pointAtMap(visit, 0.63, 0.18);
    await shoot('images-map', WIDE, 'dark');
    await visit.openTab('Samples');
    await shoot('images-samples', WIDE, 'light');
  });
} finally {
  await its.close();
  await host.close();
}

async function visiting(run) {
  const visit = await Visit.begin(its, host.address);
  await run({ visit, shoot: (name, viewport, theme) => shoot(visit, name, viewport, theme) });
  await visit.end();
}

/** Fills in settings, the seed among them, so that the pictures are the same each time. */
async function settle(visit, settings) {
  const more = visit.page.locator('summary ::-p-text(More)');
  await more.click();
  await visit.fill(settings);
  await more.click();
}

/** Decodes the point that lies so far across and down, from 0 to 1, and shows the row that is nearest. */
async function pointAtMap({ page }, across, down) {
  const map = await page.waitForSelector('[role=application][aria-label^="Latent map"]');
  await map.scrollIntoView();
  const { x, y, width, height } = await map.boundingBox();
  await page.mouse.click(x + across * width, y + down * height);
}

/** One picture, which begins with the card with the views of the model where there is one. */
async function shoot(visit, name, viewport, theme) {
  const { page } = visit;
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  await visit.settled();
  await page.evaluate(() => {
    document.querySelector('[role=tablist]')?.closest('section').scrollIntoView();
  });
  // The colours of a map come after its points.
  await sleep(1500);
  const path = join(folder, `page-${name}.png`);
  await page.screenshot({ path });
  console.log(`${path}: ${Math.round((await stat(path)).size / 1000)} KB`);
}
