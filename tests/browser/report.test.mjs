// A run that stops early says so, and the report on its rows can be read, printed and taken along.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { writeFiles } from './temporary-files.mjs';
import { train } from './training.mjs';
import { CHROMIUM } from './drivers.mjs';
import { inBrowser } from './visit-tests.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

inBrowser(CHROMIUM, (visitTest, { name: browser }) => {
  visitTest(
    'a run says why it stopped, and its report is a page of its own',
    async (visit, { context }) => {
      const { page } = visit;
      await visit.openSample('Penguins');
      await visit.reads(/(About|A few) .*: 300 epochs of 10 batches, or fewer/);
      await page.locator('summary ::-p-text(More)').click();
      await train(visit, { Epochs: 2000, Patience: 1 });
      await visit.reads(
        /Stopped early: the held-out loss had not improved for 1 epoch\. The weights of/,
      );
      await visit.reads(/\d+ of 10 latent dimensions in use/);

      await visit.openTab('Report');
      await visit.reads(/34 real rows that the model was not trained on are the yardstick/);
      if (browser.includes('Chromium')) await printsTheReportAlone(page);

      const { name, bytes } = await visit.download('Download report (HTML)');
      assert.match(name, /^Palmer-penguins-report\.html$/);
      const html = String(bytes);
      assert.doesNotMatch(html, /<script|<button|https?:(?!\/\/www\.w3\.org)|\bon\w+=/);
      assert.match(html, /Report on generated rows: Palmer penguins/);
      const files = await writeFiles({ 'report.html': html });
      context.after(() => files.remove());
      await opensOnItsOwn(await page.browser().newPage(), files.path('report.html'));
    },
  );
});

async function printsTheReportAlone(page) {
  await page.emulateMediaType('print');
  const text = await page.evaluate(() => document.body.innerText);
  await page.emulateMediaType(null);
  assert.match(text, /How alike the tables are[^]*Privacy[^]*The model/);
  assert.doesNotMatch(text, /Table of epochs|Export|Download|Loaded/);
}

/** The file is complete without scripts, and axe-core finds nothing in it, on a phone either. */
async function opensOnItsOwn(page, path) {
  await page.setViewport({ width: 360, height: 800 });
  await page.goto(String(pathToFileURL(path)));
  const text = await page.evaluate(() => document.body.innerText);
  assert.match(text, /(✓ Good|! Fair|✗ Poor)/);
  assert.match(text, /Patience\s+1/);
  const seen = await page.evaluate(() => ({
    charts: document.querySelectorAll('svg').length,
    width: document.documentElement.scrollWidth,
  }));
  assert.ok(seen.charts >= 8, `${seen.charts} charts`);
  assert.ok(seen.width <= 360, `${seen.width} px`);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`),
    [],
  );
  await page.close();
}
