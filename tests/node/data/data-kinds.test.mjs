import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryRows, bytes, correlatedRows, moments } from '../support/data.mjs';
import { data, FEATURES, ROWS, SMALL, trainedModel, untrainedModel } from '../support/models.mjs';

function rowsOf(values, features) {
  return Array.from({ length: values.length / features }, (_, i) =>
    Array.from(values.subarray(i * features, (i + 1) * features)),
  );
}

function placedAt(offset, values, Buffer = ArrayBuffer) {
  const size = offset + values.byteLength + 8;
  const view = new values.constructor(new Buffer(size), offset, values.length);
  view.set(values);
  return view;
}

const floats = [
  ['at an odd place', placedAt(4, data)],
  ['in shared memory', placedAt(12, data, SharedArrayBuffer)],
  ['a part of a larger array', new Float32Array([9, ...data, 9]).subarray(1, -1)],
  ['with its shape', { data, shape: [ROWS, FEATURES] }],
  ['doubles', Float64Array.from(data)],
  ['doubles at an odd place', placedAt(8, Float64Array.from(data))],
  ['rows', rowsOf(data, FEATURES)],
  ['typed rows', rowsOf(data, FEATURES).map((row) => Float32Array.from(row))],
  ['mixed rows', rowsOf(data, FEATURES).map((row, i) => (i % 2 ? row : Float64Array.from(row)))],
];

for (const [name, values] of floats)
  test(`the same numbers give the same model: ${name}`, async (t) => {
    const plain = await trainedModel(t);
    const options = ArrayBuffer.isView(values) ? { features: FEATURES } : {};
    const model = untrainedModel(t);
    await model.train(values, options);
    assert.deepEqual(await model.save(), await plain.save());
    assert.deepEqual(await model.encode(values), await plain.encode(data));
    assert.deepEqual(await model.reconstruct(values), await plain.reconstruct(data));
    assert.deepEqual(await model.evaluate(values), await plain.evaluate(data));
  });

test('all kinds of bytes stand for the same numbers in [0, 1]', async (t) => {
  const values = bytes(ROWS * FEATURES);
  const plain = await trainedModel(t, {}, values);
  const file = await plain.save();
  for (const same of [
    placedAt(3, values),
    placedAt(1, values, SharedArrayBuffer),
    Buffer.from(values),
    Uint8ClampedArray.from(values),
    { data: values, shape: [ROWS, FEATURES] },
    rowsOf(values, FEATURES).map((row) => Uint8Array.from(row)),
  ])
    assert.deepEqual(await (await trainedModel(t, {}, same)).save(), file);

  // As floats they also train a Bernoulli model, if requested; the numbers are the same.
  const unit = Float32Array.from(values, (value) => value / 255);
  const encoded = await plain.encode(values);
  assert.deepEqual(await plain.encode(unit), encoded);
  const rows = await plain.reconstruct(values);
  assert.ok(rows.every((value) => value >= 0 && value <= 1));
});

test('integers keep their values', async (t) => {
  for (const Kind of [Int8Array, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
    const values = Kind.from({ length: 40 }, (_, k) => (k * k) % 120);
    const model = await trainedModel(t, {}, values, 2);
    const same = await trainedModel(t, {}, Float64Array.from(values), 2);
    assert.deepEqual(await model.save(), await same.save(), Kind.name);
  }
});

test("the caller's array is neither detached nor changed", async (t) => {
  const values = data.slice();
  const model = await trainedModel(t, {}, values);
  await model.encode(values);
  const latents = Float32Array.of(0, 1);
  await model.decode(latents);
  assert.deepEqual(values, data);
  assert.deepEqual(latents, Float32Array.of(0, 1));
});

test('results are separate arrays of the requested shape', async (t) => {
  const model = await trainedModel(t);
  const { mean, logVariance } = await model.encode(data);
  assert.equal(mean.length, ROWS * SMALL.latentDim);
  assert.equal(logVariance.length, ROWS * SMALL.latentDim);
  assert.equal((await model.decode(mean)).length, ROWS * FEATURES);
  assert.equal((await model.generate()).length, ROWS * FEATURES);
  assert.equal((await model.generate(0)).length, 0);
  assert.equal((await model.generate(7)).buffer.byteLength, 7 * FEATURES * 4);
});

test('reconstruct() equals decode() of the mean of encode()', async (t) => {
  for (const rows of [data, binaryRows(ROWS, FEATURES)]) {
    const model = await trainedModel(t, {}, rows);
    const { mean } = await model.encode(rows);
    assert.deepEqual(await model.reconstruct(rows), await model.decode(mean));
  }
});

test('rows come back in the units of the data, whatever they are', async (t) => {
  const rows = 400;
  const base = correlatedRows(rows, 3);
  // Milliseconds since 1970 within some seconds, a tiny voltage, an altitude below zero.
  const units = [
    [1e3, 1.7e12],
    [1e-9, 0],
    [5, -300],
  ];
  const values = Float64Array.from(base, (value, k) => {
    const [scale, offset] = units[k % 3];
    return offset + scale * value;
  });
  const model = untrainedModel(t, { epochs: 150, learningRate: 0.01, hiddenDims: [16] });
  await model.train(values, { features: 3 });
  const generated = await model.generate(4000);
  const rebuilt = await model.reconstruct(values);
  for (const column of [0, 1, 2]) {
    const truth = moments(values, 3, column);
    for (const rows of [generated, rebuilt]) {
      const { mean } = moments(rows, 3, column);
      assert.ok(Math.abs(mean - truth.mean) < 0.3 * truth.deviation + 1e-7 * Math.abs(truth.mean));
    }
  }
  // Results are 32-bit floats, which at 1.7e12 are 131072 apart; the other columns keep their
  // spread.
  for (const column of [1, 2]) {
    const truth = moments(values, 3, column);
    const { deviation } = moments(generated, 3, column);
    assert.ok(Math.abs(deviation / truth.deviation - 1) < 0.3, `${deviation} ${truth.deviation}`);
  }
});

test('doubles keep digits that 32 bits would lose', async (t) => {
  // Milliseconds since 1970 with a spread of a second; as floats, they would all be one number.
  const base = correlatedRows(300, 2);
  const times = Float64Array.from(base, (value, k) => (k % 2 ? value : 1.7e12 + 1e3 * value));
  const model = await trainedModel(t, { epochs: 60, learningRate: 0.01 }, times, 2);
  const { mean } = await model.encode(times);
  const shifted = times.map((value, k) => (k % 2 ? value : value + 500));
  assert.notDeepEqual((await model.encode(shifted)).mean, mean);
  // In nats in the user's units: a density over milliseconds, and one over seconds.
  const seconds = times.map((value, k) => (k % 2 ? value : value / 1e3));
  const inSeconds = await trainedModel(t, { epochs: 60, learningRate: 0.01 }, seconds, 2);
  const [a, b] = [await model.evaluate(times), await inSeconds.evaluate(seconds)];
  assert.ok(Math.abs(a.loss - b.loss - Math.log(1e3)) < 0.05, `${a.loss} ${b.loss}`);
});

test('a constant column comes back as its constant', async (t) => {
  for (const constant of [0, 5, -1e9, 0.1]) {
    const values = Float64Array.from(data, (value, k) => (k % FEATURES === 1 ? constant : value));
    const model = await trainedModel(t, {}, values);
    for (const rows of [
      await model.generate(20),
      await model.reconstruct(values),
      await model.decode([[1, -1]]),
    ])
      for (let k = 1; k < rows.length; k += FEATURES) assert.equal(rows[k], Math.fround(constant));

    // A later row that differs there scores higher, but finitely.
    const [row, odd] = [values.slice(0, FEATURES), values.slice(0, FEATURES)];
    odd[1] += 1 + Math.abs(constant);
    const usual = await model.evaluate(row);
    const strange = await model.evaluate(odd);
    assert.ok(Number.isFinite(strange.loss) && strange.loss > usual.loss + 1);
  }
});

test('a constant column adds nothing to the training loss', async (t) => {
  const two = data.filter((_, k) => k % FEATURES !== 1);
  const three = data.map((value, k) => (k % FEATURES === 1 ? 7 : value));
  const options = { epochs: 100, learningRate: 0.01 };
  const without = await trainedModel(t, options, two, 2);
  const within = await trainedModel(t, options, three, 3);
  const difference = within.history.at(-1).loss - without.history.at(-1).loss;
  assert.ok(Math.abs(difference) < 0.5, `${difference}`);
});

for (const [name, values, features] of [
  ['one row', Float32Array.of(1, 2, 3), 3],
  ['one value', Float32Array.of(42), 1],
  ['one column', Float32Array.of(1, 2, 3, 5, 8), 1],
  ['constant columns only', new Float32Array(12).fill(2.5), 3],
  ['zeros only', new Float32Array(12), 3],
  ['ones only, as bytes', new Uint8Array(12).fill(255), 3],
  ['two equal rows', Float32Array.of(1, 2, 1, 2), 2],
])
  test(`${name} train, generate and score`, async (t) => {
    const model = await trainedModel(t, {}, values, features);
    const generated = await model.generate();
    assert.equal(generated.length, values.length);
    assert.ok(generated.every(Number.isFinite));
    const losses = await model.evaluate(values);
    assert.ok(Object.values(losses).every(Number.isFinite), JSON.stringify(losses));
    assert.ok(model.history.every(({ loss }) => Number.isFinite(loss)));
  });

test('a batch size above the number of rows gives one batch of all rows', async (t) => {
  const larger = await trainedModel(t, { batchSize: 1000 });
  const equal = await trainedModel(t, { batchSize: ROWS });
  assert.deepEqual(larger.history.map(({ loss }) => loss), equal.history.map(({ loss }) => loss)); // prettier-ignore
});

test('new VAE() without options trains on any numbers', async (t) => {
  const model = untrainedModel(t, { hiddenDims: undefined, latentDim: undefined, seed: undefined });
  await model.train(rowsOf(data, FEATURES));
  assert.equal((await model.generate()).length, data.length);
});

test('the likelihood follows the data', async (t) => {
  // Probabilities stay within [0, 1]; a Gaussian has no such bound.
  const grey = Float32Array.from({ length: 300 }, (_, k) => ((k * 37) % 100) / 100);
  const outside = (rows) => rows.some((value) => value < 0 || value > 1);
  const generate = async (values, options) =>
    (await trainedModel(t, options, values, 3)).generate(1000);
  assert.equal(outside(await generate(binaryRows(100, 3))), false);
  assert.equal(outside(await generate(bytes(300))), false);
  assert.equal(outside(await generate(grey)), true);
  assert.equal(outside(await generate(grey, { likelihood: 'bernoulli' })), false);
  assert.equal(outside(await generate(bytes(300), { likelihood: 'gaussian' })), true);
});
