// Models as safetensors files, and back.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { tensorsOf } from '../support/model-file.mjs';
import { data, FEATURES, trainedModel, untrainedModel } from '../support/models.mjs';
import { dataOf, parsed } from '../support/safetensors.mjs';

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
