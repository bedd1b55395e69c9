// What a TableVAE chooses by the number of rows.
import assert from 'node:assert/strict';
import test from 'node:test';
import { TableVAE } from 'vae1';

const rowsOf = (count) =>
  Array.from({ length: count }, (_, i) => ({
    a: (i * 7919) % 101,
    b: (i * 31) % 7 < 3 ? 'p' : 'q',
  }));

async function firstRate(t, count, options) {
  const model = new TableVAE({ seed: 1, hiddenDims: [4], threads: 1, ...options });
  t.after(() => model.dispose());
  let batches = 0;
  await model.train(rowsOf(count), { epochs: 1, validation: 0, onBatch: () => batches++ });
  return { batches, rate: model.history[0].learningRate };
}

test('batches grow with the rows, unless the user sets their size', async (t) => {
  assert.deepEqual(await firstRate(t, 640), { batches: 20, rate: 3e-4 }); // of 32
  assert.deepEqual(await firstRate(t, 2560), { batches: 40, rate: 1e-3 }); // of 64
  assert.deepEqual(await firstRate(t, 640, { batchSize: 16, learningRate: 0.01 }), {
    batches: 40,
    rate: 0.01,
  });
});

test('the learning rate falls when held-out rows say so, and a training ends by itself', async (t) => {
  const model = new TableVAE({ seed: 1, hiddenDims: [32], threads: 1 });
  t.after(() => model.dispose());
  // Columns of noise: there is little to learn, and soon nothing but rows by heart.
  await model.train(rowsOf(300), { epochs: 1000 });
  const rates = model.history.map(({ learningRate }) => learningRate);
  assert.ok(rates.at(-1) < rates[0]);
  assert.ok(model.history.length < 1000, `${model.history.length}`);
});
