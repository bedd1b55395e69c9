// From a sample to the model's views without a mouse.
import assert from 'node:assert/strict';
import { untilEnded } from './training.mjs';
import { inEachBrowser } from './visit-tests.mjs';

inEachBrowser((visitTest) => {
  visitTest(
    'training on a sample and viewing the model work with the keyboard alone',
    async (visit) => {
      const { keyboard } = visit.page;
      await tabTo(visit, /^Penguins/);
      await keyboard.press('Enter');
      await visit.find('Train', 'button');
      await tabTo(visit, /^Epochs$/);
      await keyboard.down('Control');
      await keyboard.press('a');
      await keyboard.up('Control');
      await keyboard.type('3');
      await tabTo(visit, /^Train$/);
      await keyboard.press('Enter');
      await untilEnded(visit);

      await tabTo(visit, /^Generated rows$/);
      await keyboard.press('ArrowRight');
      assert.equal(await focused(visit), 'Distributions');
      await keyboard.press('End');
      assert.equal(await focused(visit), 'Odd rows');
      await tabTo(visit, /^Rank rows$/);
      await keyboard.press('Enter');
      await visit.reads(/Rank again/);
    },
  );
});

/** Presses Tab until the control with this name has the focus. */
async function tabTo(visit, name) {
  for (let steps = 0; steps < 200; ++steps) {
    await visit.page.keyboard.press('Tab');
    if (name.test(await focused(visit))) return;
  }
  throw new Error(`No control '${name}' can be reached with the keyboard.`);
}

/** The focused element's name for screen readers. */
function focused({ page }) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent;
    return (label ?? element.textContent).trim();
  });
}
