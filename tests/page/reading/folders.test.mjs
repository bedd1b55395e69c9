// Folders as people drop them: what belongs together is read, and what does not is skipped and named.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { cells, idx, messages, npy, read } from './studio.mjs';

/** Replaces the browser's decoder: the file's last byte is the grey of all pixels; 0 is damaged. */
async function decode(file, side) {
  const value = new Uint8Array(await file.arrayBuffer()).at(-1);
  if (value === 0) throw new Error('no image');
  return { rgba: new Uint8ClampedArray(4 * side * side).fill(value), width: side, height: side };
}

const jpeg = (grey) => Uint8Array.of(0xff, 0xd8, 0xff, grey);
const HEIC = strToU8('\0\0\0\x18ftypheic');
const CSV = `kind,size\n${Array.from({ length: 30 }, (_, i) => `${'ab'[i % 2]},${(i * 7) % 31}`).join('\n')}\n`;

/** Files by their paths, as the page gives those of a folder. */
const folder = (files) =>
  Object.entries(files).map(([path, bytes]) => ({
    file: new File([bytes], path.split('/').at(-1)),
    path,
  }));
const drop = (files, options = { imageSize: 4 }) => read(folder(files), { options, decode });

const labelsOf = ({ data: { labels } }) => [...labels.codes].map((code) => labels.names[code]);

test('folders of a dropped folder are the labels of its images', async () => {
  const pets = await drop({
    'pets/cats/1.jpg': jpeg(10),
    'pets/cats/2.jpg': jpeg(20),
    'pets/dogs/1.jpg': jpeg(30),
  });
  assert.deepEqual(labelsOf(pets), ['cats', 'cats', 'dogs']);
  assert.equal(pets.data.name, 'pets');
});

test('images keep their size up to 64 pixels, unless a user says another', async () => {
  const sizes = { 10: [10, 12], 20: [300, 200], 30: [6, 6], 40: [28, 28] };
  const decoder = async (file, side) => {
    const { rgba } = await decode(file, side);
    const [width, height] = sizes[rgba[0]];
    return { rgba, width, height };
  };
  const sideOf = async (bytes, options = {}) => {
    const files = folder({ 'a/0.jpg': jpeg(0), 'a/1.jpg': bytes, 'a/2.jpg': jpeg(40) });
    const { data } = await read(files, { options, decode: decoder });
    assert.equal(data.pixels.length, 2 * data.shape.width * data.shape.height);
    return data.shape.width;
  };
  assert.equal(await sideOf(jpeg(10)), 10);
  assert.equal(await sideOf(jpeg(20)), 64);
  assert.equal(await sideOf(jpeg(30)), 8);
  assert.equal(await sideOf(jpeg(20), { imageSize: 28 }), 28);
});

test('a HEIC among JPEGs, a damaged image and a README are skipped and named', async () => {
  const album = await drop({
    'album/.DS_Store': strToU8('x'),
    'album/Thumbs.db': strToU8('x'),
    'album/README.md': strToU8('# Mine'),
    'album/1.jpg': jpeg(10),
    'album/2.HEIC': HEIC,
    'album/3.jpg': jpeg(0),
    'album/4.jpg': jpeg(40),
    // As some phones name it.
    'album/5.jpg': HEIC,
  });
  assert.equal(album.data.rows, 2);
  const notes = messages(album);
  assert.match(notes, /Skipped 3 files: album\/README\.md, album\/2\.HEIC and album\/5\.jpg/);
  assert.match(notes, /Browsers do not read HEIC and TIFF images/);
  assert.match(notes, /1 image could not be decoded and was skipped: album\/3\.jpg/);
  assert.doesNotMatch(notes, /DS_Store|Thumbs/);
});

test('a folder of nothing but HEIC images is refused for that reason', async () => {
  await assert.rejects(
    () => drop({ 'a/1.heic': HEIC, 'a/2.heic': HEIC }),
    /1\.heic is a HEIC image, as iPhones take them: save it as JPEG/,
  );
});

const leaves = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`train/leaf${i}.jpg`, jpeg(10 + i)]),
);
const kinds = Array.from({ length: 12 }, (_, i) => ['oak', 'elm', 'ash'][i % 3]);
const table = (name) =>
  `id,when,label\n${kinds.map((kind, i) => `${name(i)},2024-01-${10 + i},${kind}`).join('\n')}\n`;

for (const [what, name] of [
  ['names', (i) => `leaf${i}.jpg`],
  ['names without endings', (i) => `leaf${i}`],
  ['paths', (i) => `train/leaf${i}.jpg`],
])
  test(`a table of ${what} and labels labels the images, in a folder and in a zip`, async () => {
    const files = { ...leaves, 'labels.csv': strToU8(table(name)) };
    const zipped = await read(zipSync(files), { name: 'a.zip', options: { imageSize: 4 }, decode });
    for (const found of [await drop(files), zipped]) {
      assert.equal(found.data.rows, 12);
      assert.deepEqual(labelsOf(found), kinds);
      assert.match(messages(found), /Labels are from the column label of labels\.csv\./);
    }
  });

test('images that the table of labels lacks are counted; a table about other things is skipped', async () => {
  const lines = table((i) => `leaf${i}.jpg`).split('\n');
  const short = lines.slice(0, 9).join('\n');
  const some = await drop({ ...leaves, 'labels.csv': short });
  assert.match(messages(some), /column label of labels\.csv, which lacks 4 images/);
  assert.deepEqual(labelsOf(some).slice(7), [kinds[7], ...Array(4).fill('(no label)')]);
  const other = await drop({ ...leaves, 'other.csv': CSV });
  assert.equal(other.data.labels, null);
  assert.match(messages(other), /other\.csv was not used: it does not have the names of most/);
  const both = await drop({ ...leaves, 'a.csv': CSV, 'labels.csv': table((i) => `leaf${i}.jpg`) });
  assert.deepEqual(labelsOf(both), kinds);
  assert.match(messages(both), /a\.csv was not used/);
});

test('of a folder with a table, a README, a picture and a program, the table is read', async () => {
  const found = await drop({
    'work/README.txt': strToU8('text, with commas\n'),
    'work/logo.jpg': jpeg(9),
    'work/table.csv': CSV,
    'work/clean.py': strToU8('print(1)\n'),
    'work/notes.ipynb': strToU8('{"cells": []}'),
  });
  assert.equal(found.data.rows, 30);
  assert.deepEqual(cells(found).kind.slice(0, 2), ['a', 'b']);
  assert.match(messages(found), /Skipped 4 files/);
});

test('of several tables the largest is read, and each can be chosen', async () => {
  const files = { 'f/test.csv': 'kind,size\na,1\nb,2\n', 'f/train.csv': CSV };
  const found = await drop(files, {});
  assert.equal(found.data.rows, 30);
  assert.deepEqual(found.members, ['f/test.csv', 'f/train.csv']);
  assert.equal(found.reading.member, 'f/train.csv');
  assert.match(messages(found), /f\/train\.csv was read, the largest table; there is also f\/test/);
  const chosen = await drop(files, { member: 'f/test.csv' });
  assert.equal(chosen.data.rows, 2);
  await assert.rejects(() => drop(files, { member: 'none' }), /no table none; it has f\/test/);
});

test('arrays in files of their own are data and labels', async () => {
  const found = await drop({
    'X.npy': npy('|u1', [3, 2, 2], new Uint8Array(12).fill(9)),
    'y.npy': npy('<i8', [3], BigInt64Array.of(7n, 5n, 7n)),
  });
  assert.deepEqual(labelsOf(found), ['7', '5', '7']);
});

test("of MNIST's four files the images for training are read with their labels", async () => {
  const images = (count) => idx([count, 2, 2], new Uint8Array(4 * count).fill(200));
  const labels = (count) =>
    idx(
      [count],
      Array.from({ length: count }, (_, i) => i % 3),
    );
  const found = await drop({
    't10k-images-idx3-ubyte': images(4),
    't10k-labels-idx1-ubyte': labels(4),
    'train-images-idx3-ubyte': images(9),
    'train-labels-idx1-ubyte': labels(9),
  });
  assert.equal(found.data.rows, 9);
  assert.deepEqual(labelsOf(found).slice(0, 4), ['0', '1', '2', '0']);
  assert.match(messages(found), /train-images-idx3-ubyte was read.*and not t10k-images-idx3-ubyte/);
});

test('of several files that cannot be read, the first says why', async () => {
  await assert.rejects(
    () => drop({ 'a.pdf': strToU8('%PDF-1.7'), 'b.md': strToU8('text') }),
    /a\.pdf is a PDF: save its table as CSV/,
  );
  await assert.rejects(
    () => drop({ 'a.md': strToU8('text'), 'b.md': strToU8('text') }),
    /nothing that this page reads among these 2 files/,
  );
});
