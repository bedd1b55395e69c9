// The latent map of a table, which a second model draws.
import assert from 'node:assert/strict';
import { CHROMIUM } from './drivers.mjs';
import { startTraining, train, untilEnded } from './training.mjs';
import { inBrowser, inEachBrowser } from './visit-tests.mjs';

inEachBrowser((visitTest) => {
  visitTest('opening the map of a table trains it, and the model stays as it is', async (visit) => {
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 3 });
    const before = (await visit.download('Download model file')).bytes;
    assert.equal(await visit.isThere('Latent sliders', 'tab'), false);

    await visit.openTab('Latent map');
    await visit.reads(/A second, smaller model\s+draws this map/);
    await visit.find('Stop', 'button');
    await untilMapped(visit);
    await visit.settled();
    assert.ok(await decodedDiffers(visit), 'places on the map decode to different rows');

    const codes = String((await visit.download('Download latent codes (CSV)')).bytes);
    const [header, ...rows] = codes.trim().split('\r\n');
    assert.equal(header, 'row,mean_1,mean_2,log_variance_1,log_variance_2');
    assert.equal(rows.length, 344);
    assert.ok(varianceOf(rows.map((row) => Number(row.split(',')[1]))) > 0.1);
    const after = (await visit.download('Download model file')).bytes;
    assert.ok(before.equals(after));
  });
});

// How the page's own state goes on is the same in every browser.
inBrowser(CHROMIUM, (visitTest) => {
  visitTest('the map of a table can be stopped and continued', async (visit) => {
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 1 });
    await visit.openTab('Latent map');
    await visit.press('Stop');
    await goesOn(visit);
    // It is not begun again by leaving and coming back.
    await visit.openTab('Generated rows');
    await visit.openTab('Latent map');
    await (await goesOn(visit)).click();
    await untilMapped(visit);
    await visit.find('Colour by', 'combobox');
  });

  visitTest('during a run the map waits, and trains when the run has ended', async (visit) => {
    await visit.openSample('Penguins');
    await visit.page.locator('summary ::-p-text(More)').click();
    await startTraining(visit, { Epochs: 1_000_000, Patience: 0 });
    await visit.find('Latent map', 'tab');
    await visit.openTab('Latent map');
    await visit.reads(/A run is in progress\. When it ends, the map trains by itself\./);
    assert.ok(await visit.isThere('Train the map', 'button'));
    await visit.press('Stop');
    await untilEnded(visit);
    await untilMapped(visit);
    await visit.find('Colour by', 'combobox');
  });
});

/** Waits for the button that continues a stopped map. */
function goesOn({ page }) {
  return page.waitForSelector('.map-training button ::-p-text(Continue)');
}

/** Waits for the end of the second model's training, which leaves no button for it. */
async function untilMapped({ page }) {
  await page.waitForSelector('[role=application][aria-label^="Latent map"]');
  await page.waitForFunction(() => !document.querySelector('.map-training'));
}

/** Whether the two ends of the map decode to rows that differ. */
async function decodedDiffers(visit) {
  const slider = await visit.find('Up', 'slider');
  const seen = [];
  for (const key of ['Home', 'End']) {
    await slider.press(key);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const cells = await visit.page.$$eval('.beside table tr', (rows) =>
      rows.map(({ cells }) => cells[1]?.textContent),
    );
    seen.push(cells.join());
  }
  return seen[0] !== seen[1];
}

function varianceOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
