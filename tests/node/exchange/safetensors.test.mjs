// Models as safetensors files, and back.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { kindsOfImages, trainedImages } from '../support/image-models.mjs';
import { tensorsOf } from '../support/model-file.mjs';
import { data, FEATURES, trainedModel, untrainedModel } from '../support/models.mjs';
import { composed, dataOf, parsed } from '../support/safetensors.mjs';

const CORPUS = new URL('../../fuzz/corpus/', import.meta.url);
const FORMAT = { format: 'safetensors' };
const HERE = { worker: false };

async function loaded(t, file) {
  const model = await VAE.load(file, HERE).catch(() => TableVAE.load(file, HERE));
  t.after(() => model.dispose());
  return model;
}

/** What a model's calls give, of rows that it made itself. */
async function results(model) {
  const rows = await model.generate(9, { seed: 3 });
  const { mean, logVariance } = await model.encode(rows);
  const latents = Array.from({ length: 4 }, (_, i) => Array(model.latentDim).fill(i / 2 - 1));
  return {
    ...{
      rows,
      mean,
      logVariance,
      history: model.history.map(({ seconds: _, ...epoch }) => epoch),
      prior: model.prior,
      seed: model.seed,
    },
    ...{ bestEpoch: model.bestEpoch, epochsBegun: model.epochsBegun, schema: model.schema },
    decoded: await model.decode(latents),
    scores: await model.score(rows),
    likelihood: await model.score(rows, { method: 'likelihood', samples: 5 }),
    losses: await model.evaluate(rows),
    anomalies: await model.anomalyProbability(rows).catch(({ code }) => code),
  };
}

test('every kind of model comes back: all calls give the same to the last bit', async (t) => {
  const staff = Array.from({ length: 120 }, (_, i) => ({
    job: i % 3 ? 'cook' : 'clerk',
    age: 20 + ((i * 7) % 40),
    pay: i % 9 ? 2000 + 30 * (i % 40) : null,
    since: `20${10 + (i % 10)}-05-0${1 + (i % 9)}`,
  }));
  const table = (decoder) =>
    new TableVAE({ hiddenDims: [8], latentDim: 2, seed: 1, conditions: ['job'], decoder, ...HERE });
  const models = [];
  for (const name of readdirSync(CORPUS)) {
    const model = await loaded(t, readFileSync(new URL(name, CORPUS))).catch(() => undefined);
    if (model) models.push({ name, model });
  }
  assert.ok(models.length > 15, 'the corpus was read');
  for (const decoder of ['independent', 'autoregressive']) {
    const model = table(decoder);
    t.after(() => model.dispose());
    await model.train(staff, { epochs: 2 });
    models.push({ name: decoder, model });
  }
  for (const [name, kind] of Object.entries(kindsOfImages()))
    models.push({ name, model: await trainedImages(t, kind, { epochs: 2 }) });
  for (const { name, model } of models) {
    const file = await model.export(FORMAT);
    const copy = await loaded(t, file);
    assert.equal(copy.constructor, model.constructor, name);
    const expected = await results(model);
    assert.deepEqual(await results(copy), expected, name);
    assert.deepEqual(await copy.export(FORMAT), file, name);
  }
});

test('the file has the best weights, transposed, by sorted names after a padded header', async (t) => {
  const model = untrainedModel(t, {
    hiddenDims: [5, 4],
    likelihood: 'gaussian',
    learningRate: 0.1,
  });
  await model.train(data, { features: FEATURES, validation: 0.3, epochs: 12 });
  const file = await model.export(FORMAT);
  const { header, tensors, json } = parsed(file);
  assert.equal(json.length % 8, 0);
  assert.match(json, /^\{.*\} *$/s);
  const names = Object.keys(tensors);
  assert.deepEqual(names, names.toSorted());
  assert.equal(header.__metadata__.format, 'pt');
  assert.equal(JSON.parse(header.__metadata__['vae1.options']).activation, 'relu');
  const saved = tensorsOf(await model.save());
  const own = Object.keys(saved).filter((name) => name.startsWith('best.'));
  assert.deepEqual(
    names,
    [...own.map((name) => name.slice('best.'.length)), 'referenceRows'].sort(),
  );
  for (const name of own) {
    const { shape, values } = saved[name];
    const tensor = tensors[name.slice('best.'.length)];
    assert.deepEqual(tensor.shape, shape.toReversed(), name);
    const [rows, columns = 1] = tensor.shape;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        assert.equal(tensor.values[i * columns + j], values[j * rows + i], name);
  }
});

test('kernels of images are as PyTorch has them: maps, channels, height, width', async (t) => {
  const kinds = kindsOfImages();
  const kind = kinds['a decoder of its own, whose stride leaves pixels out'];
  const model = await trainedImages(t, kind, { epochs: 1 });
  const file = await model.export(FORMAT);
  const { tensors } = parsed(file);
  const saved = tensorsOf(await model.save());
  const { image, layers } = kind.options;
  const shapes = {
    // The first layer puts the channels last, and has no tensors.
    'encoder.1.weight': [layers.encoder[0].channels, image.channels, 2, 3],
    'encoder.2.0.weight': [5],
    'encoder.2.1.weight': [5, 5, 3, 3],
    // From 4 maps to 3, in the order of ConvTranspose2d.
    'decoder.2.weight': [4, 3, 2, 2],
    'decoder.4.weight': [2, 3, 5, 2],
  };
  for (const [name, shape] of Object.entries(shapes)) {
    assert.deepEqual(tensors[name].shape, shape, name);
    const [maps, channels, height, width] = shape;
    if (channels === undefined) continue;
    let at = 0;
    for (let map = 0; map < maps; map++)
      for (let channel = 0; channel < channels; channel++)
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++, at++)
            assert.equal(
              tensors[name].values[at],
              saved[name].values[((y * width + x) * channels + channel) * maps + map],
              name,
            );
  }
});

test('a kernel in another order, and a layer that is not known, are refused by name', async (t) => {
  const kind = kindsOfImages()["strides of 2 with 'same'"];
  const model = await trainedImages(t, kind, { epochs: 1 });
  const file = await model.export(FORMAT);
  const { header } = parsed(file);
  const changed = (change) => {
    const copy = structuredClone(header);
    change(copy);
    return composed(copy, dataOf(file));
  };
  const turned = changed((copy) => copy['encoder.0.weight'].shape.reverse());
  await assert.rejects(
    VAE.load(turned, HERE),
    failure(
      'ERR_MODEL_FILE',
      /"encoder\.0\.weight" of shape \[3, 3, 3, 5\]; its model's has \[5, 3, 3, 3\]/,
    ),
  );
  const unknown = changed(({ __metadata__: texts }) => {
    texts['vae1.layers'] = texts['vae1.layers'].replace('"convolution"', '"pooling"');
  });
  await assert.rejects(
    VAE.load(unknown, HERE),
    failure('ERR_MODEL_FILE', /layer of the kind "pooling" is not known/),
  );
});

test('training goes on from an import, with a new optimiser', async (t) => {
  const model = await trainedModel(t);
  const copy = await loaded(t, await model.export(FORMAT));
  const [, , third] = await copy.train(data, { epochs: 1, features: FEATURES });
  assert.equal(third.epoch, 3);
  assert.ok(Number.isFinite(third.loss));
});

test('each class refuses the file of the other', async (t) => {
  const model = await trainedModel(t);
  await assert.rejects(
    TableVAE.load(await model.export(FORMAT), HERE),
    failure('ERR_MODEL_FILE', /use VAE\.load/),
  );
});

test('export() checks its options, and needs a trained model', async (t) => {
  const model = await trainedModel(t);
  await assert.rejects(
    untrainedModel(t).export(FORMAT),
    failure('ERR_NOT_TRAINED', /export\(\) needs a trained model/),
  );
  const sentence = /format of export\(\) must be one of 'safetensors'/;
  for (const options of [undefined, {}, { format: 'pickle' }])
    await assert.rejects(model.export(options), failure('ERR_OPTION', sentence));
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(model.export({ ...FORMAT, signal }), /enough/);
  assert.ok(dataOf(await model.export(FORMAT)).length > 0);
});
