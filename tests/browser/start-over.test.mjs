// Start over appears where Train or Stop was: a click meant for these must not discard the model.
import assert from 'node:assert/strict';
import { CHROMIUM } from './drivers.mjs';
import { train } from './training.mjs';
import { inBrowser } from './visit-tests.mjs';

inBrowser(CHROMIUM, (visitTest) => {
  visitTest(
    'Start over takes no click as it appears, and then discards the model',
    async (visit) => {
      await visit.openSample('Two rings');
      await visit.page.evaluate(clickStartOverAtOnce);
      await train(visit, { Epochs: 2 });
      assert.equal(await visit.page.evaluate(() => globalThis.clicks), 1);
      assert.ok(await visit.isThere('Start over', 'button'), 'the model is still there');
      await visit.press('Start over');
      await visit.find('Train', 'button');
      assert.equal(await visit.isThere('Start over', 'button'), false);
    },
  );
});

/** Runs in the page. */
function clickStartOverAtOnce() {
  globalThis.clicks = 0;
  new MutationObserver(() => {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Start over',
    );
    if (!button || globalThis.clicks > 0) return;
    globalThis.clicks++;
    button.click();
  }).observe(document.body, { childList: true, subtree: true });
}
