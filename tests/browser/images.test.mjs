// A user's own images: as single files, as a zip, and in MNIST's format.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { unzipSync, zipSync } from 'fflate';
import { readMnist } from '../../experiments/mnist-data.mjs';
import { idxGz } from './idx-file.mjs';
import { barImages } from './image-files.mjs';
import { writeFiles } from './temporary-files.mjs';
import { train } from './training.mjs';
import { CHROMIUM } from './drivers.mjs';
import { inBrowser } from './visit-tests.mjs';

const BARS = barImages(120);
const DIGITS = 2000;
let files;

before(async () => {
  const bars = Object.fromEntries(BARS.map(({ name, bytes }) => [name, bytes]));
  const { images, labels } = await readMnist('test');
  files = await writeFiles({
    ...bars,
    'bars.zip': zipSync(bars),
    'images-idx3-ubyte.gz': idxGz([DIGITS, 28, 28], images.subarray(0, DIGITS * 784)),
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

  visitTest('gzipped IDX images and labels train, and the labels colour the map', async (visit) => {
    const names = ['images-idx3-ubyte.gz', 'labels-idx1-ubyte.gz'];
    await visit.choose(...names.map((name) => files.path(name)));
    await visit.reads(/2,000 images/);
    await train(visit, { Epochs: 1 });
    await visit.openTab('Latent map');
    const colour = await visit.find('Colour by', 'combobox');
    assert.equal(await colour.evaluate(({ value }) => value), 'label');
  });
});
