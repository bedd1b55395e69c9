// axe-core finds no violation in any state of the page, light or dark.
import assert from 'node:assert/strict';
import { loadAxe, violationsOf } from './axe.mjs';
import { CHROMIUM } from './drivers.mjs';
import { startTraining, train, untilEnded } from './training.mjs';
import { inBrowser } from './visit-tests.mjs';

inBrowser(CHROMIUM, (visitTest) => {
  for (const [theme, size, width] of [
    ['light', 'on a phone', 360],
    ['dark', 'on a wide screen', 1440],
  ]) {
    visitTest(`no violations in ${theme} ${size}`, async (visit) => {
      const { page } = visit;
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      await page.setViewport({ width, height: 900 });
      await loadAxe(page);
      const violations = await violationsOf(page, 'front');
      const check = async (state) => violations.push(...(await violationsOf(page, state)));

      await visit.openSample('Penguins');
      await check('table open');
      await startTraining(visit, { Epochs: 2000 });
      await visit.find('Pause', 'button');
      await check('training');
      await visit.press('Stop');
      await untilEnded(visit);
      await visit.eachTab((tab) => check(`table trained, ${tab}`));

      await visit.openSample('Two rings');
      await train(visit, { Epochs: 2 });
      await visit.eachTab((tab) => check(`rings trained, ${tab}`));

      await visit.openSample('Handwritten digits');
      await train(visit, { Epochs: 1 });
      await visit.eachTab((tab) => check(`images trained, ${tab}`));

      await page.evaluate(() => (location.hash = '#lesson=anomaly'));
      await visit.find('Start the lesson', 'button');
      await check('lesson, before it replaces a model');
      await visit.press('Start the lesson');
      await check('lesson');
      assert.deepEqual(violations, []);
    });
  }
});
