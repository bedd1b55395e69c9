import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { VAE } from 'vae1';
import { bytes } from '../support/data.mjs';
import { failure } from '../support/failures.mjs';
import { loadedModel, trainedModel } from '../support/models.mjs';
import { batchesTrained, tensorsOf } from '../support/model-file.mjs';
import { untilNoWorker } from '../support/workers.mjs';

// Without a worker: thousands of workers would take minutes.
const load = (file) => VAE.load(file, { worker: false });
const DOTS = Float32Array.from({ length: 60 }, (_, i) => (i * 7) % 2);
const smallFile = async (t) => (await smallModel(t)).save();
const smallModel = (t) =>
  trainedModel(t, { hiddenDims: [], latentDim: 1, epochs: 1 }, Float32Array.of(1, 2, 4), 1);

// The tests of the core try every length and every byte; a load here takes longer.
test('a file cut off anywhere is refused', async (t) => {
  const file = await smallFile(t);
  for (let length = 0; length < file.length; length += 5)
    await assert.rejects(load(file.slice(0, length)), failure('ERR_MODEL_FILE', /model file/));
});

test('a file with any byte changed is refused', async (t) => {
  const file = await smallFile(t);
  for (let at = 0; at < file.length; at += 5) {
    const altered = file.slice();
    altered[at] ^= 1 << (at % 8);
    await assert.rejects(load(altered), failure('ERR_MODEL_FILE', /model file/), `byte ${at}`);
  }
});

test('a file with extra bytes at its end is refused', async (t) => {
  const file = await smallFile(t);
  await assert.rejects(load(Uint8Array.of(...file, 0)), failure('ERR_MODEL_FILE', /checksum/));
});

test('a file of a later version is reported as such, whatever follows', async (t) => {
  const later = await smallFile(t);
  new DataView(later.buffer).setUint32(8, 3, true);
  for (const file of [later, withChecksum(later)])
    await assert.rejects(load(file), failure('ERR_MODEL_FILE', /version 3, from a later release/));
});

test('sizes are checked even under a correct checksum', async (t) => {
  // Sets every 32-bit word in turn to its largest value, with a correct checksum.
  const file = await smallFile(t);
  for (let at = 12; at + 8 < file.length; at += 4) {
    const altered = file.slice();
    new DataView(altered.buffer).setUint32(at, 0x7fffffff, true);
    const outcome = await load(withChecksum(altered)).catch((error) => error);
    // Some words are weights or losses; another number there gives another valid model.
    if (outcome instanceof VAE) outcome.dispose();
    else failure('ERR_MODEL_FILE', /section|header|saved model/)(outcome);
  }
});

test('anything that is not a model file is refused', async () => {
  for (let length = 0; length < 300; length += 7)
    await assert.rejects(
      load(bytes(length, length)),
      failure('ERR_MODEL_FILE', /not a model file/),
    );
  await assert.rejects(
    VAE.load(bytes(1000)),
    failure('ERR_MODEL_FILE', /not a model file of vae1/),
    'in a worker',
  );
  for (const value of [undefined, null, 'model', 5, {}, [1, 2]])
    await assert.rejects(load(value), failure('ERR_MODEL_FILE', /takes the Uint8Array from save/));
});

test('a failed load leaves no worker', async () => {
  await assert.rejects(VAE.load(bytes(100)), failure('ERR_MODEL_FILE', /./));
  await untilNoWorker();
});

test('the file matches docs/model-file.md', async (t) => {
  const model = await smallModel(t);
  const file = await model.save();
  assert.deepEqual([...file.subarray(0, 8)], [0x89, 0x56, 0x41, 0x45, 0x31, 0x0d, 0x0a, 0x1a]);
  assert.equal(batchesTrained(file), 1);
  assert.deepEqual(withChecksum(file), file);
  assert.deepEqual(await (await loadedModel(t, file)).save(), file);
});

test('a program without our code reads the weights, and decodes with them', async (t) => {
  const model = await trainedModel(t, { hiddenDims: [5, 4], likelihood: 'bernoulli' }, DOTS, 3);
  const tensors = tensorsOf(await model.save());
  assert.deepEqual(
    Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape])),
    Object.fromEntries(
      ['', 'optimiser.firstMoment.', 'optimiser.secondMoment.'].flatMap((prefix) =>
        Object.entries({
          ...{ 'encoder.0.weight': [3, 5], 'encoder.0.bias': [5] },
          ...{ 'encoder.1.weight': [5, 4], 'encoder.1.bias': [4] },
          ...{ 'encoder.2.weight': [4, 4], 'encoder.2.bias': [4] },
          ...{ 'decoder.0.weight': [2, 4], 'decoder.0.bias': [4] },
          ...{ 'decoder.1.weight': [4, 5], 'decoder.1.bias': [5] },
          ...{ 'decoder.2.weight': [5, 3], 'decoder.2.bias': [3] },
        }).map(([name, shape]) => [prefix + name, shape]),
      ),
    ),
  );
  const layer = (x, name) => {
    const { shape, values } = tensors[`${name}.weight`];
    return Array.from(tensors[`${name}.bias`].values, (bias, j) =>
      x.reduce((sum, value, i) => sum + value * values[i * shape[1] + j], bias),
    );
  };
  const relu = (x) => x.map((value) => Math.max(value, 0));
  const z = [0.5, -1.25];
  const logits = layer(relu(layer(relu(layer(z, 'decoder.0')), 'decoder.1')), 'decoder.2');
  const decoded = await model.decode([z]);
  logits.forEach((logit, j) =>
    assert.ok(Math.abs(1 / (1 + Math.exp(-logit)) - decoded[j]) < 1e-6, `${logit}: ${decoded[j]}`),
  );
});

function withChecksum(file) {
  const copy = file.slice();
  const end = copy.length - 4;
  new DataView(copy.buffer).setUint32(end, crc32(copy.subarray(0, end)), true);
  return copy;
}
