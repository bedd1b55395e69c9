import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { cells, gzipped, messages, read } from './studio.mjs';

/**
 * Replaces the browser's decoder: the file's first byte is the grey of all pixels; 0 is not an
 * image.
 */
async function decode(file, side) {
  const [value, colour] = new Uint8Array(await file.arrayBuffer());
  if (value === 0) throw new Error('no image');
  const rgba = new Uint8ClampedArray(4 * side * side).fill(value);
  if (colour) for (let i = 0; i < rgba.length; i += 4) rgba[i] = 255;
  return { rgba, width: 40, height: 30 };
}

const zip = (files, options) => read(zipSync(files), { name: 'a.zip', decode, options });
const image = (...bytes) => Uint8Array.from(bytes);

test('the images of a zip are scaled and labelled by folder', async () => {
  const read = await zip(
    {
      'pets/cats/1.png': image(10),
      'pets/dogs/1.jpg': image(20),
      'pets/cats/2.PNG': image(30),
      '__MACOSX/pets/cats/._1.png': image(0),
      'pets/.DS_Store': image(0),
      'pets/README.txt': strToU8('about'),
    },
    { imageSize: 4 },
  );
  const { data } = read;
  assert.equal(data.rows, 3);
  assert.deepEqual(data.shape, { width: 4, height: 4, channels: 1 });
  assert.deepEqual(
    [0, 16, 32].map((at) => data.pixels[at]),
    [10, 20, 30],
  );
  assert.deepEqual(data.labels.names, ['cats', 'dogs']);
  assert.deepEqual([...data.labels.codes], [0, 1, 0]);
  assert.match(messages(read), /40 × 30 pixels\. The central square of each was scaled to 4 × 4/);
  assert.match(messages(read), /Skipped 1 file: pets\/README\.txt/);
});

test('images are grey unless one has colour, and an option overrides that', async () => {
  const files = { '1.png': image(10), '2.png': image(20, 1), '3.png': image(30) };
  const found = await zip(files, { imageSize: 4 });
  assert.equal(found.data.shape.channels, 3);
  assert.deepEqual([...found.data.pixels.subarray(0, 3)], [10, 10, 10]);
  assert.deepEqual([...found.data.pixels.subarray(48, 51)], [255, 20, 20]);
  const grey = await zip(files, { imageSize: 4, colour: false });
  assert.equal(grey.data.shape.channels, 1);
  assert.equal(grey.data.pixels[16], Math.round(0.299 * 255 + 0.701 * 20));
});

test('progress on a zip of many images is reported for the zip, not for each image', async () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.png`, image(9)]));
  const told = [];
  await read(zipSync(many), { name: 'a.zip', decode, report: (news) => told.push(news) });
  assert.ok(told.some(({ what }) => what === 'Unpacking a.zip'));
  assert.equal(told.filter(({ fraction }) => fraction === 1).length, 1);
});

test('an image that cannot be decoded is skipped and named; alone, it is refused', async () => {
  const skipped = await zip({ 'a/1.png': image(1), 'a/2.png': image(0), 'a/3.png': image(3) });
  assert.equal(skipped.data.rows, 2);
  assert.match(messages(skipped), /1 image could not be decoded and was skipped: a\/2\.png/);
  await assert.rejects(() => zip({ 'a/2.png': image(0) }), /a\/2\.png cannot be decoded/);
  const huge = new Uint8Array(64);
  huge.set([0x89, 0x50, 0x4e, 0x47]);
  new DataView(huge.buffer).setUint32(16, 60_000);
  new DataView(huge.buffer).setUint32(20, 60_000);
  await assert.rejects(() => zip({ 'huge.png': huge }), /huge\.png is 60000 × 60000 pixels/);
});

test('a zip with one table opens as that table, also when gzipped', async () => {
  assert.deepEqual(cells(await zip({ 'a.csv': strToU8('a,b\n1,x\n2,y\n') })), {
    a: [1, 2],
    b: ['x', 'y'],
  });
  assert.deepEqual(cells(await zip({ 'a.json': strToU8('[{"a":1},{"a":2}]') })), { a: [1, 2] });
  const packed = gzipped(zipSync({ 'a.csv': strToU8('a\n1\n2\n') }));
  assert.deepEqual(cells(await read(packed, { name: 'a.zip.gz', decode })), { a: [1, 2] });
});

/** One packed file of a zip: what precedes the zip's directory. */
function zipEntry(name, content) {
  const packed = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), packed]);
}

test('zips that would fill the memory or hold other content are refused with a sentence', async () => {
  const zeros = new Uint8Array(65 * 2 ** 20);
  await assert.rejects(() => zip({ 'bomb.png': zeros }), /bomb\.png in a\.zip .* more than 64 MB/);
  const many = new Uint8Array(Buffer.concat(Array(9).fill(zipEntry('a.csv', zeros))));
  await assert.rejects(() => read(many, { name: 'a.zip', decode }), /more than 512 MB/);
  await assert.rejects(
    () => zip({ 'inner.zip': zipSync({}) }),
    /contains another archive, inner\.zip/,
  );
  await assert.rejects(() => zip({ 'a.exe': image(1) }), /contains nothing that this page reads/);
  await assert.rejects(() => zip({}), /contains nothing that this page reads/);
  const two = { 'a.csv': strToU8('a\n1\n'), 'b.csv': strToU8('a\n1\n') };
  await assert.rejects(
    () => zip(two, { member: 'c.csv' }),
    /no table c\.csv; it has a\.csv and b\.csv/,
  );
  const office = { '[Content_Types].xml': image(1), 'word/document.xml': image(1) };
  await assert.rejects(() => zip(office), /is a Word document/);
});

test('an incomplete or damaged zip or gzip is reported', async () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + i) % 251);
  const whole = zipSync({ '1.csv': noise, '2.csv': noise });
  for (const cut of [20, 100, whole.length / 2]) {
    await assert.rejects(
      () => read(whole.slice(0, cut), { name: 'a.zip', decode }),
      /a\.zip (cannot be unpacked|contains nothing)/,
    );
  }
  const table = gzipped('a,b\n' + '1,2\n'.repeat(1000));
  const cut = table.slice(0, table.length - 12);
  await assert.rejects(
    () => read(cut, { name: 'a.csv.gz' }),
    /a\.csv\.gz cannot be unpacked: .* damaged or incomplete/,
  );
  await assert.rejects(() => read(gzipped(gzipped('a\n1\n'))), /compressed twice/);
});
