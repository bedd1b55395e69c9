// The example with React, as a user has it, in Chromium.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchChromium, skip as noChromium } from '../../browser/chromium.mjs';
import { openPage } from '../../browser/open-page.mjs';
import { SEEDED } from '../../node/support/seeded.mjs';
import { installedPackage } from '../installed-package.mjs';
import { linkTool, skip as noTools } from './tools.mjs';
import { builtByVite, servedByVite } from './vite.mjs';

const skip = noChromium || noTools;
const example = fileURLToPath(new URL('../../../examples/react', import.meta.url));

let app, browser;

if (!skip) {
  before(async () => {
    app = await installedPackage();
    await cp(example, app.folder, { recursive: true });
    for (const name of ['react', 'react-dom']) await linkTool(name, app.folder);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await app?.remove();
  });
}

// Vite's server is where StrictMode mounts each component twice.
for (const [name, make] of Object.entries({ 'its server': servedByVite, built: builtByVite })) {
  test(
    `Vite, ${name}: a click trains, images come, and no worker outlives them`,
    { skip },
    async (t) => {
      const { complaints: complaintsOfBuild, serve } = await make('vite', app.folder);
      const host = await serve();
      t.after(() => host.close());
      const { page, complaints } = await openPage(browser, host.address, SEEDED);
      const click = (label) => page.locator(`button::-p-text(${label})`).click();

      await click('Train');
      await page.waitForFunction(() => document.querySelectorAll('canvas').length === 24);
      assert.match(
        await page.$eval('[role=status]', (it) => it.textContent),
        /^Epoch 20: [\d.]+ nats$/,
      );
      const images = await page.$$eval('canvas', (all) => all.map((it) => it.toDataURL()));
      assert.equal(new Set(images).size, 24);
      assert.equal(page.workers().length, 1);
      await click('Close');
      await untilWorkers(page, 0);

      await click('Open');
      await click('Train');
      await page.waitForSelector('[role=status]::-p-text(Epoch 1)');
      assert.equal(page.workers().length, 1);
      await click('Close');
      await untilWorkers(page, 0);
      assert.deepEqual([...complaintsOfBuild, ...complaints], []);
      await page.close();
    },
  );
}

async function untilWorkers(page, count) {
  for (let i = 0; page.workers().length !== count; i++) {
    if (i === 1000) throw new Error(`${page.workers().length} workers, not ${count}`);
    await sleep(20);
  }
}
