// axe-core finds no violation in any state of the page, light or dark.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { loadAxe, violationsOf } from './axe.mjs';
import { CHROMIUM } from './drivers.mjs';
import { writeFiles } from './temporary-files.mjs';
import { startTraining, train, trainFullyConnected, untilEnded } from './training.mjs';
import { inBrowser } from './visit-tests.mjs';

const winds = (name) =>
  `${name},day\n${'-999,01/02/2021\n7.5,03/04/2021\n1.5,05/06/2021\n'.repeat(20)}`;

/** What a tab changes; the rest of the page is looked at before. */
const VIEW = ['[role=tablist]', '[role=tabpanel]'];

let files;
before(async () => {
  files = await writeFiles({
    'ragged.csv': 'a,b,c\n1,2,3\n4,5\n6,7\n',
    // The page remembers what is said of columns.
    'light.csv': winds('light'),
    'dark.csv': winds('dark'),
  });
});
after(() => files.remove());

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
      const check = async (state, within) =>
        violations.push(...(await violationsOf(page, state, within)));
      const checkEachTab = async (state) => {
        await check(state);
        await visit.eachTab((tab) => check(`${state}, ${tab}`, VIEW));
      };

      await visit.choose(files.path('ragged.csv'));
      await visit.alert();
      await check('file refused');
      await visit.choose(files.path(`${theme}.csv`));
      await visit.press(`Count -999 as a gap: ${theme}`);
      await page.locator('summary ::-p-text(File options)').click();
      await check('file options');

      await visit.openSample('Penguins');
      await openDetails(page);
      await check('table open');
      await startTraining(visit, { Epochs: 2000 });
      await visit.find('Pause', 'button');
      await check('training');
      await visit.press('Stop');
      await untilEnded(visit);
      await checkEachTab('table trained');
      await visit.press('Fill gaps');
      await visit.find('Download the filled table', 'button');
      await check('gaps filled');
      await visit.openTab('Generated rows');
      await openDetails(page);
      await visit.press('Add a condition');
      await (await visit.find('Condition', 'combobox')).select('oneOf');
      await visit.press('Add a condition');
      await visit.find('Download ONNX score', 'button');
      await check('rows asked for');
      await page.locator('summary ::-p-text(Columns and first rows)').click();
      await check('table trained, its columns open');
      await page.setViewport({ width: 768, height: 900 });
      await check('table trained, at 768 px');
      await page.setViewport({ width, height: 900 });

      await visit.openSample('Two rings');
      await train(visit, { Epochs: 2 });
      await checkEachTab('rings trained');

      await visit.openSample('Handwritten digits');
      await trainFullyConnected(visit);
      await checkEachTab('images trained');

      await page.evaluate(() => (location.hash = '#lesson=anomaly'));
      await visit.find('Start the lesson', 'button');
      await check('lesson, before it replaces a model');
      await visit.press('Start the lesson');
      await check('lesson');
      assert.deepEqual(violations, []);
    });
  }
});

/** Opens what is folded. */
function openDetails(page) {
  return page.$$eval('details', (all) => all.forEach((each) => (each.open = true)));
}
