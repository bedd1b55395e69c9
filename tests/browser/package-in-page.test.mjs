// The published package in a page without a bundler.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchChromium, skip } from './chromium.mjs';
import { openPage } from './open-page.mjs';
import { servePlainPage } from './plain-page.mjs';

let server, browser;

if (!skip) {
  before(async () => {
    server = await servePlainPage();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
}

for (const worker of [true, false]) {
  for (const likelihood of ['bernoulli', 'gaussian']) {
    const name = `worker: ${worker}, ${likelihood}: a page and Node make the same bytes`;
    test(name, { skip }, async () => {
      const options = { worker, likelihood };
      const { page, complaints } = await openPage(browser, server.address);
      const inPage = await page.evaluate(trainTinyModel, options);
      assert.deepEqual(complaints, []);
      await page.close();

      assert.ok(inPage.losses.at(-1) < inPage.losses[0], `losses ${inPage.losses}`);
      assert.deepEqual(inPage, await trainTinyModel(options));
    });
  }
}

test('a signal stops training after the batch in progress', { skip }, async (t) => {
  const { page } = await openPage(browser, server.address);
  // Batches take far more than 20 ms, so after the delay the next one is in progress; only that one
  // may finish.
  const stop = await page.evaluate(stopTraining, { batchSize: 4096, stopAt: 3, delay: 20 });
  t.diagnostic(describeStop(stop));
  assert.ok(stop.msPerBatch > 40, `a batch takes only ${stop.msPerBatch} ms`);
  assert.ok(stop.batchesAfter <= 1, describeStop(stop));
  assertWorksAfter(stop);
  await page.close();
});

test('a signal stops training with short batches within 20 ms', { skip }, async (t) => {
  const { page } = await openPage(browser, server.address);
  // Take the best of several attempts, because a busy machine delivers messages late.
  let fewest = Infinity;
  for (let attempt = 0; attempt < 5; ++attempt) {
    const stop = await page.evaluate(stopTraining, { batchSize: 32, stopAt: 40, delay: 0 });
    t.diagnostic(describeStop(stop));
    fewest = Math.min(fewest, stop.batchesAfter - Math.ceil(20 / stop.msPerBatch));
    assertWorksAfter(stop);
  }
  assert.ok(fewest <= 0, `${fewest} batches more than fit into 20 ms`);
  await page.close();
});

function describeStop({ msToStop, msPerBatch, batchesAfter }) {
  return (
    `batches of ${msPerBatch.toFixed(1)} ms: stopped in ${msToStop.toFixed(1)} ms, ` +
    `${batchesAfter} batches after the one at which the page aborted`
  );
}

function assertWorksAfter({ inUnitInterval, epochsGoneOn, batchesMissed }) {
  assert.ok(inUnitInterval, 'generate() does not return probabilities');
  assert.equal(epochsGoneOn, 1);
  assert.equal(batchesMissed, 0);
}

// The functions below run in the page; the first one also runs in Node.

async function trainTinyModel({ worker, likelihood }) {
  const { VAE } = await import('vae1');
  const digest = async (bytes) =>
    [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].join();
  const data = Float32Array.from({ length: 200 * 6 }, (_, i) => ((i * i * 31) % 101) / 100);
  const model = new VAE({
    hiddenDims: [16],
    latentDim: 3,
    epochs: 5,
    seed: 7,
    deterministic: true,
    likelihood,
    worker,
  });
  const history = await model.train(data, { features: 6 });
  const samples = await digest(await model.generate());
  const file = await digest(await model.save());
  model.dispose();
  return { file, samples, losses: history.map(({ loss }) => loss) };
}

/** Aborts `delay` ms after the batch `stopAt`, then generates, saves and continues training. */
async function stopTraining({ batchSize, stopAt, delay }) {
  const { VAE } = await import('vae1');
  const FEATURES = 784;

  // docs/model-file.md: a section is tag, zero, length, content; STAT's fourth number is the steps.
  const batchesDone = async () => {
    const view = new DataView((await model.save()).buffer);
    let section = 16;
    while (view.getUint32(section) !== 0x53544154 /* STAT */) {
      section += 16 + 8 * Math.ceil(Number(view.getBigUint64(section + 8, true)) / 8);
    }
    return Number(view.getBigUint64(section + 16 + 24, true));
  };

  const data = Uint8Array.from({ length: 8192 * FEATURES }, (_, i) => ((i * i) >>> 7) & 255);
  const model = new VAE({ batchSize, seed: 1 });
  const controller = new AbortController();
  const reason = new Error('enough');
  let reported = 0;
  let abortedAt;
  const abort = () => {
    abortedAt = performance.now();
    controller.abort(reason);
  };
  const error = await model
    .train(data, {
      features: FEATURES,
      signal: controller.signal,
      onBatch() {
        if (++reported === stopAt) setTimeout(abort, delay);
      },
    })
    .catch((thrown) => thrown);
  if (error !== reason) throw error;
  const msToStop = performance.now() - abortedAt;
  const done = await batchesDone();
  const epochs = model.history.length;
  const samples = await model.generate(4);
  const rows = Math.min(20 * batchSize, data.length / FEATURES);
  const history = await model.train(data.subarray(0, rows * FEATURES), { epochs: 1 });
  const goneOn = await batchesDone();
  model.dispose();
  return {
    msToStop,
    msPerBatch: (1000 * history.at(-1).seconds * batchSize) / rows,
    batchesAfter: done - stopAt,
    inUnitInterval: samples.length === 4 * FEATURES && samples.every((x) => x >= 0 && x <= 1),
    epochsGoneOn: history.length - epochs,
    batchesMissed: goneOn - done - rows / batchSize,
  };
}
