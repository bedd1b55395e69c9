import type { ImagesDataset } from '../session/dataset.js';

/** The name of the file of readImages(). */
export const readImagesName = (stem: string) => `${stem}-as-read.idx`;

/** The open images in the form of MNIST's files, which the snippet reads. */
export function readImages({ rows, shape, pixels }: ImagesDataset): Blob {
  const { width, height, channels } = shape;
  const sizes = [rows, height, width, ...(channels === 3 ? [3] : [])];
  const header = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  header.setUint8(2, UNSIGNED_BYTES);
  header.setUint8(3, sizes.length);
  for (const [index, size] of sizes.entries()) header.setUint32(4 + 4 * index, size);
  return new Blob([header, pixels], { type: 'application/octet-stream' });
}

/** The type of an IDX file's values. */
const UNSIGNED_BYTES = 8;
