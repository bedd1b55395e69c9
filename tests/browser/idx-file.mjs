import { gzipSync } from 'node:zlib';

/**
 * Bytes as a gzipped IDX file, MNIST's form.
 * @param shape such as [60000, 28, 28], [60000]
 */
export function idxGz(shape, data) {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]); // 8: bytes
  shape.forEach((size, dimension) => header.writeUInt32BE(size, 4 + 4 * dimension));
  return gzipSync(Buffer.concat([header, data]), { level: 1 });
}
