// From a sample to the model's views without a mouse.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { focused, tabTo } from './tabbing.mjs';
import { train, untilEnded } from './training.mjs';
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
      assert.equal(await focused(visit), 'Fill gaps');
      await keyboard.press('ArrowLeft');
      assert.equal(await focused(visit), 'Odd rows');
      await tabTo(visit, /^Rank rows$/);
      await keyboard.press('Enter');
      await visit.reads(/Rank again/);
    },
  );

  visitTest('views can be left before they are drawn', async (visit) => {
    const { keyboard } = visit.page;
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 2 });
    await tabTo(visit, /^Generated rows$/);
    // The console is read at the end of the visit.
    for (let presses = 0; presses < 80; presses++) {
      await keyboard.press('ArrowRight');
      await sleep((presses * 7) % 60);
    }
    await visit.settled();
  });
});
