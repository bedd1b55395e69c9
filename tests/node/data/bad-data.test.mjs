import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryRows } from '../support/data.mjs';
import { failure, refused } from '../support/failures.mjs';
import { data, FEATURES, ROWS, trainedModel, untrainedModel } from '../support/models.mjs';

const rows = (...values) => values;

function altered(index, value, Type = Float32Array) {
  const copy = Type.from(data);
  copy[index] = value;
  return copy;
}

/** Data, options and the expected failure, for a model with three features. */
const shapeFaults = [
  ['no rows', [new Float32Array(0), { features: 3 }], /^data holds no rows/],
  ['no rows, shaped', [{ data: new Float32Array(0), shape: [0, 3] }], /^data holds no rows/],
  ['an empty array of rows', [[]], /^data holds no rows/],
  [
    'a part of a row',
    [data.subarray(1), { features: 3 }],
    /149 values, expected a multiple of features \(3\)/,
  ],
  ['a row without values', [rows([])], /row 0 without values/],
  ['ragged rows', [rows([1, 2, 3], [4, 5])], /2 values in row 1, but 3 in row 0/],
  ['a row that is none', [rows([1, 2, 3], 4)], /has 4 as row 1/],
  ['a flat array', [[1, 2, 3]], /has 1 as row 0/],
  ['bytes among numbers', [rows([1, 2, 3], new Uint8Array(3))], /Uint8Array as row 1, .* Array as/],
  ['numbers among bytes', [rows(new Uint8Array(3), [1, 2, 3])], /Array as row 1/],
  ['a string', ['1,2,3', { features: 3 }], /, not "1,2,3"/],
  ['nothing', [undefined, { features: 3 }], /, not undefined/],
  ['null', [null], /, not null/],
  ['an ArrayBuffer', [new ArrayBuffer(12), { features: 3 }], /an object \(ArrayBuffer\)/],
  ['a DataView', [new DataView(new ArrayBuffer(12)), { features: 3 }], /\(DataView\)/],
  [
    'another shape',
    [{ data, shape: [10, 3] }],
    /\.shape must fit the 150 values of data\.data, not be \[10, 3\]/,
  ],
  ['half a shape', [{ data, shape: [50] }], /\.shape must be \[rows, features\], not \[50\]/],
  ['no shape', [{ data, shape: 3 }], /\.shape must be \[rows, features\], not 3/],
  ['shaped, but no data', [{ data: 'x', shape: [1, 1] }], /^data\.data must be a typed array/],
  ['features against shape', [{ data, shape: [50, 3] }, { features: 5 }], /but features is 5/],
  ['features against rows', [rows([1, 2, 3]), { features: 2 }], /3 values in a row, but .* is 2/],
];

const valueFaults = [
  ['NaN', altered(7, NaN), /^data has NaN in row 2, column 1, expected a finite number/],
  ['infinity', altered(149, Infinity), /^data has Infinity in row 49, column 2/],
  ['minus infinity', altered(0, -Infinity), /^data has -Infinity in row 0, column 0/],
  ['NaN, a double', altered(7, NaN, Float64Array), /^data has NaN in row 2, column 1/],
  ['beyond 32 bits', altered(4, 1e300, Float64Array), /1e\+300 in row 1, column 1, .* 32-bit/],
  ['a string', rows([1, 2, 3], [4, '5', 6]), /^data has "5" in row 1, column 1, expected a number/],
  ['null', rows([1, 2, null]), /^data has null in row 0, column 2/],
  // oxlint-disable-next-line no-sparse-arrays -- what is tested
  ['a hole', rows([1, 2, 3], [4, , 6]), /^data has undefined in row 1, column 1/], // prettier-ignore
  ['NaN in a row', rows([1, 2, 3], [4, 5, NaN]), /^data has NaN in row 1, column 2/],
];

for (const [name, args, sentence] of shapeFaults)
  test(`train() refuses data with a wrong shape: ${name}`, async (t) => {
    const model = untrainedModel(t);
    await assert.rejects(model.train(...args), failure('ERR_DATA_SHAPE', sentence));
    assert.equal(model.features, undefined);
    assert.deepEqual(model.history, []);
  });

for (const [name, values, sentence] of valueFaults)
  test(`train() refuses data with a wrong value: ${name}`, async (t) => {
    const model = untrainedModel(t);
    const options = Array.isArray(values) ? {} : { features: FEATURES };
    await assert.rejects(model.train(values, options), failure('ERR_DATA_VALUE', sentence));
    assert.equal(model.features, undefined);
    await assert.rejects(model.generate(1), failure('ERR_NOT_TRAINED', /./));
    // The model is unaffected: it trains to the same bytes as one that saw no bad data.
    await model.train(data, { features: FEATURES });
    assert.deepEqual(await model.save(), await (await trainedModel(t)).save());
  });

test('a trained model refuses bad data in every call and stays unchanged', async (t) => {
  const model = await trainedModel(t);
  for (const call of ['train', 'encode', 'reconstruct', 'evaluate']) {
    for (const [, [values, options], sentence] of shapeFaults)
      await refused(model, () => model[call](values, options), 'ERR_DATA_SHAPE', sentence);
    for (const [, values, sentence] of valueFaults)
      await refused(model, () => model[call](values), 'ERR_DATA_VALUE', sentence);
  }
});

test('a trained model refuses data with another width', async (t) => {
  const model = await trainedModel(t);
  const wider = { data: new Float32Array(8), shape: [2, 4] };
  for (const call of ['train', 'encode', 'reconstruct', 'evaluate']) {
    const sentence = /data has 4 features, but rows of this model have 3/;
    await refused(model, () => model[call](wider), 'ERR_DATA_SHAPE', sentence);
    await refused(
      model,
      () => model[call](wider.data, { features: 4 }),
      'ERR_DATA_SHAPE',
      sentence,
    );
  }
});

test('flat data need `features` before training, but not afterwards', async (t) => {
  const model = untrainedModel(t);
  await assert.rejects(
    model.train(data),
    failure('ERR_DATA_SHAPE', /flat Float32Array of length 150; give .* \{ features \}/),
  );
  await model.train(data, { features: FEATURES });
  await model.train(data, { epochs: 1 });
  assert.equal(model.history.length, 3);
});

test('an explicit Bernoulli likelihood refuses values outside [0, 1]', async (t) => {
  const values = binaryRows(10, FEATURES);
  values[4] = 1.5;
  const model = untrainedModel(t, { likelihood: 'bernoulli' });
  await assert.rejects(
    model.train(values, { features: FEATURES }),
    failure('ERR_DATA_VALUE', /^data has 1\.5 in row 1, column 1, .* from 0 to 1 .*Bernoulli/),
  );
  values[4] = -0.25;
  await assert.rejects(
    model.train(values, { features: FEATURES }),
    failure('ERR_DATA_VALUE', /^data has -0\.25 in row 1, column 1/),
  );
});

test('a Bernoulli model refuses later rows outside [0, 1]', async (t) => {
  const model = await trainedModel(t, {}, binaryRows(ROWS, FEATURES));
  const attempt = (call) => () => model[call]([[0, 1, 0], [0, 2, 1]]); // prettier-ignore
  for (const call of ['train', 'encode', 'reconstruct', 'evaluate'])
    await refused(model, attempt(call), 'ERR_DATA_VALUE', /2 in row 1, column 1, .* from 0 to 1/);
});

test('decode() refuses anything but latent vectors', async (t) => {
  const model = await trainedModel(t);
  for (const [latents, code, sentence] of [
    [new Float32Array(0), 'ERR_DATA_SHAPE', /^latents holds no rows/],
    [new Float32Array(3), 'ERR_DATA_SHAPE', /3 values, expected a multiple of features \(2\)/],
    [[[1, 2, 3]], 'ERR_DATA_SHAPE', /3 values in a row, but latentDim of this model is 2/],
    [new Uint8Array(2), 'ERR_DATA_SHAPE', /must be floats, not bytes/],
    [Float32Array.of(0, 1, NaN, 0), 'ERR_DATA_VALUE', /^latents has NaN in row 1, column 0/],
    [[[0, 1e300]], 'ERR_DATA_VALUE', /^latents has 1e\+300 in row 0, column 1/],
    [[[0, 'x']], 'ERR_DATA_VALUE', /^latents has "x" in row 0, column 1/],
  ])
    await refused(model, () => model.decode(latents), code, sentence);
});

test('a fault far into the data is found at its own row', async (t) => {
  // More than one chunk of a megabyte.
  const rows = 400_000;
  const values = new Float32Array(rows).fill(0.25);
  values[rows - 2] = NaN;
  values[1] = 0.75;
  const model = untrainedModel(t);
  await assert.rejects(
    model.train(values, { features: 1 }),
    failure('ERR_DATA_VALUE', /^data has NaN in row 399998, column 0/),
  );
  await model.train(Float32Array.of(0.25, 0.5, 0.75), { features: 1 });
  await refused(model, () => model.encode(values), 'ERR_DATA_VALUE', /row 399998, column 0/);
});
