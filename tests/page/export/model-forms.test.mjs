// The model as files for other programs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { ignore, trainedSession } from './support/open-session.mjs';
import { penguins } from './support/penguins.mjs';

/** The forms that the page offers, with the reasons of those that are refused. */
async function formsOf(service) {
  return Object.fromEntries(
    (await service.modelForms()).map(({ form, refused }) => [form, refused]),
  );
}

async function bytesOf(service, form) {
  const { name, blob } = await service.file({ what: 'model', form }, ignore);
  return { name, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

test('the model of a table has every form, and each is what the library writes', async (t) => {
  const { session, service } = await trainedSession(penguins, { leftOut: ['Island'] });
  t.after(() => session.forgetModel());
  const { vae } = session.model;
  const forms = await formsOf(service);
  assert.deepEqual(forms, {
    ...{ safetensors: null, encoder: null, decoder: null, score: null, impute: null },
  });
  const score = await bytesOf(service, 'score');
  assert.equal(score.name, 'penguins-score.onnx');
  assert.deepEqual(score.bytes, await vae.export({ format: 'onnx', graph: 'score' }));
  const tensors = await bytesOf(service, 'safetensors');
  assert.equal(tensors.name, 'penguins.safetensors');
  const copy = await TableVAE.load(tensors.bytes);
  t.after(() => copy.dispose());
  assert.deepEqual(await copy.generate(5, { seed: 1 }), await vae.generate(5, { seed: 1 }));
});

test('graphs that a model has not are named with the reason, without words for programmers', async (t) => {
  // The total is a sum, which no graph keeps.
  const number = (name, valueOf) => ({
    kind: 'numbers',
    name,
    values: Float64Array.from({ length: 400 }, (_, row) => valueOf(row)),
  });
  const [net, tax] = [(row) => (row * 37) % 89, (row) => (row * 53) % 23];
  const sums = {
    ...{ kind: 'table', name: 'sums.csv', rows: 400 },
    columns: [
      ...[number('net', net), number('tax', tax)],
      number('total', (row) => net(row) + tax(row)),
    ],
  };
  const { session, service } = await trainedSession(sums);
  t.after(() => session.forgetModel());
  const { decoder, impute, encoder, safetensors } = await formsOf(service);
  assert.equal(decoder, 'Not all rules between its columns are dependencies.');
  assert.equal(impute, decoder);
  assert.deepEqual([encoder, safetensors], [null, null]);
});

test('the model of images has no graph that fills gaps', async (t) => {
  const pixels = Uint8Array.from({ length: 30 * 16 }, (_, i) => (i * 37) % 256);
  const shape = { width: 4, height: 4, channels: 1 };
  const images = { kind: 'images', name: 'i.zip', rows: 30, shape, pixels, labels: null };
  const { session, service } = await trainedSession(images);
  t.after(() => session.forgetModel());
  const { impute, ...others } = await formsOf(service);
  assert.equal(impute, 'It has no gaps without missing: true in new VAE().');
  assert.deepEqual(others, { safetensors: null, encoder: null, decoder: null, score: null });
});
