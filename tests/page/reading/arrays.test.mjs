import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { cells, gzipped, idx, messages, npy, read } from './studio.mjs';

const array = (bytes, name = 'a.npy') => read(bytes, { name });

test('NumPy arrays of every number type, byte order and version', async () => {
  const big = Buffer.alloc(8);
  big.writeInt32BE(-5, 0);
  big.writeInt32BE(70_000, 4);
  for (const [dtype, bytes, expected] of [
    ['|b1', Uint8Array.of(1, 0), [1, 0]],
    ['|i1', Int8Array.of(-1, 2), [-1, 2]],
    ['<u2', Uint16Array.of(65_535, 2), [65_535, 2]],
    ['<i8', BigInt64Array.of(-3n, 4n), [-3, 4]],
    ['<f2', Uint16Array.of(0x3c00, 0xc100), [1, -2.5]],
    ['<f4', Float32Array.of(0.5, NaN), [0.5, null]],
    ['<f8', Float64Array.of(0.1, -1e300), [0.1, -1e300]],
    ['>i4', big, [-5, 70_000]],
  ])
    for (const version of [1, 2, 3]) {
      const table = await array(npy(dtype, [2], bytes, { version }));
      assert.deepEqual(cells(table), { value: expected }, `${dtype} ${version}`);
    }
});

test('a matrix is a table, in either order', async () => {
  const rows = await array(npy('<f8', [2, 3], Float64Array.of(1, 2, 3, 4, 5, 6)));
  assert.deepEqual(cells(rows), { 0: [1, 4], 1: [2, 5], 2: [3, 6] });
  const columns = npy('<f8', [2, 3], Float64Array.of(1, 4, 2, 5, 3, 6), { fortran: true });
  assert.deepEqual(cells(await array(columns)), cells(rows));
});

test('images from bytes, from numbers up to 1 or 255, and from rows with a square number of bytes', async () => {
  const bytes = await array(npy('|u1', [2, 1, 2], Uint8Array.of(0, 255, 7, 8)));
  assert.deepEqual([...bytes.data.pixels], [0, 255, 7, 8]);
  assert.deepEqual(bytes.data.shape, { height: 1, width: 2, channels: 1 });
  const unit = await array(npy('<f4', [1, 1, 2, 1], Float32Array.of(0.2, 1)));
  assert.deepEqual([...unit.data.pixels], [51, 255]);
  assert.match(messages(unit), /scaled to bytes/);
  const wide = await array(npy('<f4', [1, 1, 1, 3], Float32Array.of(0.2, 17.6, 255)));
  assert.deepEqual([...wide.data.pixels], [0, 18, 255]);
  assert.equal(wide.data.shape.channels, 3);
  assert.match(messages(wide), /rounded/);
  const flat = await array(npy('|u1', [2, 64], new Uint8Array(128).fill(9)));
  assert.deepEqual(flat.data.shape, { height: 8, width: 8, channels: 1 });
  assert.match(messages(flat), /images of 8 × 8/);
});

test('unreadable arrays are refused with a sentence', async () => {
  const eight = Float64Array.of(1);
  await assert.rejects(() => array(npy('<c16', [1], Float64Array.of(1, 2))), /type “<c16”/);
  await assert.rejects(() => array(npy('|O', [1], eight)), /type “\|O”/);
  await assert.rejects(() => array(npy('<f8', [3], eight)), /24 bytes in total, but holds 8/);
  await assert.rejects(() => array(npy('<f8', [0, 4], new Float64Array())), /is empty/);
  await assert.rejects(() => array(npy('<f8', [1e15], eight)), /but holds 8/);
  await assert.rejects(
    () => array(npy('|u1', [1, 2, 1, 2], Uint8Array.of(1, 2, 3, 4))),
    /shape 1 × 2 × 1 × 2/,
  );
  await assert.rejects(() => array(npy('<f4', [1, 1, 1], Float32Array.of(NaN))), /gaps \(NaN\)/);
  await assert.rejects(
    () => array(npy('<f8', [1], eight).subarray(0, 30)),
    /header cannot be read/,
  );
});

test('the data and the labels of an NPZ file are found by their names', async () => {
  const images = npy('|u1', [3, 2, 2], new Uint8Array(12).fill(9));
  const labels = npy('<i8', [3], BigInt64Array.of(7n, 5n, 7n));
  const npz = zipSync({ 'x.npy': images, 'y.npy': labels, 'other.npy': labels });
  const read = await array(npz, 'a.npz');
  assert.deepEqual(read.data.labels.names, ['5', '7']);
  assert.deepEqual([...read.data.labels.codes], [1, 0, 1]);
  assert.match(messages(read), /x is used as data and y as labels/);
  const only = await array(zipSync({ 'whatever.npy': labels }), 'a.npz');
  assert.deepEqual(cells(only), { value: [7, 5, 7] });
  const unnamed = await array(zipSync({ 'p.npy': labels, 'q.npy': images }), 'a.npz');
  assert.equal(unnamed.data.kind, 'images');
  assert.match(messages(unnamed), /q is used as data, and not p/);
});

test('IDX images are paired with their labels in either order, gzipped or not', async () => {
  const images = idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 255]);
  const labels = idx([2], [9, 4]);
  for (const [one, other] of [
    [images, gzipped(labels)],
    [labels, gzipped(images)],
  ]) {
    const { data } = await read([new File([one], 'one'), new File([other], 'other.gz')]);
    assert.deepEqual([...data.pixels], [1, 2, 3, 4, 5, 6, 7, 255]);
    assert.deepEqual(data.labels.names, ['4', '9']);
    assert.deepEqual([...data.labels.codes], [1, 0]);
  }
  const alone = await array(gzipped(images), 'train-images-idx3-ubyte.gz');
  assert.equal(alone.data.labels, null);
  await assert.rejects(
    () => read([new File([images], 'i'), new File([idx([3], [1, 2, 3])], 'l')]),
    /3 labels; expected 2/,
  );
  const beside = await read([new File([images], 'i'), new File(['a,b\n1,2\n'], 'a.csv')]);
  assert.equal(beside.data.rows, 2);
  assert.match(messages(beside), /Skipped 1 file: a\.csv/);
});
