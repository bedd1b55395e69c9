// Models of images, which the package makes, in the commands.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { VAE } from 'vae1';
import { IMAGES, kindsOfImages, trainedImages } from '../node/support/image-models.mjs';
import { parsed } from '../node/support/safetensors.mjs';
import { npy } from './support/arrays.mjs';
import { done, newFolder, vae1 } from './support/command.mjs';

const folder = newFolder();
const bytes = (name) => new Uint8Array(readFileSync(join(folder, name)));
const kind = kindsOfImages()['channels first, groups and a residual block'];
const shares = Float32Array.from(kind.rows, (byte) => byte / 255);
const model = await trainedImages({ after }, kind, { epochs: 2 });

before(async () => {
  writeFileSync(join(folder, 'images.vae1'), await model.save());
  writeFileSync(join(folder, 'rows.npy'), npy(IMAGES, kind.features, shares));
});

test('info says what a row is', async () => {
  const { stdout } = await done(folder, ['info', 'images.vae1']);
  assert.match(stdout, /of images of 3 channels x 7 x 5 pixels \(VAE\)$/m);
  const { image } = JSON.parse((await done(folder, ['info', 'images.vae1', '--json'])).stdout);
  assert.deepEqual(image, kind.options.image);
});

test('export, and import of what it writes, keep the model', async () => {
  await done(folder, ['export', 'images.vae1', '-o', 'images.safetensors']);
  assert.deepEqual(bytes('images.safetensors'), await model.export({ format: 'safetensors' }));
  await done(folder, ['import', 'images.safetensors', '-o', 'again.vae1']);
  const again = await VAE.load(bytes('again.vae1'), { worker: false });
  assert.deepEqual(await again.score(kind.rows), await model.score(kind.rows));
  assert.deepEqual(again.image, model.image);
  again.dispose();
  await done(folder, ['export', 'images.vae1', '--graph', 'score', '-o', 'score.onnx']);
  assert.deepEqual(bytes('score.onnx'), await model.export({ format: 'onnx', graph: 'score' }));
});

test('code writes bytes divided by 255, in the order of the rows', async () => {
  await done(folder, ['code', 'rows.npy', '--model', 'images.vae1', '-o', 'coded']);
  const { rows } = parsed(bytes('coded/rows.safetensors')).tensors;
  assert.deepEqual(rows, { shape: [IMAGES, kind.features], values: shares });
});

test('a training goes on, and is not begun', async () => {
  const more = ['--continue', 'images.vae1', '--epochs', '1', '-o', 'more.vae1'];
  await done(folder, ['train', 'rows.npy', ...more]);
  const { stdout } = await done(folder, ['info', 'more.vae1', '--json']);
  assert.equal(JSON.parse(stdout).history.length, 3);
  const asked = ['--likelihood', 'discretizedLogistic', '-o', 'new.vae1'];
  const { code, stderr } = await vae1(folder, ['train', 'rows.npy', ...asked]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /--likelihood discretizedLogistic is for models of images, which vae1 train/,
  );
});
