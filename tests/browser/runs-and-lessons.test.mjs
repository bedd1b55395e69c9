// Several kept runs are compared and deleted; a link opens a lesson that needs no mouse.
import assert from 'node:assert/strict';
import { loadAxe, violationsOf } from './axe.mjs';
import { tabTo } from './tabbing.mjs';
import { train } from './training.mjs';
import { inEachBrowser } from './visit-tests.mjs';

inEachBrowser((visitTest, driver) => {
  visitTest('two runs are kept, compared, named, and one is deleted', async (visit) => {
    const { page } = visit;
    for (const epochs of [2, 3]) {
      await visit.openSample('Two rings');
      await train(visit, { Epochs: epochs });
    }
    await visit.reload();
    await visit.reads(/epoch 3 of 3[^]*epoch 2 of 2/);
    assert.equal((await keptData(page)).length, 1, 'equal data are stored once');

    for (const box of await page.$$('.run-list input[type=checkbox]')) await box.click();
    await visit.press('Compare');
    await visit.reads(/Epochs done\s+3\s+2/);
    // The settings that differ come first, and are marked.
    await visit.reads(/Differs:\s+Epochs\s+3\s+2/);
    await page.waitForSelector('dialog canvas');
    if (driver.name === 'Chromium') {
      await loadAxe(page);
      assert.deepEqual(await violationsOf(page, 'comparison'), []);
    }
    await page.keyboard.press('Escape');

    await visit.press('Rename');
    await page.waitForSelector('.renaming input');
    await page.keyboard.type('the longer one');
    await page.keyboard.press('Enter');
    await visit.reads(/^the longer one$/m);

    await page.locator(`.kept-run:last-child ${visit.byRole('Delete', 'button')}`).click();
    await visit.press('Delete run');
    await page.waitForFunction(() => document.querySelectorAll('.kept-run').length === 1);
    assert.equal((await keptData(page)).length, 1);
    await visit.press('Open');
    await visit.reads(/3 of 3 epochs done/);
  });

  visitTest('a link opens a lesson, which goes to its end by keyboard', async (visit, { host }) => {
    const { page } = visit;
    const before = await keptData(page);
    await page.goto('about:blank');
    await page.goto(`${host.address}#lesson=anomaly`);
    await visit.loaded();
    for (let screen = 1; ; screen++) {
      await visit.reads(new RegExp(`An anomaly found\\s+${screen} of 6`));
      const act = await page.$('.lesson-screen button.primary');
      if (act) {
        await tabTo(visit, new RegExp(`^${await act.evaluate((button) => button.textContent)}$`));
        await page.keyboard.press('Enter');
        await page.waitForSelector('.lesson-screen button.primary[aria-disabled=false]');
      }
      if (screen === 5) await visit.reads(/1\s+618\s+\d+\.\d\s+weight_kg/);
      if (screen === 6) break;
      await tabTo(visit, /^Next$/);
      await page.keyboard.press('Enter');
    }
    assert.equal(await page.$('.lesson .failure'), null);
    await tabTo(visit, /^Finish$/);
    await page.keyboard.press('Enter');
    await visit.reads(/What you have seen[^]*A latent space unfolds[^]*Collapse and its cures/);
    await tabTo(visit, /^Close the lesson$/, { back: true });
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lesson', { hidden: true });
    assert.equal(new URL(page.url()).hash, '');
    assert.deepEqual(await keptData(page), before, 'runs of a lesson are not kept');
  });
});

/** The keys of the data that the page has stored. */
function keptData(page) {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'vae1-runs')) return [];
    const answer = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open('vae1-runs'));
    const keys = await answer(database.transaction('data').objectStore('data').getAllKeys());
    database.close();
    return [...new Set(keys.map(([key]) => key))];
  });
}
