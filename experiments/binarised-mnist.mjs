import { createCipheriv, createHash } from 'node:crypto';

const rowsOfChunk = 1000;

/**
 * Draws images by the protocol of Burda et al. (2016, https://arxiv.org/abs/1509.00519): each pixel
 * is 255 with its grey value / 255 as the probability, else 0.
 *
 * @param {{ images: Uint8Array, rows: number, features: number }} grey rows x features, 0 to 255
 * @param {string} purpose names the draws, with `seed` and `pass`: equal names give equal images,
 *   different names independent ones
 * @param {number} seed
 * @param {number} pass
 * @returns {Generator<Uint8Array>} 1,000 rows at a time, row after row
 */
export function* binarised({ images, rows, features }, purpose, seed, pass) {
  const words = uniformWords(`${purpose} ${seed} ${pass}`);
  for (let row = 0; row < rows; row += rowsOfChunk) {
    const grey = images.subarray(row * features, Math.min(row + rowsOfChunk, rows) * features);
    const drawn = words(grey.length);
    yield grey.map((value, i) => (drawn[i] * 255 < value * 2 ** 32 ? 255 : 0));
  }
}

/**
 * The test images binarised once, the same for every model.
 * @param {{ images: Uint8Array, rows: number, features: number }} grey rows x features, 0 to 255
 * @returns {Uint8Array} rows x features, 0 or 255, row after row
 */
export function binarisedTest(grey) {
  const test = new Uint8Array(grey.rows * grey.features);
  let filled = 0;
  for (const chunk of binarised(grey, 'test', 0, 0)) {
    test.set(chunk, filled);
    filled += chunk.length;
  }
  return test;
}

/**
 * Returns a function that returns the next `count` 32-bit words of the key stream of AES-128 in
 * counter mode, keyed by `name`.
 */
function uniformWords(name) {
  const key = createHash('sha256').update(name).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  return (count) => {
    const bytes = cipher.update(Buffer.alloc(4 * count));
    return Uint32Array.from({ length: count }, (_, i) => bytes.readUInt32LE(4 * i));
  };
}
