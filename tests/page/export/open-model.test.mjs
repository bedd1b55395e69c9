import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { ignore, openSession, textOf, trainedSession } from './support/open-session.mjs';
import { penguins } from './support/penguins.mjs';
import { webModule } from '../web-module.mjs';

const { tableOf } = await webModule('studio/session/dataset.ts');
const { LookService } = await webModule('studio/look/look-service.ts');

const images = {
  kind: 'images',
  name: 'stripes',
  rows: 30,
  shape: { width: 10, height: 5, channels: 1 },
  pixels: Uint8Array.from({ length: 30 * 50 }, (_, i) => (i % 3) * 127),
  labels: null,
};

async function modelFile({ session, service }, t) {
  t.after(() => session.forgetModel());
  const { name, blob } = await service.file({ what: 'model' }, ignore);
  return new File([blob], name);
}

/** @param data Null if none are open. */
async function opened(t, data, file) {
  const { session, service } = openSession(data);
  t.after(() => session.forgetModel());
  return { session, service, ...(await service.openModel(file)) };
}

test('a table’s model file opens with its curves and keeps its data open', async (t) => {
  const trained = await trainedSession(penguins, { leftOut: ['Island'] });
  const file = await modelFile(trained, t);
  assert.equal(file.name, 'penguins.vae1');
  const { session, service, model, history } = await opened(t, penguins, file);
  assert.equal(model.data, true);
  assert.equal(model.kind, 'table');
  assert.equal(model.epochsDone, trained.session.history.length);
  assert.deepEqual(
    history.map(({ loss, seconds }) => [loss, seconds]),
    trained.session.history.map(({ loss }) => [loss, null]),
  );
  assert.deepEqual(session.leftOut, ['Island']);
  assert.equal(session.settings, null);
  const wanted = { what: 'generated', count: 20, seed: 3 };
  assert.deepEqual(await textOf(service, wanted), await textOf(trained.service, wanted));
});

test('data with other columns or unknown categories are closed', async (t) => {
  const file = await modelFile(await trainedSession(penguins), t);
  const [species, ...others] = penguins.columns;
  const renamed = { ...species, name: 'kind' };
  const unknown = { ...species, values: species.values.map((value) => `${value}?`) };
  for (const column of [renamed, unknown]) {
    const data = { ...penguins, columns: [column, ...others] };
    const { session, model } = await opened(t, data, file);
    assert.equal(model.data, false);
    assert.equal(session.data, null);
  }
  const { model } = await opened(t, images, file);
  assert.equal(model.data, false);
});

test('a model trained in Node on an array of objects generates tables here', async (t) => {
  const vae = new TableVAE({ epochs: 1, seed: 1, hiddenDims: [8], decoder: 'independent' });
  t.after(() => vae.dispose());
  await vae.train(Array.from({ length: 30 }, (_, i) => ({ size: i / 7, kind: i % 2 ? 'a' : 'b' })));
  const { session, service } = openSession(penguins);
  t.after(() => session.forgetModel());
  await service.openModel(new File([await vae.save()], 'in-node.vae1'));
  const { name, text } = await textOf(service, { what: 'generated', count: 2, seed: 5 });
  assert.equal(name, 'in-node-generated.csv');
  const rows = await vae.generate(2, { seed: 5 });
  assert.equal(
    text,
    ['size,kind', ...rows.map(({ size, kind }) => `${size},${kind}`), ''].join('\r\n'),
  );
  const look = new LookService(session);
  const { table } = await look.decode(new Float32Array(20));
  assert.deepEqual([table.columns, table.rows.length], [['size', 'kind'], 2]);
  assert.equal((await look.sample(3, 5)).table.rows.length, 3);
  assert.equal((await look.generate(4, 5, ignore)).rows.length, 4);
});

test('open images of the right size give the shape; otherwise square images are assumed', async (t) => {
  const file = await modelFile(await trainedSession(images), t);
  const { model } = await opened(t, images, file);
  assert.deepEqual(model.shape, images.shape);
  assert.equal(model.data, true);

  const { session, service } = openSession(penguins);
  await assert.rejects(
    service.openModel(file),
    /“stripes\.vae1” cannot be opened as a model: its rows have 50 numbers/,
  );
  assert.equal(session.data, penguins);

  for (const [features, channels] of [
    [16, 1],
    [48, 3],
  ]) {
    const vae = new VAE({ epochs: 1, latentDim: 2, hiddenDims: [4], seed: 1 });
    t.after(() => vae.dispose());
    await vae.train(
      new Uint8Array(5 * features).map((_, i) => (i * 31) % 256),
      { features },
    );
    const square = await opened(t, penguins, new File([await vae.save()], 'square.vae1'));
    assert.deepEqual(square.model.shape, { width: 4, height: 4, channels });
    assert.equal(square.model.data, false);
  }
});

const modelOfImages = async (t, image, rows = 30) => {
  const vae = new VAE({ epochs: 1, latentDim: 2, image, seed: 1 });
  t.after(() => vae.dispose());
  const features = image.width * image.height * (image.channels ?? 1);
  await vae.train(Uint8Array.from({ length: rows * features }, (_, i) => (i * 31) % 256));
  return new File([await vae.save()], 'images.vae1');
};

test('a model of images has its shape in its file, and leaves data of another shape', async (t) => {
  const file = await modelOfImages(t, { width: 10, height: 5 });
  for (const [data, isOpen] of [
    [null, false],
    [images, true],
    [{ ...images, shape: { width: 5, height: 10, channels: 1 } }, false],
  ]) {
    const { model, session } = await opened(t, data, file);
    assert.deepEqual(model.shape, images.shape);
    assert.equal(model.data, isOpen);
    const { pixels } = await new LookService(session).sample(3, 1);
    assert.equal(pixels.length, 3 * 50);
  }
});

test('a model of images that the page cannot show is refused, and why', async (t) => {
  const { session, service } = openSession(penguins);
  const pair = await modelOfImages(t, { width: 4, height: 4, channels: 2 });
  await assert.rejects(service.openModel(pair), /its images have 2 channels, but the page shows/);
  const image = { width: 4, height: 4, channels: 3, channelOrder: 'first' };
  const planes = await modelOfImages(t, image);
  await assert.rejects(service.openModel(planes), /its images have their channels first/);
  assert.equal(session.data, penguins);
});

test('a file that is not a model is refused and changes nothing', async (t) => {
  const { session, service } = await trainedSession(penguins);
  t.after(() => session.forgetModel());
  const { model, history } = session;
  const whole = new Uint8Array(await model.vae.save());
  for (const bytes of [new Uint8Array(), new Uint8Array(40).fill(7), whole.subarray(0, 300)])
    await assert.rejects(
      service.openModel(new File([bytes], 'photo.jpg')),
      /^Error: “photo\.jpg” cannot be opened as a model: /,
    );
  assert.equal(session.model, model);
  assert.equal(session.history, history);
  assert.equal(session.data, penguins);
  await model.vae.generate(1);
});

test('an opened model continues training exactly like the saved one', async (t) => {
  const trained = await trainedSession(penguins);
  const file = await modelFile(trained, t);
  const { session } = await opened(t, penguins, file);
  const bytes = [];
  for (const { model } of [trained.session, session]) {
    await model.vae.train(tableOf(penguins, []), { epochs: 2 });
    bytes.push(Buffer.from(await model.vae.save()));
  }
  assert.ok(bytes[0].equals(bytes[1]));
});

test('data opened while a model file loads are not replaced by the previous data', async (t) => {
  const file = await modelFile(await trainedSession(penguins), t);
  const { session, service } = openSession(penguins);
  const opening = service.openModel(file);
  session.openData(images, null);
  await assert.rejects(opening, /Other data were opened meanwhile/);
  assert.equal(session.data, images);
  assert.equal(session.model, null);
});

test('a file is never written from two models', async (t) => {
  const decoder = 'independent';
  const { session, service } = await trainedSession(penguins, { decoder });
  const { session: other } = await trainedSession(penguins, { decoder, seed: 21 });
  t.after(() => session.forgetModel());
  const making = service.file({ what: 'latents' }, () => {
    if (session.model === other.model) return;
    session.forgetModel();
    session.model = other.model;
  });
  await assert.rejects(making, { name: 'AbortError', message: /replaced meanwhile/ });
});
