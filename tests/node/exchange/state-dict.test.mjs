// Weights of PyTorch that are not what their description says. What PyTorch computes with right ones,
// tests/exchange/state-dicts.test.mjs compares.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { composed } from '../support/safetensors.mjs';

const EXAMPLE = { architecture: 'pytorch-examples' };
const TVAE = { architecture: 'ctgan-tvae' };
const LINE = { architecture: { decoder: ['fc'] } };
const WORKERLESS = { worker: false };

/** A safetensors file of tensors of these shapes, filled with small numbers, or with `fill`. */
function weights(shapes, fill) {
  const header = {};
  let size = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const end = size + 4 * shape.reduce((product, length) => product * length, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [size, end] };
    size = end;
  }
  const values = Float32Array.from({ length: size / 4 }, (_, i) => fill ?? 0.1 + 0.01 * i);
  return composed(header, new Uint8Array(values.buffer));
}

const example = (changes = {}) => {
  const shapes = {
    ...{ 'fc1.weight': [5, 4], 'fc1.bias': [5], 'fc21.weight': [2, 5], 'fc21.bias': [2] },
    ...{ 'fc22.weight': [2, 5], 'fc22.bias': [2], 'fc3.weight': [3, 2], 'fc3.bias': [3] },
    ...{ 'fc4.weight': [4, 3], 'fc4.bias': [4], ...changes },
  };
  return Object.fromEntries(Object.entries(shapes).filter(([, shape]) => shape));
};
const tvae = {
  'seq.0.weight': [3, 2],
  'seq.0.bias': [3],
  'seq.2.weight': [4, 3],
  'seq.2.bias': [4],
};
const line = { 'fc.weight': [4, 2], 'fc.bias': [4] };

test('hidden layers of encoder and decoder may differ in width', async (t) => {
  const model = await VAE.import(weights(example()), EXAMPLE, WORKERLESS);
  t.after(() => model.dispose());
  assert.deepEqual([model.features, model.latentDim, model.parameters], [4, 2, 74]);
  const other = await VAE.import(weights(example()), EXAMPLE, WORKERLESS);
  t.after(() => other.dispose());
  assert.deepEqual(await other.save(), await model.save());
});

test('an encoder may have no hidden layers', async (t) => {
  const heads = { 'm.weight': [2, 4], 'm.bias': [2], 'v.weight': [2, 4], 'v.bias': [2] };
  const architecture = { mean: 'm', logVariance: 'v', decoder: ['fc'] };
  const model = await VAE.import(weights({ ...heads, ...line }), { architecture }, WORKERLESS);
  t.after(() => model.dispose());
  const { mean } = await model.encode([[1, 0, 0, 1]]);
  // 0.1, 0.11, ... row by row, and then the biases.
  const expected = [0.1 + 0.13 + 0.18, 0.14 + 0.17 + 0.19];
  for (const [i, value] of expected.entries()) assert.ok(Math.abs(mean[i] - value) < 1e-6);
});

const FAULTS = {
  'no safetensors file': [new Uint8Array(100), EXAMPLE, /The safetensors file /],
  'a tensor that is missing': [
    weights(example({ 'fc21.bias': undefined })),
    EXAMPLE,
    /lacks the tensor "fc21\.bias" of shape \[2\]/,
  ],
  'a tensor too many': [
    weights(example({ 'bn.weight': [4] })),
    EXAMPLE,
    /has a tensor "bn\.weight", which its description does not name/,
  ],
  'a layer that does not follow the one before': [
    weights(example({ 'fc22.weight': [2, 6] })),
    EXAMPLE,
    /has a tensor "fc22\.weight" of shape \[2, 6\], where the layers beside it need \[2, 5\]/,
  ],
  'a bias of another length': [
    weights(example({ 'fc3.bias': [4] })),
    EXAMPLE,
    /has a tensor "fc3\.bias" of shape \[4\], where .* need \[3\]/,
  ],
  'a convolution': [
    weights(example({ 'fc1.weight': [5, 4, 1, 1] })),
    EXAMPLE,
    /"fc1\.weight" of shape \[5, 4, 1, 1\], where .* need \[any, 4\]/,
  ],
  'a tensor without numbers': [
    weights(example({ 'fc4.weight': [0, 3], 'fc4.bias': [0] })),
    EXAMPLE,
    /"fc4\.weight" of shape \[0, 3\], where .* need \[any, 3\]/,
  ],
  'weights that are not finite': [
    weights(line, NaN),
    LINE,
    /has a tensor "fc\.weight" with NaN in it/,
  ],
  'a name twice': [
    composed(
      '{"fc.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},' +
        '"fc.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}',
      new Uint8Array(4),
    ),
    LINE,
    /has the name "fc\.weight" twice/,
  ],
  'numbers of 64 bits': [
    composed({ 'fc.weight': { dtype: 'F64', shape: [1, 1], data_offsets: [0, 8] } }, new Uint8Array(8)), // prettier-ignore
    LINE,
    /has a tensor "fc\.weight" of dtype F64/,
  ],
  'a TVAE without its sequence': [weights(line), TVAE, /lacks the tensor "seq\.0\.weight"/],
  'a TVAE without its deviations': [weights(tvae), TVAE, /lacks the tensor "sigma" of shape \[4\]/],
  'deviations that are none': [
    weights({ ...tvae, sigma: [4] }, -1),
    TVAE,
    /has a tensor "sigma" of standard deviations that are not above 0/,
  ],
};

for (const [what, [file, description, sentence]] of Object.entries(FAULTS))
  test(`${what}: an error that names it`, async () => {
    const attempt = VAE.import(file, description, WORKERLESS);
    await assert.rejects(attempt, failure('ERR_MODEL_FILE', sentence));
  });

const DESCRIPTIONS = {
  nothing: [undefined, /the description of VAE\.import\(\) must be an object, not undefined/],
  'an unknown option': [{ ...LINE, layers: 3 }, /has no option "layers"; did you mean/],
  'no architecture': [
    {},
    /architecture of the description .* must be 'pytorch-examples', 'ctgan-tvae'/,
  ],
  'no layer': [
    { architecture: { decoder: [] } },
    /decoder in architecture of .* must name a layer/,
  ],
  'an encoder without heads': [
    { architecture: { encoder: ['a'], decoder: ['fc'] } },
    /architecture of .* must name both layers mean and logVariance, since it has an encoder/,
  ],
  'a tanh of logits': [
    { architecture: { decoder: ['fc'], tanh: true } },
    /likelihood of .* must be 'gaussian' for a network with a deviation, a tanh or a logVariance/,
  ],
  'an offset of another width': [
    { ...LINE, scaling: { offset: [1, 2] } },
    /offset in scaling of .* must have 4 numbers, one for each column, not 2/,
  ],
  'a scale of 0': [
    { ...LINE, scaling: { scale: 0 } },
    /scale in scaling of .* must be a finite number > 0, or an array of them, not 0/,
  ],
  'a variance twice': [
    { architecture: { decoder: ['fc'], deviation: 'sigma' }, logVariance: 1 },
    /logVariance of .* must not be given for a network with a deviation/,
  ],
};

for (const [what, [description, sentence]] of Object.entries(DESCRIPTIONS))
  test(`a description of ${what}: an error that says what is expected`, async () => {
    const attempt = VAE.import(weights(line), description, WORKERLESS);
    await assert.rejects(attempt, failure('ERR_OPTION', sentence));
  });
