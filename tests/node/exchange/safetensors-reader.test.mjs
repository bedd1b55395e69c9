// What the reader of safetensors files takes and refuses. It is given files that other programs write,
// and damaged ones.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { VAE, VAEError } from 'vae1';
import { failure } from '../support/failures.mjs';
import { kindsOfImages, trainedImages } from '../support/image-models.mjs';
import { data, FEATURES, SMALL } from '../support/models.mjs';
import { uniform } from '../support/data.mjs';
import { composed, dataOf, parsed } from '../support/safetensors.mjs';

const load = (file) => VAE.load(file, { worker: false });

let file;
let rows;
before(async () => {
  const model = new VAE({ ...SMALL, hiddenDims: [4], referenceRows: 0, worker: false });
  await model.train(data, { features: FEATURES });
  file = await model.export({ format: 'safetensors' });
  rows = await model.generate(5, { seed: 1 });
  model.dispose();
});

/** The file with another header: `change` gets a copy of it. */
function altered(change) {
  const { header } = parsed(file);
  return composed(change(header) ?? header, dataOf(file));
}

async function same(other, what) {
  const model = await load(other);
  assert.deepEqual(await model.generate(5, { seed: 1 }), rows, what);
  model.dispose();
}

test('it takes other forms of the header: order, white space, unknown keys', async () => {
  const forms = {
    'no padding': (header) => header,
    'leading white space': (header) => ` \n\t${JSON.stringify(header)}`,
    'a last line end': (header) => `${JSON.stringify(header)}\n`,
    indented: (header) => JSON.stringify(header, null, 2),
    'another order of the names': (header) =>
      Object.fromEntries(Object.entries(header).toReversed()),
    'unknown keys': (header) => {
      header['encoder.0.weight'].note = { of: 'another program' };
      header.__metadata__.author = 'someone';
    },
    'escaped names': (header) => JSON.stringify(header).replace('"encoder.', '"\\u0065ncoder.'),
  };
  for (const [what, change] of Object.entries(forms)) await same(altered(change), what);
});

test('it takes tensors in another order of their bytes', async () => {
  const { header, tensors } = parsed(file);
  let size = 0;
  const pieces = Object.keys(tensors)
    .toReversed()
    .map((name) => {
      const { buffer } = tensors[name].values;
      header[name].data_offsets = [size, (size += buffer.byteLength)];
      return Buffer.from(buffer);
    });
  await same(composed(header, Buffer.concat(pieces)));
});

test('what is wrong with a tensor is refused, with its name', async () => {
  const name = 'decoder.1.bias';
  const first = 'decoder.0.bias';
  const faults = [
    [
      (header) => ((header[first].data_offsets[0] += 4), header[first].shape[0]--, header),
      /"decoder.0.bias" that begins at byte 4 .* no holes/,
    ],
    [
      (header) => {
        header[name].data_offsets = header[first].data_offsets;
        header[name].shape = header[first].shape;
      },
      /"decoder\.(1|0)\.bias" that begins at byte 0 .* no overlaps/,
    ],
    [
      (header) => ((header[name].data_offsets[1] += 4), header),
      /"decoder.1.bias" whose data_offsets have 16 bytes, where F32 of shape \[3\] takes 12/,
    ],
    [
      (header) => ((header[name].data_offsets = [0, -4]), header),
      /"decoder.1.bias" whose data_offsets are not two/,
    ],
    [
      (header) => ((header[name].data_offsets = [0.5, 12.5]), header),
      /"decoder.1.bias" whose data_offsets are not two/,
    ],
    [
      (header) => ((header[name].data_offsets = null), header),
      /"decoder.1.bias" whose data_offsets are not two/,
    ],
    [
      (header) => ((header[name].shape = [2 ** 52, 2 ** 52]), header),
      /"decoder.1.bias" whose data_offsets have 12 bytes/,
    ],
    [
      (header) => ((header[name].shape = [1, 3]), header),
      /"decoder.1.bias" of shape \[1, 3\]; its model's has \[3\]/,
    ],
    [(header) => ((header[name].shape = '3'), header), /"decoder.1.bias" whose shape/],
    [
      (header) => ((header[name].dtype = 'I32'), header),
      /"decoder.1.bias" of dtype I32; those of a model are F32/,
    ],
    [
      (header) => ((header[name].dtype = 'toString'), header),
      /"decoder.1.bias" of the unknown dtype "toString"/,
    ],
    [
      (header) => ((header[name] = null), header),
      /"decoder.1.bias" that is not described by an object/,
    ],
    [
      (header) => JSON.stringify(header).replace(`"${name}"`, `"${first}"`),
      /"decoder.0.bias" twice/,
    ],
    [
      (header) => JSON.stringify(header).replace(`"${name}"`, '"decoder.0.b\\u0069as"'),
      /"decoder.0.bias" twice/,
    ],
    [
      (header) => JSON.stringify(header).replace(`"${name}"`, '"other"'),
      /lacks the tensor "decoder.1.bias" of shape \[3\]/,
    ],
    [
      (header) => ({ ...header, other: { dtype: 'F32', shape: [0], data_offsets: [0, 0] } }),
      /a tensor "other", which its model has not/,
    ],
    [
      (header) => (delete header['likelihood.logVariance'], header),
      /its last tensor, "encoder.1.weight"/,
    ],
  ];
  for (const [change, sentence] of faults)
    await assert.rejects(
      load(altered(change)),
      failure('ERR_MODEL_FILE', sentence),
      String(sentence),
    );
});

test('a length that lies is refused before memory is taken', async () => {
  for (const length of [0n, 1n, 100_000_000n, 100_000_001n, 2n ** 32n - 1n]) {
    const other = file.slice();
    new DataView(other.buffer).setBigUint64(0, length, true);
    await assert.rejects(load(other), failure('ERR_MODEL_FILE', /header/), `${length}`);
  }
  await assert.rejects(
    load(file.slice(0, -1)),
    failure('ERR_MODEL_FILE', /"likelihood.logVariance" that ends at byte/),
  );
  await assert.rejects(
    load(Uint8Array.of(...file, 0)),
    failure('ERR_MODEL_FILE', /its last tensor/),
  );
});

test('metadata that are not those of a model are refused, with the key', async () => {
  const change = (key, text) =>
    altered((header) => {
      header.__metadata__[key] = text;
    });
  const cases = [
    ['vae1', '2', /has version "2" of VAE1's metadata/],
    ['vae1.options', '{', /metadata "vae1.options" that are not JSON/],
    ['vae1.options', '{}', /activation in vae1.options .* must be one of relu, .* not undefined/],
    ['vae1.scaling', '{"rows":5,"columns":[]}', /columns in vae1.scaling .* must be an array of 3/],
    ['vae1.layers', '{"encoder":[{"kind":"dense"}]}', /settings in encoder in vae1.layers|encoder/],
    ['vae1.state', 5, /metadata "vae1.state" that are not text/],
  ];
  for (const [key, text, sentence] of cases)
    await assert.rejects(load(change(key, text)), failure('ERR_MODEL_FILE', sentence), key);
  await assert.rejects(
    load(altered((header) => (delete header.__metadata__, header))),
    failure('ERR_MODEL_FILE', /not one of export\(\)/),
  );
});

/** The outcome of a mutated file: a model, or a VAEError. */
async function outcome(mutated, what) {
  const model = await load(mutated).catch((error) => error);
  if (model instanceof VAE) {
    await model.generate(2, { seed: 1 });
    model.dispose();
    return 'model';
  }
  assert.ok(model instanceof VAEError, `${what}: ${model?.stack}`);
  assert.equal(model.code, 'ERR_MODEL_FILE', `${what}: ${model.message}`);
  return 'refused';
}

test('fuzzed bytes give a model or a VAEError', async () => {
  const random = uniform(1);
  const below = (n) => Math.floor(random() * n);
  const headerEnd = file.length - dataOf(file).length;
  const seen = new Set();
  for (let round = 0; round < 400; round++) {
    let mutated = file.slice();
    for (let change = 0; change <= below(3); change++)
      mutated[below(round % 4 ? headerEnd : file.length)] = below(256);
    if (round % 5 === 0) mutated = mutated.slice(0, below(file.length));
    seen.add(await outcome(mutated, `round ${round}`));
  }
  assert.deepEqual([...seen].sort(), ['model', 'refused']);
});

/** Values that a header or its metadata may have anywhere. */
const VALUES = [
  ...[null, true, 0, -1, 1, 2, 0.5, 1e308, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53)],
  ...['', '0', '-0', 'Infinity', 'NaN', '__proto__', [], {}, [[]], [0], 'dense', 'masked', 'mixed'],
  ...['residual', 'groupNorm', 'discretizedLogistic'],
];

/** Replaces, removes or doubles one value somewhere within. */
function mutate(value, below) {
  if (typeof value !== 'object' || value === null || below(4) === 0)
    return VALUES[below(VALUES.length)];
  const keys = Object.keys(value);
  if (keys.length === 0) return VALUES[below(VALUES.length)];
  const key = keys[below(keys.length)];
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const way = below(8);
  if (way === 0 && Array.isArray(copy)) copy.push(copy[key]);
  else if (way === 1 && Array.isArray(copy)) copy.pop();
  else if (way === 1) delete copy[key];
  else copy[key] = mutate(copy[key], below);
  return copy;
}

test('fuzzed headers and descriptions give a model or a VAEError', async (t) => {
  const kind = kindsOfImages()['channels first, groups and a residual block'];
  const images = await trainedImages(t, kind, { epochs: 1 });
  const files = [file, await images.export({ format: 'safetensors' })];
  const random = uniform(2);
  const below = (n) => Math.floor(random() * n);
  const seen = { model: 0, refused: 0 };
  for (let round = 0; round < 1200; round++) {
    const whole = files[round % files.length];
    const { header } = parsed(whole);
    const metadata = header.__metadata__;
    const keys = Object.keys(metadata).filter((key) => key.startsWith('vae1.'));
    const key = keys[below(keys.length)];
    let mutated = header;
    if (round % 3 === 0) mutated = mutate(header, below);
    else metadata[key] = JSON.stringify(mutate(JSON.parse(metadata[key]), below)) ?? '';
    const json = JSON.stringify(mutated) ?? '';
    seen[await outcome(composed(json, dataOf(whole)), `round ${round}: ${json}`)]++;
  }
  assert.ok(seen.model > 20 && seen.refused > 200, JSON.stringify(seen));
});
