// An exported model file opens in the page again and in Node.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { barImages, SIDE } from './image-files.mjs';
import { writeFiles } from './temporary-files.mjs';
import { train } from './training.mjs';
import { CHROMIUM } from './drivers.mjs';
import { inBrowser } from './visit-tests.mjs';

const BARS = barImages(64);
let files;

before(async () => {
  files = await writeFiles(Object.fromEntries(BARS.map(({ name, bytes }) => [name, bytes])));
});
after(() => files.remove());

inBrowser(CHROMIUM, (visitTest) => {
  visitTest('a table model generates after a reload and in Node', async (visit) => {
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 5 });
    const { bytes } = await visit.download('Download model file');

    const model = await TableVAE.load(bytes);
    const columns = Object.keys(await model.generate(1));
    model.dispose();

    await openModel(visit, bytes);
    await visit.find('Generated rows', 'tab');
    const csv = String((await visit.download('Download generated rows (CSV)')).bytes);
    assert.deepEqual(csv.split(/\r?\n/)[0].split(','), columns);
  });

  visitTest('files can be downloaded again and again', async (visit) => {
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 2 });
    // The last report of progress and the file race each other.
    for (let times = 1; times <= 6; times++) {
      await visit.download('Download generated rows (CSV)');
      assert.ok(await showsNoProgress(visit.page), `still at work after download ${times}`);
    }
  });

  visitTest('an image model generates after a reload and in Node', async (visit) => {
    await visit.choose(...BARS.map(({ name }) => files.path(name)));
    await train(visit, { Epochs: 2 });
    const { bytes } = await visit.download('Download model file');

    const model = await VAE.load(bytes);
    assert.equal((await model.generate(3)).length, 3 * SIDE * SIDE);
    model.dispose();

    await openModel(visit, bytes);
    await visit.openTab('Samples');
  });
});

function showsNoProgress(page) {
  const done = () => !document.querySelector('.export-item progress, .export-item :disabled');
  return page.waitForFunction(done, { timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** Opens the file in a freshly loaded page. */
async function openModel(visit, bytes) {
  const model = await writeFiles({ 'kept.vae1': bytes });
  await visit.reload();
  const field = await visit.page.waitForSelector('input[type=file][accept=".vae1"]');
  await field.uploadFile(model.path('kept.vae1'));
  await visit.find('Export', 'heading');
  await model.remove();
}
