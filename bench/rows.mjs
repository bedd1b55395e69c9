import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../tools/paths.mjs';
import { readMnist } from '../experiments/mnist-data.mjs';
import { NETS, rowsFile } from './workloads.mjs';

/** Writes the rows of every net to files, so that programs in any language read the same rows. */
export async function writeRows() {
  const { images, rows, features } = await readMnist('train');
  await mkdir(join(root, 'build/bench'), { recursive: true });
  const bytes = {
    digits: images,
    table: blockMeans(images, rows),
    wide: images.subarray(0, NETS.wide.rows * NETS.wide.features),
  };
  for (const [net, values] of Object.entries(bytes))
    await writeFile(join(root, rowsFile(net)), values);
  if (features !== NETS.digits.features) throw new Error(`MNIST has rows of ${features} values`);
}

/** Reduces each image of 28 x 28 to the rounded means of its 16 blocks of 7 x 7. */
function blockMeans(images, rows) {
  const means = new Uint8Array(rows * 16);
  for (let row = 0; row < rows; ++row) {
    for (let block = 0; block < 16; ++block) {
      const corner = row * 784 + (block >> 2) * 7 * 28 + (block & 3) * 7;
      let sum = 0;
      for (let i = 0; i < 49; ++i) sum += images[corner + Math.floor(i / 7) * 28 + (i % 7)];
      means[row * 16 + block] = Math.round(sum / 49);
    }
  }
  return means;
}
