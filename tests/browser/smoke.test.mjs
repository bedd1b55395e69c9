// The quick run's only test of the page: a table and images, from sample to result.
import assert from 'node:assert/strict';
import { CHROMIUM } from './drivers.mjs';
import { train, trainFullyConnected } from './training.mjs';
import { inBrowser } from './visit-tests.mjs';

inBrowser(CHROMIUM, (visitTest) => {
  visitTest('a sample table trains and generates rows', async (visit) => {
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 10 });
    await visit.eachTab(() => {});
    const { bytes } = await visit.download('Download generated rows (CSV)');
    assert.match(String(bytes), /^species,island,/);
  });

  visitTest('sample images train and generate images', async (visit) => {
    await visit.openSample('Handwritten digits');
    await trainFullyConnected(visit);
    await visit.eachTab(() => {});
  });
});
