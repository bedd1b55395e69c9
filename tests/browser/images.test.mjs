// A user's own images: as single files, as a zip, and in MNIST's format.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { unzipSync, zipSync } from 'fflate';
import { readMnist } from '../../experiments/mnist-data.mjs';
import { idxGz } from './idx-file.mjs';
import { barImages } from './image-files.mjs';
import { writeFiles } from './temporary-files.mjs';
import { chooseFullyConnected, moreSettings, train } from './training.mjs';
import { CHROMIUM } from './drivers.mjs';
import { inBrowser } from './visit-tests.mjs';

const BARS = barImages(120);
const DIGITS = 500;
/** 16 x 16 pixels in colour: a disc of some colour on a ground of another. */
const DISCS = 120;
const disc = (n, x, y, channel) => {
  const inside = (x - 4 - (n % 8)) ** 2 + (y - 4 - (n % 7)) ** 2 < 16;
  return ((inside ? n : n + 3) * (37 + 20 * channel)) % 256;
};
const COLOURS = Uint8Array.from({ length: DISCS * 16 * 16 * 3 }, (_, at) =>
  disc(Math.floor(at / 768), Math.floor(at / 3) % 16, Math.floor(at / 48) % 16, at % 3),
);
let files;

before(async () => {
  const bars = Object.fromEntries(BARS.map(({ name, bytes }) => [name, bytes]));
  const { images, labels } = await readMnist('test');
  files = await writeFiles({
    ...bars,
    'bars.zip': zipSync(bars),
    'images-idx3-ubyte.gz': idxGz([DIGITS, 28, 28], images.subarray(0, DIGITS * 784)),
    'discs-idx4-ubyte.gz': idxGz([DISCS, 16, 16, 3], COLOURS),
    'labels-idx1-ubyte.gz': idxGz([DIGITS], labels.subarray(0, DIGITS)),
  });
});
after(() => files.remove());

inBrowser(CHROMIUM, (visitTest) => {
  visitTest('single image files train, and new images download as a zip', async (visit) => {
    await visit.choose(...BARS.map(({ name }) => files.path(name)));
    await visit.reads(/120 images/);
    await train(visit, { Epochs: 2 });

    const { name, bytes } = await visit.download('Download generated images (zip)');
    assert.match(name, /\.zip$/);
    const images = Object.entries(unzipSync(bytes));
    assert.ok(images.length > 0);
    for (const [file, content] of images) {
      assert.match(file, /\.png$/);
      assert.equal(Buffer.from(content.subarray(1, 4)).toString(), 'PNG');
    }
  });

  visitTest('a zip of images opens like single images', async (visit) => {
    await visit.choose(files.path('bars.zip'));
    await visit.reads(/120 images/);
    await train(visit, { Epochs: 1 });
    await visit.openTab('Samples');
  });

  visitTest(
    'colour images train with convolutions, and one watches samples of them',
    async (visit) => {
      await visit.choose(files.path('discs-idx4-ubyte.gz'));
      await visit.reads(/120 images of 16 × 16 pixels, in colour/);
      await visit.reads(/Samples appear after each epoch/);
      await moreSettings(visit);
      assert.equal(await visit.isThere('Hidden layers', 'textbox'), false);
      await train(visit, { Epochs: 2 });
      await visit.find('32 samples after epoch 2', 'image');
      await visit.reads(/After epoch 2\./);
      const sheet = await visit.page.$eval('.sample-sheets canvas', coloursOf);
      assert.ok(sheet > 20, `${sheet} colours on the sheet`);
      await visit.page.locator('::-p-aria([name="Epoch shown"][role="slider"])').fill('0');
      await visit.find('32 samples after epoch 1', 'image');
      const { bytes } = await visit.download('Download model file');

      // The other network, by choice.
      await visit.press('Start over');
      await chooseFullyConnected(visit);
      await visit.find('Hidden layers', 'textbox');
      await train(visit, { Epochs: 1 });
      await visit.find('32 samples after epoch 1', 'image');

      // A file says what its images are, without the data.
      const model = await writeFiles({ 'discs.vae1': bytes });
      await visit.reload();
      const field = await visit.page.waitForSelector('input[type=file][accept=".vae1"]');
      await field.uploadFile(model.path('discs.vae1'));
      await visit.openTab('Samples');
      await visit.find('64 new samples', 'image');
      await visit.settled();
      assert.ok((await visit.page.$eval('.look canvas', coloursOf)) > 20);
      await model.remove();
    },
  );

  visitTest('gzipped IDX images and labels train, and the labels colour the map', async (visit) => {
    const names = ['images-idx3-ubyte.gz', 'labels-idx1-ubyte.gz'];
    await visit.choose(...names.map((name) => files.path(name)));
    await visit.reads(/500 images/);
    await train(visit, { Epochs: 1 });
    await visit.openTab('Latent map');
    const colour = await visit.find('Colour by', 'combobox');
    assert.equal(await colour.evaluate(({ value }) => value), 'label');
  });
});

/** Runs in the page: how many colours a canvas shows. */
function coloursOf(canvas) {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}
