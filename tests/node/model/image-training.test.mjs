import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes } from '../support/data.mjs';
import { failure, refused } from '../support/failures.mjs';
import { channelsFirst, FEATURES, IMAGE, imageModel, spots } from '../support/small-images.mjs';
import { batchesTrained } from '../support/model-file.mjs';
import { loadedModel } from '../support/models.mjs';

const rows = spots(60);
const losses = (history) => history.map(({ loss, validation }) => [loss, validation?.loss]);

for (const likelihood of ['bernoulli', 'discretizedLogistic'])
  for (const channelOrder of ['last', 'first'])
    test(`a resumed training equals one that never stopped: ${likelihood}, ${channelOrder}`, async (t) => {
      const options = { image: { ...IMAGE, channelOrder }, likelihood };
      const whole = imageModel(t, options);
      await whole.train(rows, { epochs: 5, validation: 0.2 });
      const part = imageModel(t, options);
      await part.train(rows, { epochs: 2, validation: 0.2 });
      const resumed = await loadedModel(t, await part.save());
      await resumed.train(rows, { epochs: 3, validation: 0.2 });
      assert.deepEqual(await resumed.save(), await whole.save());
    });

test('a stream of images trains like the whole, without features', async (t) => {
  const chunks = () => [rows.subarray(0, 20 * FEATURES), rows.subarray(20 * FEATURES)];
  const model = imageModel(t);
  await model.train(chunks, { epochs: 3 });
  assert.equal(model.history.length, 3);
  assert.ok(model.history[2].loss < model.history[0].loss);
});

// The same seed draws other weights for the other order: they are drawn by the number of the layer, and
// the layer that moves the channels is one. With one channel there is no such layer.
test('channels first learns what channels last learns', async (t) => {
  const trained = async (channelOrder, data) => {
    const model = imageModel(t, { image: { ...IMAGE, channelOrder }, learningRate: 0.01 });
    await model.train(data, { epochs: 60 });
    return (await model.evaluate(data, { latent: 'mean' })).loss;
  };
  const [last, first, scrambled] = [
    await trained('last', rows),
    await trained('first', channelsFirst(rows)),
    // As if the channels of each pixel lay side by side: its neighbours are others.
    await trained('last', channelsFirst(rows)),
  ];
  assert.ok(Math.abs(first - last) < Math.abs(scrambled - last), `${last}, ${first}, ${scrambled}`);
});

test('with one channel, both orders are the same model', async (t) => {
  const grey = { width: 8, height: 12 };
  const saved = [];
  for (const channelOrder of ['last', 'first']) {
    const model = imageModel(t, { image: { ...grey, channelOrder } });
    await model.train(rows);
    saved.push(losses(model.history), await model.generate(3, { seed: 1 }));
  }
  assert.deepEqual(saved.slice(2), saved.slice(0, 2));
});

for (const [name, floats] of [
  ['32-bit floats', Float32Array.from(rows, (x) => x / 255)],
  ['64-bit floats', Float64Array.from(rows, (x) => x / 255)],
  [
    '32-bit floats by a product',
    Float32Array.from(rows, (x) => Math.fround(x * Math.fround(1 / 255))),
  ],
])
  test(`bytes and k / 255 as ${name} train alike with discretizedLogistic`, async (t) => {
    const likelihood = 'discretizedLogistic';
    const [one, other] = [imageModel(t, { likelihood }), imageModel(t, { likelihood })];
    const expected = losses(await one.train(rows, { validation: 0.2 }));
    const found = losses(await other.train(floats, { validation: 0.2 }));
    for (const [i, pair] of found.entries())
      for (const [j, loss] of pair.entries())
        assert.ok(Math.abs(loss - expected[i][j]) < 1e-4 * loss, `${loss}, ${expected[i][j]}`);
    if (!name.includes('product')) assert.deepEqual(found, expected);
  });

test('discretizedLogistic refuses other floats, and says which', async (t) => {
  const model = imageModel(t, { likelihood: 'discretizedLogistic' });
  const floats = Float32Array.from(rows, (x) => x / 255);
  const spoilt = (row, column, value) => {
    const copy = Float64Array.from(floats);
    copy[row * FEATURES + column] = value;
    return copy;
  };
  const takes =
    'expected a byte, or k / 255 for a k from 0 to 255 \\(the likelihood is one of bytes\\)';
  for (const value of [0.3, -1 / 255, 256 / 255, 17])
    await assert.rejects(
      model.train(spoilt(3, 5, value)),
      failure('ERR_DATA_VALUE', new RegExp(`^data has ${value} in row 3, column 5, ${takes}\\.$`)),
    );
  await assert.rejects(
    model.train(floats, { validation: spoilt(4, 2, 0.3) }),
    failure('ERR_DATA_VALUE', new RegExp(`has 0.3 in row 4, column 2, ${takes}`)),
  );
  await model.train(floats);
  for (const call of ['encode', 'evaluate', 'score', 'reconstruct'])
    await refused(
      model,
      () => model[call](spoilt(1, 7, 0.3)),
      'ERR_DATA_VALUE',
      new RegExp(`^data has 0.3 in row 1, column 7, ${takes}\\.$`),
    );
});

test("a byte that never varied in training may vary later, and 'auto' never picks bytes", async (t) => {
  const constant = rows.map((x, i) => (i % FEATURES < 40 ? 200 : x));
  const model = imageModel(t, { likelihood: 'discretizedLogistic' });
  await model.train(constant, { epochs: 30 });
  const [usual, odd] = [constant.slice(0, FEATURES), constant.slice(0, FEATURES).fill(90, 0, 4)];
  const [a] = await model.score(usual, { samples: 20 });
  const [b] = await model.score(odd, { samples: 20 });
  assert.ok(b > a && Number.isFinite(b), `${a}, ${b}`);
});

for (const likelihood of ['bernoulli', 'gaussian', 'discretizedLogistic'])
  for (const value of [0, 200, 255])
    test(`images of one value, ${value}, train and come back: ${likelihood}`, async (t) => {
      const flat = new Uint8Array(60 * FEATURES).fill(value);
      const model = imageModel(t, { likelihood, learningRate: 0.01 });
      const data = likelihood === 'gaussian' ? Float32Array.from(flat) : flat;
      const history = await model.train(data, { epochs: 40 });
      assert.ok(history.every(({ loss }) => Number.isFinite(loss)));
      const [pixel] = await model.reconstruct(data.subarray(0, FEATURES));
      const expected = likelihood === 'gaussian' ? value : value / 255;
      assert.ok(Math.abs(pixel - expected) < 0.1, `${pixel} of ${expected}`);
    });

/** Bits per byte of uniformly random ones under a logistic distribution about the middle grey. */
function bitsOfNoise(logScale) {
  const below = (y) => 1 / (1 + Math.exp(-y * Math.exp(-logScale)));
  let bits = 0;
  for (let k = 0; k < 256; k++) {
    const least = k === 0 ? 0 : below((2 * k - 1) / 255 - 1);
    const most = k === 255 ? 1 : below((2 * k + 1) / 255 - 1);
    bits -= Math.log2(most - least) / 256;
  }
  return bits;
}

test('random bytes, of 8 bits each, cost the 8.28 bits that the best logistic takes', async (t) => {
  const best = Math.min(...Array.from({ length: 500 }, (_, i) => bitsOfNoise(i / 100 - 4)));
  assert.ok(best > 8 && best < 8.277, `${best}`);
  const image = { width: 8, height: 8 };
  const [noise, unseen] = [bytes(1000 * 64, 1), bytes(1000 * 64, 2)];
  const layers = [{ type: 'convolution', channels: 4, stride: 2 }];
  const model = imageModel(t, { image, layers, likelihood: 'discretizedLogistic', batchSize: 50 });
  await model.train(noise, { epochs: 40 });
  const { loss } = await model.evaluate(unseen);
  const bits = loss / (64 * Math.LN2);
  // 64,000 bytes are not exactly uniform.
  assert.ok(bits > best - 0.005 && bits < best + 0.01, `${bits} bits, not ${best}`);
});

test('a training of large batches ends within one batch of an abort, and goes on', async (t) => {
  const image = { width: 28, height: 28, channels: 1 };
  const model = imageModel(t, { image, layers: undefined, batchSize: 512 });
  const stop = new AbortController();
  const data = spots(2048, image);
  const training = model.train(data, {
    signal: stop.signal,
    onBatch: () => stop.abort(new Error('enough')),
  });
  await assert.rejects(training, /^Error: enough$/);
  const done = batchesTrained(await model.save());
  assert.ok(done <= 2, `${done} batches were trained, 1 of them before the abort`);
  assert.equal((await model.generate(3)).length, 3 * 784);
  await model.train(data.subarray(0, 784 * 100), { epochs: 1 });
  assert.equal(model.history.length, 1);
});

test('as many layers as are allowed, each with a normalisation, train and load', async (t) => {
  const image = { width: 3, height: 2 };
  const layers = Array(64).fill({ type: 'convolution', channels: 2, kernelSize: 1, groups: 1 });
  const model = imageModel(t, { image, layers });
  await model.train(rows.subarray(0, 6 * 40), { epochs: 1 });
  const copy = await loadedModel(t, await model.save());
  assert.deepEqual(await copy.save(), await model.save());
});
